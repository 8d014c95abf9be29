"""Cuts a message into sentences and clauses, and tells questions from what is said around them."""

import re
from dataclasses import dataclass
from itertools import pairwise

from centreguide.language import cut, pattern

MOST_PARTS = 6
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Part:
    """A piece of the message, from `start` to `end` (characters), and whether it asks something."""

    text: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?") or bool(pattern("question_start").search(self.text))


def split(text: str) -> list[Part]:
    """The sentences of the text, cut also where "and what", ", do you" and the like begin another question."""
    cuts = [0, *(match.end() for match in cut("sentence_end").finditer(text)), len(text)]
    parts: list[Part] = []
    for begin, end in pairwise(cuts):
        parts.extend(_clauses(text, begin, end))
    parts = _with_tags([part for part in parts if re.search(r"\w", part.text)], text)
    return parts if len(parts) <= MOST_PARTS else [Part(text.strip(), 0, len(text))]


def _with_tags(parts: list[Part], text: str) -> list[Part]:
    """The parts, with "Correct?" and the like put back to what they ask about."""
    joined: list[Part] = []
    for part in parts:
        if joined and pattern("question_tag").match(part.text):
            start = joined.pop().start
            part = Part(text[start : part.end].strip(), start, part.end)
        joined.append(part)
    return joined


def _is_enough(piece: str) -> bool:
    return len(piece.split()) >= _FEWEST_WORDS or bool(pattern("one_word_question").match(piece))


def _clauses(text: str, begin: int, end: int) -> list[Part]:
    parts: list[Part] = []
    start = begin
    for match in cut("question_joined").finditer(text, begin, end):
        before, after = text[start : match.start()], text[match.end() : end]
        if _is_enough(before) and len(after.split()) >= _FEWEST_WORDS:
            parts.append(Part(before.strip(), start, match.start()))
            start = match.end()
    parts.append(Part(text[start:end].strip(), start, end))
    return parts
