"""Judges a whole message: its signs first, then the model over its pieces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from centreguide.nlu.spelling import Spelling
from centreguide.nlu.urgent_model import Encode, Floats, Ints, UrgentModel
from centreguide.nlu.urgent_signs import KINDS, Evidence, Signs
from centreguide.nlu.urgent_views import MOST_CHARACTERS, View, views
from centreguide.nlu.vocabulary import Own, general

MOST_ENCODED = 8
_SURE = 0.95
_FAR, _CLASSIFIER_CERTAIN = 0.1, 0.9
_DOUBTFUL, _CLASSIFIER_SURE = 0.4, 0.6
_FILE = "urgent_judge.json"


@dataclass(frozen=True)
class Verdict:
    """What a message is taken for.

    `kind` is emergency, crisis or None; `confidence` is 0.5 where it is only just urgent. `clearly_not` is true where
    the detector is so sure that nothing is urgent that it may take back a classifier's word.
    """

    kind: str | None
    confidence: float
    clearly_not: bool
    score: float = 0.0

    def doubts(self, confidence: float) -> bool:
        """Whether a classifier's word for danger, of this confidence, may be taken back."""
        if self.score < _FAR and confidence < _CLASSIFIER_CERTAIN:
            return True
        return self.clearly_not or (self.score < _DOUBTFUL and confidence < _CLASSIFIER_SURE)


@dataclass(frozen=True)
class Thresholds:
    """Probabilities of danger: `urgent` and above is urgent, below `clear` is clearly not."""

    urgent: float
    clear: float


class Judge:
    """Says of a message whether it is urgent. Safe to share between threads."""

    def __init__(self, signs: Signs, model: UrgentModel, thresholds: Thresholds, own: Own, encode: Encode) -> None:
        self.signs, self.model, self.thresholds = signs, model, thresholds
        self._own, self._spelling, self._encode = own, Spelling(own, general()), encode

    def judge(self, text: str) -> Verdict:
        """The verdict on one message, as typed and with its spelling put right: no correction hides danger."""
        spellings = (text, self._spelling.correct(text)[0])
        plain = dict.fromkeys(self.signs.without_sayings(self.signs.plain(one[:MOST_CHARACTERS])) for one in spellings)
        pieces = list({view.text: view for text in plain for view in views(text)}.values())
        if not pieces:
            return Verdict(None, 0.0, clearly_not=True)
        evidence = [self.signs.look(piece.text, piece.sentence) for piece in pieces]
        certain = certain_kinds(pieces, evidence)
        if len(certain) == 1:
            return Verdict(next(iter(certain)), _SURE, clearly_not=False, score=1.0)
        score, kind = self._score(pieces, evidence)
        if certain:
            return Verdict(kind, _SURE, clearly_not=False, score=1.0)
        urgent = self.thresholds.urgent
        if score >= urgent:
            return Verdict(kind, 0.5 + 0.5 * (score - urgent) / max(1.0 - urgent, 1e-9), clearly_not=False, score=score)
        shown = any(found.signs[kind] for found in evidence for kind in KINDS)
        return Verdict(None, 1.0 - score, clearly_not=score < self.thresholds.clear and not shown, score=score)

    def _score(self, pieces: Sequence[View], evidence: Sequence[Evidence]) -> tuple[float, str]:
        wording = self.model.from_wording([piece.text for piece in pieces], evidence)
        sentences = sentence_rows(pieces)
        chosen = _worth_encoding(wording, sentences)
        vectors = self._encode([pieces[row].text for row in chosen]).astype(np.float64)
        scores = np.full(len(pieces), -np.inf)
        scores[chosen] = self.model.scores(vectors, wording[chosen])
        settled = with_sentence(scores, sentences)
        most = int(np.argmax(settled))
        return chance(float(settled[most])), self.model.kind(vectors[chosen.index(most)])

    def save(self, folder: Path) -> None:
        self.model.save(folder)
        stored = {**asdict(self.thresholds), "signs": self.signs.content, "words": self._own.state()}
        (folder / _FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")


def load(folder: Path, known_words: Sequence[str], encode: Encode) -> Judge:
    """The judge that `Judge.save` wrote."""
    stored = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    signs = Signs(stored["signs"], known_words)
    model = UrgentModel.load(folder, signs)
    return Judge(signs, model, Thresholds(stored["urgent"], stored["clear"]), Own.restored(stored["words"]), encode)


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


def _worth_encoding(wording: Floats, sentences: Ints) -> list[int]:
    chosen: list[int] = []
    for row in np.argsort(-with_sentence(wording, sentences), kind="stable"):
        wanted = [place for place in dict.fromkeys((int(sentences[row]), int(row))) if place not in chosen]
        if len(chosen) + len(wanted) > MOST_ENCODED:
            break
        chosen += wanted
    return chosen
