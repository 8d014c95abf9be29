"""Figures in an answer that its parts don't have: nothing would put a wrong belief about them right."""

import re
from collections.abc import Iterator

from text_to_num import alpha2digit

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge

_SCALES = {"thousand": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
_FIGURE = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)*)(?:\s?({'|'.join(_SCALES)})\b|(?:st|nd|rd|th)\b|(?!\w))", re.I)
_SCALE_AFTER_DIGITS = re.compile(rf"(?<=\d)\s+(?=(?:{'|'.join(_SCALES)})\b)", re.I)
_FROM_TWO = 2
"""The smallest number that is read from words: "one" is rarely a figure."""


def advice(answers: Answers) -> Iterator[Fault]:
    for entry, fact in answers.facts:
        known = _known(fact, answers.knowledge)
        for figure, number in figures(fact.say):
            if number not in known:
                told = f"the figure {figure} isn't in the answer's `parts`; compare it with the page"
                remedy = "add it there (value and unit, rank or since), so that a wrong belief about it is put right."
                yield entry.fault(f"{told}, and {remedy}", "say")


def figures(text: str) -> Iterator[tuple[str, float]]:
    """The figures in a text as they stand there, and as numbers: "£1 billion", "twelve", "3rd"."""
    # As one word, since "1" and "billion" apart would become two figures.
    joined = _SCALE_AFTER_DIGITS.sub("", text)
    for match in _FIGURE.finditer(alpha2digit(joined, "en", _FROM_TWO)):
        number = float(re.sub(r",(?=\d{3})", "", match[1]).replace(",", "."))
        yield match[0], number * _SCALES.get((match[2] or "").lower(), 1)


def _known(fact: Fact, knowledge: Knowledge) -> set[float]:
    """Every number that the fact's parts have, or that belongs to a name in it."""
    parts = fact.parts
    numbers = {float(number) for number in (parts.value, parts.rank_number, parts.since) if number is not None}
    named = [subject for name in fact.about if (subject := knowledge.subject(name))]
    texts = [name for subject in named for name in (subject.name, *subject.also_called)]
    texts += [
        fact.source.section,
        knowledge.page(fact.source.page).title,
        *filter(None, (parts.unit, parts.of, parts.scope)),
    ]
    return numbers | {number for text in texts for _, number in figures(text)}
