"""Answers that are hard to read, by the Flesch-Kincaid grade."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module

import spacy
from spacy.language import Language

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault
from centreguide.nlu.mentions import MentionFinder, names_by_subject

OLDEST = 14
"""Years. The NHS writes for ages 9 to 11; a name of a service alone may add some."""

_GRADE_ONE_AGE, _MOST_TOLD = 5, 20
_SHORT = "it"


def advice(answers: Answers) -> Iterator[Fault]:
    """Answers for readers older than 14; what subjects are called isn't held against the writer."""
    if not answers.facts:
        return
    finder = MentionFinder(names_by_subject(answers.knowledge.subjects))
    texts = [_without_names(fact.say, answers.knowledge.trust.name, finder) for _, fact in answers.facts]
    for (entry, _), doc in zip(answers.facts, _measure().pipe(texts), strict=True):
        age = doc._.readability["flesch_kincaid_grade"] + _GRADE_ONE_AGE
        # Not a number where the answer has no word; no comparison with that is true.
        if age >= OLDEST + 0.5:
            readers = f"age {age:.0f}" if age < _MOST_TOLD else f"age {_MOST_TOLD} or more"
            told = f"it reads as if for {readers}; visitors need about 11, {OLDEST} at most"
            yield entry.fault(f"{told}: make the sentences shorter, and the words plainer.", "say")


def _without_names(text: str, trust: str, finder: MentionFinder) -> str:
    text = re.sub(re.escape(trust), _SHORT, text, flags=re.I)
    for mention in reversed(finder.find(text)):
        text = text[: mention.start] + _SHORT + text[mention.end :]
    return text


@lru_cache(maxsize=1)
def _measure() -> Language:
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    # Importing it, which takes seconds, makes its component known to spaCy.
    import_module("textdescriptives")
    language.add_pipe("textdescriptives/readability")
    return language
