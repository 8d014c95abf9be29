"""Finds the knowledge's subjects in a text, with spaCy: names, other names, plurals, no apostrophes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans

from centreguide.knowledge.model import Subject
from centreguide.knowledge.query import AUDIENCE, PLACE, UNLISTED
from centreguide.language import words

MAX_CHARACTERS = 4096
_LEADING = re.compile(rf"^(?:{words('articles')[0]})\s+", re.I)
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Mention:
    """A subject named in a text, from `start` to `end` (characters)."""

    subject: str
    start: int
    end: int


def names_of(subject: Subject) -> list[str]:
    """The subject's name and other names, as visitors may write them."""
    # "That condition" points at something and names nothing.
    own = [] if subject.name.startswith("that ") else [_LEADING.sub("", _BRACKETS.sub("", subject.name))]
    written = [*own, *subject.also_called]
    plurals = subject.kind != PLACE
    return list(dict.fromkeys(form for name in written for form in _spellings(name.lower(), plurals)))


class Known(TypedDict):
    """What a model stores of the knowledge: names by subject, subjects with facts, and places and people."""

    names: dict[str, list[str]]
    listed: list[str]
    lent: list[str]


def known_subjects(subjects: Iterable[Subject]) -> Known:
    """What a model stores of these subjects."""
    every = list(subjects)
    listed = [s.id for s in every if s.kind not in (PLACE, AUDIENCE, UNLISTED) and not s.general]
    lent = [subject.id for subject in every if subject.kind in (PLACE, AUDIENCE) or subject.general]
    return {"names": names_by_subject(every), "listed": listed, "lent": lent}


def names_by_subject(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Subject id to the names that it is found by."""
    return {subject.id: names_of(subject) for subject in subjects}


def _spellings(name: str, plurals: bool) -> Iterator[str]:
    plain = _plain(name)
    for form in (
        plain,
        plain.replace("'", ""),
        plain.replace("'s", ""),
        plain.replace("-", " "),
        plain.replace("-", ""),
    ):
        yield form
        last = form.split()[-1] if form.split() else ""
        if plurals and len(last) > 3 and last.isalpha() and not last.endswith("s"):
            yield f"{form}s"


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("–", "-")


def _small(letter: str) -> str:
    """The letter in lower case, unless that makes two of it and moves what follows."""
    return letter.lower() if len(letter.lower()) == 1 else letter


@lru_cache(maxsize=1)
def _language() -> Language:
    return spacy.blank("en")


class MentionFinder:
    """Finds mentions by the given names; the longest name wins where several overlap."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._nlp = _language()
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="LOWER")
        for subject, forms in names.items():
            self._matcher.add(subject, [self._nlp.make_doc(form) for form in forms])

    def find(self, text: str) -> list[Mention]:
        """The mentions in the text, in its order."""
        # In small letters, as the names are: "St." and "st." are cut into different tokens.
        doc = self._nlp.make_doc("".join(map(_small, _plain(text[:MAX_CHARACTERS]))))
        spans = filter_spans(self._matcher(doc, as_spans=True))
        return [Mention(span.label_, span.start_char, span.end_char) for span in spans]
