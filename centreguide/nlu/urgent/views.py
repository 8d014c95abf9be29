"""Cuts a message into the pieces that are looked at for danger: sentences, clauses, stretches of long ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from centreguide.language import cut

MOST_CHARACTERS = 20_000
_SENTENCE_END = re.compile(r"(?<=[.?!;…])\s+|\n+")
_FEWEST_WORDS = 3
_SHORT = 9
_STRETCH = 18
_STEP = 9


@dataclass(frozen=True)
class View:
    """A piece of a message, and the sentence that it stands in."""

    text: str
    sentence: str


def views(text: str) -> list[View]:
    """The pieces of a plain text, each once, the whole first; none of an empty text."""
    text = text[:MOST_CHARACTERS].strip(" -")
    if not text:
        return []
    sentences = [part.strip() for part in _SENTENCE_END.split(text) if re.search(r"\w", part)] or [text]
    found = [View(text, text)] if len(sentences) > 1 else []
    for sentence in sentences:
        found.append(View(sentence, sentence))
        if len(sentence.split()) > _SHORT:
            found.extend(View(clause, sentence) for clause in _clauses(sentence))
    return list({view.text: view for view in reversed(found)}.values())[::-1]


def _clauses(sentence: str) -> list[str]:
    clauses: list[str] = []
    for part in cut("clause_end").split(sentence):
        if not part:
            continue
        if clauses and min(len(part.split()), len(clauses[-1].split())) < _FEWEST_WORDS:
            clauses[-1] = f"{clauses[-1]} {part}"
        else:
            clauses.append(part)
    return [piece for clause in clauses for piece in _stretches(clause.split())]


def _stretches(words: Sequence[str]) -> list[str]:
    if len(words) <= _STRETCH:
        return [" ".join(words)]
    starts = range(0, len(words) - _STRETCH + _STEP, _STEP)
    return [" ".join(words[start : start + _STRETCH]) for start in starts]
