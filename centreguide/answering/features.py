"""What speaks for and against each fact, and for each kind of no, as named numbers that the ranker weighs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from centreguide.answering.retriever import REFUSED
from centreguide.answering.stems import stems
from centreguide.answering.turn import Part
from centreguide.intents import Family, family
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, TRUST, UNLISTED, Knowledge
from centreguide.language import pattern

Floats = npt.NDArray[np.float32]

ALONE = "alone"
WHOLE = "whole"
AFTER = "after"
SWAPPED = "swapped"
ABOUT = "about"
"""The readings: the question, the whole message, after the question before it, that question with what is named now put
in, and the question with the subject spoken of."""

SHORT_WORDS = 4
"""What counts as short among the features; what that says is learned."""


@dataclass(frozen=True)
class Features:
    """`facts`: a row a fact, a column a name; `refusal`: an entry a name, for each kind of no."""

    facts: Floats
    fact_names: tuple[str, ...]
    refusal: Floats
    refusal_names: tuple[str, ...]


class FactTable:
    """The facts' subjects, intents and words as arrays, made once for a release's knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge, self.facts = knowledge, knowledge.facts
        self.ids = tuple(fact.id for fact in self.facts)
        self._subjects = {subject.id: place for place, subject in enumerate(knowledge.subjects)}
        intents = sorted({intent for fact in self.facts for intent in fact.answers})
        self._intents = {intent: place for place, intent in enumerate(intents)}
        self.answers = _marked([fact.answers for fact in self.facts], self._intents)
        self.about = _marked([fact.about for fact in self.facts], self._subjects)
        self.things = _marked([list(filter(knowledge.is_thing, fact.about)) for fact in self.facts], self._subjects)
        self.wholes = _marked([self._wholes(fact.about) for fact in self.facts], self._subjects)
        self.people = self.about * self.mask(s.id for s in knowledge.subjects if s.kind == AUDIENCE)
        ways = {entry.fact: entry.ways for entry in knowledge.ways_to_ask}
        named = [self._names(fact) for fact in self.facts]
        asked = [[*names, *ways.get(fact.id, ())] for fact, names in zip(self.facts, named, strict=True)]
        self._words = {word: place for place, word in enumerate(sorted({w for texts in asked for w in _words(texts)}))}
        self._by_name = _marked([_words(texts) for texts in named], self._words)
        self._by_way = _marked([_words(texts) for texts in asked], self._words)
        self._weights = np.log((len(self.facts) + 1) / (self._by_way.sum(axis=0) + 1)).astype(np.float32)
        self._unknown = np.float32(np.log(len(self.facts) + 1))

    def mask(self, subjects: Iterable[str]) -> Floats:
        """A 1 for each of the subjects."""
        return np.asarray(_marked([list(subjects)], self._subjects)[0], dtype=np.float32)

    def just(self, facts: Collection[str]) -> Floats:
        return np.array([name in facts for name in self.ids], dtype=np.float32)

    def likelihood(self, intents: Mapping[str, float]) -> tuple[Floats, Floats]:
        """How likely the likeliest intent that a fact answers is, and all that it answers together."""
        likely = np.array([intents.get(name, 0.0) for name in self._intents], dtype=np.float32)
        weighed = self.answers * likely
        return weighed.max(axis=1, initial=0.0), weighed.sum(axis=1)

    def uncovered(self, text: str) -> Floats:
        """The share of the text's telling words that a fact's names, and its ways to ask, don't have; two columns."""
        asked = list(dict.fromkeys(stems(text)))
        if not asked:
            return np.zeros((len(self.facts), 2), dtype=np.float32)
        places = [self._words[word] for word in asked if word in self._words]
        weights = self._weights[places]
        total = weights.sum() + self._unknown * (len(asked) - len(places))
        covered = [words[:, places] @ weights / total for words in (self._by_name, self._by_way)]
        return np.asarray(1.0 - np.stack(covered, axis=1), dtype=np.float32)

    def _wholes(self, subjects: Sequence[str]) -> list[str]:
        knowledge = self.knowledge
        return [whole for name in subjects for whole in knowledge.parents(name) if knowledge.kind(whole) != TRUST]

    def _names(self, fact: Fact) -> list[str]:
        subjects = (subject for name in fact.about if (subject := self.knowledge.subject(name)))
        return [fact.question or "", *(name for s in subjects for name in (s.name, *s.also_called))]


def _words(texts: Sequence[str]) -> list[str]:
    return stems(" ".join(texts))


def _marked(rows: Sequence[Collection[str]], columns: Mapping[str, int]) -> Floats:
    marks = np.zeros((len(rows), len(columns)), dtype=np.float32)
    for row, names in enumerate(rows):
        marks[row, [columns[name] for name in names if name in columns]] = 1.0
    return marks


class _Columns:
    def __init__(self) -> None:
        self.names: list[str] = []
        self.values: list[npt.NDArray[Any]] = []

    def add(self, name: str, value: npt.ArrayLike, gates: Mapping[str, float] | None = None) -> None:
        """The value once for each gate, 0 where the gate is shut; once alone without gates."""
        for gate, share in (gates or {"": 1.0}).items():
            self.names.append(f"{name} {gate}".strip())
            self.values.append(np.asarray(value, dtype=np.float32) * np.float32(share))


def features(part: Part, table: FactTable) -> Features:
    """The features of a question with its readings found.

    Each is counted apart at the start of a conversation and later, in short messages and in such as point back: what a
    reading is worth there is learned apart.
    """
    assert part.found is not None, "the question was looked for"
    knowledge, thread, question = table.knowledge, part.thread, part.question
    own = list(filter(knowledge.is_telling, part.subjects))
    named, people = table.mask(own), table.mask(name for name in part.subjects if knowledge.kind(name) == AUDIENCE)
    places = table.mask(n for n in part.subjects if knowledge.kind(n) == PLACE and not knowledge.is_home(n))
    later, short = bool(thread.asked), len(question.text.split()) <= SHORT_WORDS
    points, adds = bool(pattern("pointing").search(question.text)), bool(pattern("carrying_on").search(question.text))
    follows = {"later": later, "later, short": later and short, "later, points back": later and points}
    ends = {"first": float(not later), "later": float(later)}
    gates = {"first": float(not later), **{name: float(open_) for name, open_ in follows.items()}}
    swaps = {"later": later, "carries on": later and adds}
    rows = _Columns()
    refusal = _Columns()
    nothing = np.zeros(len(table.facts), dtype=np.float32)
    for reading, apart in ((ALONE, gates), (WHOLE, ends), (AFTER, follows), (SWAPPED, swaps), (ABOUT, follows)):
        found = part.found.get(reading)
        rows.add(f"likely, {reading}", found.likely if found else nothing, apart)
        rows.add(f"near, {reading}", found.near if found else nothing, apart)
        for place, name in enumerate(REFUSED):
            refusal.add(f"{name}, {reading}", found.refused[place] if found else np.float32(0.0))
    best, together = table.likelihood(dict(question.intents))
    rows.add("its kind of question", best, ends)
    rows.add("its kinds of question together", together)
    shared, others = table.about @ named, table.things @ named
    held = np.minimum(table.wholes @ named, 1.0)
    rows.add("about what is named", np.minimum(shared, 1.0))
    rows.add("about more that is named", shared)
    rows.add("about something else", (others == 0) * (1 - held) * bool(own))
    rows.add("about a part of what is named", held * (others == 0))
    rows.add("about more than is named", bool(own) * (1 - others / np.maximum(table.things.sum(axis=1), 1.0)))
    rows.add("about these people", np.minimum(table.about @ people, 1.0))
    mentions = table.people.sum(axis=1) > 0
    rows.add("about other people", bool(people.any()) * mentions * (table.about @ people == 0))
    rows.add("about this place", np.minimum(table.about @ places, 1.0))
    before = table.mask(thread.subjects)
    around = table.mask(
        name for s in thread.subjects for name in (s, *knowledge.parents(s)) if knowledge.kind(name) != TRUST
    )
    same = np.minimum(table.things @ before, 1.0)
    related = np.minimum((table.things + table.wholes) @ around, 1.0) * (1 - same)
    moods = {"": 1.0, "names another": bool(own), "short": short, "points back": points, "carries on": adds}
    rows.add("about what was spoken of", same, moods)
    rows.add("about what belongs to that", related, moods)
    just = table.just(thread.just)
    rows.add("was just told", just, {"": 1.0, "points back": points, "short": short})
    rows.add("was told before", table.just(thread.leads))
    last = table.answers.T @ table.just(thread.leads[-1:])
    rows.add("answers the same kind", np.minimum(table.answers @ last, 1.0) * later, {"": 1.0, "carries on": adds})
    for name, column in zip(("names", "ways to ask"), table.uncovered(question.text).T, strict=True):
        rows.add(f"words that its {name} lack", column, ends)
    kinds = {which: [p for n, p in question.intents if family(n) is which] for which in Family}
    refusal.add("always", np.float32(1.0))
    moods = {"later": later, "short": short, "points back": points, "carries on": adds, "later, short": later and short}
    refusal.add("a message", np.float32(1.0), {**moods, "later, points back": later and points})
    refusal.add("names something", np.float32(bool(own)), {"": 1.0, "later": later})
    refusal.add("names what no page does", np.float32(any(knowledge.kind(n) == UNLISTED for n in part.subjects)))
    for which, likely in kinds.items():
        refusal.add(f"likeliest kind: {which.value}", np.float32(max(likely, default=0.0)))
    return Features(np.stack(rows.values, axis=1), tuple(rows.names), np.array(refusal.values), tuple(refusal.names))
