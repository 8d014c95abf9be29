"""Honours what staff wrote: who asks in the words of a way to ask, a button or an example gets its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from centreguide.intents import Family, family
from centreguide.knowledge.query import Knowledge

_SLIPS = 1
_LEAST_LETTERS = 8
"""In shorter lines a slip makes another word."""


class Written:
    """The lines that staff wrote, each with its fact or its kind of decline or small talk.

    Args:
        knowledge: its facts' questions and ways to ask; they win over an example.
        examples: lines with their intents.
    """

    def __init__(self, knowledge: Knowledge, examples: Iterable[tuple[str, str]]) -> None:
        self._due: dict[str, str] = {}
        for line, due in lines(knowledge, examples):
            self._due.setdefault(plain(line), due)
        self._by_length: dict[int, list[str]] = {}
        for line in self._due:
            self._by_length.setdefault(len(line), []).append(line)

    def due(self, *texts: str) -> str | None:
        """What the first of the texts that is one of the lines is due; None where none is."""
        asked = list(dict.fromkeys(map(plain, texts)))
        for line in asked:
            if line in self._due:
                return self._due[line]
        return next((self._due[near] for line in asked if (near := self._near(line))), None)

    def _near(self, line: str) -> str | None:
        """The line that is a slip away."""
        if len(line) < _LEAST_LETTERS:
            return None
        lengths = range(len(line) - _SLIPS, len(line) + _SLIPS + 1)
        near = [known for length in lengths for known in self._by_length.get(length, ())]
        found = process.extractOne(line, near, scorer=OSA.distance, score_cutoff=_SLIPS)
        return found[0] if found else None


def lines(knowledge: Knowledge, examples: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each line that says what is due to it, with that: the id of a fact, or a kind of decline or small talk.

    An example of a question is such a line where one fact alone answers its intent.
    """
    yield from ((fact.question, fact.id) for fact in knowledge.facts if fact.question)
    for entry in knowledge.ways_to_ask:
        yield from ((way, entry.fact) for way in entry.ways)
    sole = knowledge.sole_facts()
    for text, intent in examples:
        if intent in sole or family(intent) in (Family.DECLINED, Family.SMALL_TALK):
            yield text, sole.get(intent, intent)


def plain(text: str) -> str:
    """The text by which lines are compared: small letters and digits, words apart by one space."""
    return " ".join(re.findall(r"[^\W_]+", text.lower().replace("'", "").replace("’", "")))
