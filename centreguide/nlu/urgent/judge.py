"""Judges a whole message: its signs first, then the model over its pieces, then the talk that it is in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from centreguide.encoder.runtime import Encode
from centreguide.nlu.spelling import Spelling
from centreguide.nlu.urgent.latest import Latest
from centreguide.nlu.urgent.model import Floats, Ints, UrgentModel
from centreguide.nlu.urgent.signs import KINDS, Evidence, Signs
from centreguide.nlu.urgent.talk import Shown, Talk
from centreguide.nlu.urgent.views import MOST_CHARACTERS, View, views
from centreguide.nlu.vocabulary import Own, general

MOST_ENCODED = 8
_FILE = "urgent_judge.json"

Looked = tuple[list[Evidence], Floats]
"""What pieces show, and how alarming their words make each."""


@dataclass(frozen=True)
class Alone:
    """What a message shows by itself: the chance of danger in its most alarming piece, and in all of it.

    `certain` is whether its signs decide, `kind` the danger that it would be.
    """

    score: float
    whole: float
    certain: bool
    kind: str


@dataclass(frozen=True)
class Judgement:
    """What a message is taken for.

    `kind` is emergency, crisis or None; `confidence` is the chance that this is right. `alone` is the chance of danger
    by the message itself, 1 where its signs decide: what the messages after it are judged by.
    """

    kind: str | None
    confidence: float
    alone: float = 0.0


class Judge:
    """Says of a message whether it is urgent, from this chance of danger on. Safe to share between threads."""

    def __init__(
        self,
        signs: Signs,
        model: UrgentModel,
        talk: Talk,
        threshold: float,
        own: Own,
        encode: Encode,
        least_wording: float = -np.inf,
    ) -> None:
        self.signs, self.model, self.talk, self.threshold = signs, model, talk, threshold
        self.least_wording = least_wording
        self._own, self._spelling, self._encode = own, Spelling(own, general()), encode
        self._alone, self._looked = Latest[Alone](), Latest[Looked]()

    def judge(self, text: str, before: Sequence[float] = ()) -> Judgement:
        """The verdict on one message.

        Args:
            before: what the verdicts on the messages before it had as `alone`, the latest last.
        """
        alone = self.alone(text)
        chance = self.talk.chance(Shown(alone.score, alone.whole, alone.certain, len(text.split()), tuple(before)))
        # Reviewed signs that nothing softens decide by themselves, whatever was learned.
        urgent = alone.certain or chance >= self.threshold
        return Judgement(
            alone.kind if urgent else None,
            max(chance, 0.5) if urgent else 1.0 - chance,
            1.0 if alone.certain else alone.score,
        )

    def may_be_urgent(self, text: str) -> bool:
        """Whether the words alone leave danger possible: a look without the encoder, where there is no time for more.

        Of danger that cross-validation caught, `training.LEAST_RECALL` passes.
        """
        plain = self.signs.without_sayings(self.signs.plain(text[:MOST_CHARACTERS]))
        pieces = views(plain)
        if not pieces:
            return False
        evidence, wording = self._looked.get(plain, lambda: self._look(pieces))
        return bool(certain_kinds(pieces, evidence)) or float(wording.max()) >= self.least_wording

    def alone(self, text: str) -> Alone:
        """What the message shows by itself, as typed and with its spelling put right: no correction hides danger."""
        return self._alone.get(text, lambda: self._shown(text))

    def _shown(self, text: str) -> Alone:
        spellings = dict.fromkeys((text, self._spelling.correct(text)[0]))
        plain = dict.fromkeys(self.signs.without_sayings(self.signs.plain(one[:MOST_CHARACTERS])) for one in spellings)
        cut = [made for text in plain if (made := views(text))]
        pieces = list({view.text: view for made in cut for view in made}.values())
        if not pieces:
            return Alone(0.0, 0.0, False, KINDS[0])
        wholes = [place for place, view in enumerate(pieces) if view in [made[0] for made in cut]]
        # Neither spelling has a null character in it.
        evidence, wording = self._looked.get("\0".join(plain), lambda: self._look(pieces))
        certain = certain_kinds(pieces, evidence)
        found = self._score(pieces, wholes, wording)
        return replace(found, certain=bool(certain), kind=next(iter(certain)) if len(certain) == 1 else found.kind)

    def _look(self, pieces: Sequence[View]) -> Looked:
        evidence = [self.signs.look(piece.text, piece.sentence) for piece in pieces]
        return evidence, self.model.from_wording([piece.text for piece in pieces], evidence)

    def _score(self, pieces: Sequence[View], wholes: Sequence[int], wording: Floats) -> Alone:
        sentences = sentence_rows(pieces)
        chosen = _worth_encoding(wording, sentences, wholes)
        vectors = self._encode([pieces[row].text for row in chosen]).astype(np.float64)
        scores = np.full(len(pieces), -np.inf)
        scores[chosen] = self.model.scores(vectors, wording[chosen])
        settled = with_sentence(scores, sentences)
        most = int(np.argmax(settled))
        kind = self.model.kind(vectors[chosen.index(most)])
        return Alone(chance(float(settled[most])), chance(float(scores[list(wholes)].max())), False, kind)

    def save(self, folder: Path) -> None:
        self.model.save(folder)
        stored = {
            "threshold": self.threshold,
            "least_wording": self.least_wording,
            "talk": self.talk.weights,
            "signs": self.signs.content,
            "words": self._own.state(),
        }
        (folder / _FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")


def load(folder: Path, known_words: Sequence[str], encode: Encode) -> Judge:
    """The judge that `Judge.save` wrote."""
    stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    signs = Signs(stored["signs"], known_words)
    model = UrgentModel.load(folder, signs)
    own = Own.restored(stored["words"])
    # Releases of before this was learned have none: all their messages are looked at whole.
    least = stored.get("least_wording", -np.inf)
    return Judge(signs, model, Talk(tuple(stored["talk"])), stored["threshold"], own, encode, least)


def certain_kinds(pieces: Sequence[View], evidence: Sequence[Evidence]) -> frozenset[str]:
    """The kinds of danger that a whole sentence's signs make certain."""
    return frozenset(
        kind
        for piece, found in zip(pieces, evidence, strict=True)
        if piece.text == piece.sentence
        for kind in found.certain
    )


def sentence_rows(pieces: Sequence[View]) -> Ints:
    """For each piece the place of the sentence that it stands in; its own for a sentence."""
    places = {piece.text: row for row, piece in enumerate(pieces)}
    return np.array([places.get(piece.sentence, row) for row, piece in enumerate(pieces)], dtype=np.int64)


def with_sentence(scores: Floats, sentences: Ints) -> Floats:
    """The scores, where a clause's is the mean of its own and its sentence's, which may hold what softens it."""
    settled: Floats = (scores + scores[sentences]) / 2.0
    return settled


def chance(score: float) -> float:
    """A score as a number between 0 and 1."""
    return float(1.0 / (1.0 + np.exp(-score)))


def _worth_encoding(wording: Floats, sentences: Ints, wholes: Sequence[int]) -> list[int]:
    """The wholes, and the pieces that their words make most alarming, each with its sentence."""
    chosen = list(wholes)
    for row in np.argsort(-with_sentence(wording, sentences), kind="stable"):
        wanted = [place for place in dict.fromkeys((int(sentences[row]), int(row))) if place not in chosen]
        if len(chosen) + len(wanted) > MOST_ENCODED:
            break
        chosen += wanted
    return chosen
