"""Learns what answers which question: the retriever from examples, the ranker from conversations.

What the ranker weighs is measured on conversations that the retriever didn't learn from (five-fold), so that it is told
how far the retriever is to be trusted with what it has never seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np

from centreguide.answering.conversations import Conversation, Utterance
from centreguide.answering.features import ABOUT, ALONE, SHORT_WORDS, WHOLE, FactTable, Features, features
from centreguide.answering.kindness import Kindness
from centreguide.answering.ranker import ASK_BACK, CHAT, DECLINE, Doubles, Lesson, Ranker
from centreguide.answering.read import parts
from centreguide.answering.refer import follow, readings
from centreguide.answering.retriever import GENERIC, Example, Material, Retriever
from centreguide.answering.turn import Part, Thread
from centreguide.answering.written import lines
from centreguide.encoder.runtime import Encode
from centreguide.heard import Heard
from centreguide.knowledge.query import Knowledge
from centreguide.nlu.evidence import Rows

Understand = Callable[[Sequence[str]], Sequence[Heard]]
"""Messages as NLU understands them, each alone."""

FOLDS = 5
_EITHER = 0.35
"""How much a fact that would do as well counts beside the right one; chosen once, not tuned."""
_CANDIDATES = 128
"""With more facts than these, a lesson is about the right ones and the nearest others: the rest teach nothing more."""


@dataclass(frozen=True)
class Learned:
    """What answers are found by."""

    retriever: Retriever
    ranker: Ranker
    kindness: Kindness

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.retriever.save(folder)
        self.ranker.save(folder)
        self.kindness.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Learned:
        """What `save` wrote.

        Raises:
            OSError: it isn't there.
        """
        return cls(Retriever.load(folder), Ranker.load(folder), Kindness.load(folder))


@dataclass(frozen=True)
class _Asked:
    """A question of a conversation, the conversation's number, and what is due to it."""

    part: Part
    conversation: int
    due: Utterance

    @property
    def label(self) -> str | None:
        """What its words are an example of; None where that is unclear."""
        if len(self.due.facts) == 1:
            return self.due.facts[0]
        return self.due.decline or self.due.chat

    @property
    def texts(self) -> list[str]:
        """Its wordings that are examples: as it is, and in a conversation with what was spoken of."""
        found = self.part.readings or {}
        return [found[ALONE], *([found[ABOUT]] if ABOUT in found else [])] if self.part.thread.asked else [found[WHOLE]]


def learn(
    knowledge: Knowledge,
    examples: Sequence[Example],
    generic: Sequence[str],
    conversations: Sequence[Conversation],
    kind_words: Path,
    understand: Understand,
    encode: Encode,
) -> Learned:
    """What is learned of the knowledge.

    Args:
        examples: texts with their intents; those that `written.lines` takes are learned from.
        generic: sentences that no FAQ bot is for.
        kind_words: the file of messages that a kind word is due to.

    Raises:
        ValueError: there are no conversations to learn from.
    """
    asked = list(_asked(knowledge, conversations, understand))
    base = [*lines(knowledge, examples), *((text, GENERIC) for text in generic)]
    told = [(text, each.label, each.conversation) for each in asked if each.label for text in each.texts]
    material = Material([*base, *((text, label) for text, label, _ in told)], encode)
    whole, table = material.retriever(), FactTable(knowledge)
    lessons: list[Lesson] = []
    short = sorted({each.part.text for each in asked if len(each.part.text.split()) <= SHORT_WORDS})
    for held_out, retriever in _without(material, whole, {text for text, _ in base}, told, conversations):
        some = [each for each in asked if each.conversation in held_out]
        lessons += _lessons(some, retriever, table, encode)
    return Learned(whole, Ranker.learned(lessons), Kindness.learned(kind_words, short, encode))


def _without(
    material: Material,
    whole: Retriever,
    kept: set[str],
    told: Sequence[tuple[str, str | None, int]],
    conversations: Sequence[Conversation],
) -> Iterator[tuple[set[int], Retriever]]:
    """Conversations, and what has learned from all others."""
    owners: dict[str, set[int]] = {}
    for text, _, conversation in told:
        owners.setdefault(text, set()).add(conversation)
    # By its own id, so that a conversation that is added moves no other to another fold.
    folds = [crc32(conversation.id.encode()) % FOLDS for conversation in conversations]
    for fold in range(FOLDS):
        held_out = {number for number, its in enumerate(folds) if its == fold}
        rows = [
            row for row, text in enumerate(material.texts) if text in kept or not owners.get(text, set()) <= held_out
        ]
        if rows and held_out:
            yield held_out, material.retriever(np.array(rows, dtype=np.int64), near=whole)


def _asked(knowledge: Knowledge, conversations: Sequence[Conversation], understand: Understand) -> Iterator[_Asked]:
    """The questions whose due answer is known, each in the thread that the right answers before it make."""
    texts = list(dict.fromkeys(said.say for conversation in conversations for said in conversation.turns))
    heard = dict(zip(texts, understand(texts), strict=True))
    for number, conversation in enumerate(conversations):
        thread = Thread()
        for said in conversation.turns:
            dues = _dues(said, len(heard[said.say].segments))
            for part, due in zip(parts(heard[said.say]), dues, strict=False):
                part = readings(replace(part, thread=thread), knowledge)
                if not due.urgent:
                    yield _Asked(part, number, due)
                if due.facts or due.decline or due.ask_back:
                    thread = follow(thread, part, due.facts, knowledge)


def _dues(said: Utterance, questions: int) -> list[Utterance]:
    """What is due to each question of the message; none where that can't be told."""
    if questions == 1:
        return [said]
    if len(said.facts) == questions:
        return [replace(said, facts=(fact,), either=()) for fact in said.facts]
    return []


def _lessons(asked: Sequence[_Asked], retriever: Retriever, table: FactTable, encode: Encode) -> Iterator[Lesson]:
    texts = list(dict.fromkeys(text for each in asked for text in (each.part.readings or {}).values()))
    found = dict(zip(texts, retriever.look(texts, table.ids, encode), strict=True))
    for each in asked:
        read = each.part.readings or {}
        part = replace(each.part, found={name: found[text] for name, text in read.items()})
        yield _lesson(features(part, table), each.due, table)


def _lesson(seen: Features, due: Utterance, table: FactTable) -> Lesson:
    facts, refusals = table.just(due.either).astype(np.float64) * _EITHER, np.zeros(3)
    facts = np.maximum(facts, table.just(due.facts))
    for kind, is_due in ((DECLINE, due.decline), (CHAT, due.chat), (ASK_BACK, due.ask_back)):
        refusals[kind] = bool(is_due)
    total = facts.sum() + refusals.sum()
    kept = _candidates(seen, facts)
    return Lesson(replace(seen, facts=seen.facts[kept]), facts[kept] / total, refusals / total)


def _candidates(seen: Features, right: Doubles) -> Rows:
    """The places of the right facts and of the nearest others, as many for every lesson."""
    if len(right) <= _CANDIDATES:
        return np.arange(len(right))
    likely = [place for place, name in enumerate(seen.fact_names) if name.startswith("likely")]
    nearness = seen.facts[:, likely].sum(axis=1)
    nearness[right > 0] = np.inf
    return np.sort(np.argsort(-nearness, kind="stable")[:_CANDIDATES])
