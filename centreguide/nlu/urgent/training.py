"""Learns to judge danger from the training examples, and chooses the thresholds by cross-validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedKFold

from centreguide.encoder.runtime import Encode, Encoder
from centreguide.nlu.urgent.contrasts import contrasts
from centreguide.nlu.urgent.examples import Example, Message
from centreguide.nlu.urgent.judge import Judge, certain_kinds, chance, sentence_rows, with_sentence
from centreguide.nlu.urgent.model import CLASSES, OTHER, Features, Floats, Ints, UrgentModel, Wording
from centreguide.nlu.urgent.signs import Signs
from centreguide.nlu.urgent.talk import REACH, Shown, Talk
from centreguide.nlu.urgent.views import View, views
from centreguide.nlu.vocabulary import Own

LEAST_RECALL = 0.995
MOST_FALSE_ALARMS = 0.05
FOLDS = 5
_UNMEASURED = 0.3
_ALONE = (1.0, 0.0, 0.0, 9.0, *[0.0] * 8)
"""Weights that take a message's own word."""


@dataclass(frozen=True)
class HeldOut:
    """What cross-validation measured: each training message's chance of danger, 1 where the signs decide."""

    texts: Sequence[str]
    labels: Ints
    scores: Floats

    def recall(self, threshold: float) -> float:
        return float(np.mean(self.scores[self.labels != OTHER] >= threshold))

    def false_alarms(self, threshold: float) -> float:
        return float(np.mean(self.scores[self.labels == OTHER] >= threshold))


@dataclass(frozen=True)
class _Pieces:
    """The features of all pieces of the training messages; `owner` is the message that a piece is from."""

    owner: Ints
    whole: Ints
    """The row of each whole message."""
    sentences: Ints
    """For each piece the row of the sentence that it stands in."""
    features: Features
    certain: npt.NDArray[np.bool_]
    """Whether a message's signs decide, a value a message."""


def learn(
    examples: Sequence[Example], talks: Sequence[Sequence[Message]], signs: Signs, encoder: Encoder
) -> tuple[Judge, HeldOut | None]:
    """The judge, and what cross-validation measured; None where there are too few examples to measure.

    The model of pieces learns from the examples; what a talk adds is learned from its scores of messages that it didn't
    learn from.

    Raises:
        ValueError: there are no examples, or all are of the same kind.
    """
    known = {signs.plain(text): CLASSES.index(kind) for text, kind in examples}
    known.pop("", None)
    real = len(known)
    if len({label == OTHER for label in known.values()}) < 2:
        raise ValueError("The urgent detector needs examples of emergency or crisis, and others, to learn from.")
    for text, kind in contrasts(signs.content.get("contrasts")):
        known.setdefault(signs.plain(text), CLASSES.index(kind))
    messages, labels = list(known), np.array(list(known.values()))
    wording, own = Wording.learnt(messages, signs), Own.learnt([text for text, _ in examples], ())
    pieces = _pieces(messages, wording, encoder.encode_kept)
    whole = pieces.features.rows(pieces.whole)
    likeness = whole.likeness()
    model = UrgentModel.fitted(wording, whole, likeness, labels)
    tried = labels[:real]
    if min(Counter(tried).values()) < FOLDS:
        return Judge(signs, model, Talk(_ALONE), _UNMEASURED, own, encoder.encode), None
    alone, scores = np.zeros(len(pieces.owner)), np.full(len(labels), -np.inf)
    worded, most_worded = np.zeros(len(pieces.owner)), np.full(len(labels), -np.inf)
    for _, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(tried, tried):
        kept = np.setdiff1d(np.arange(len(labels)), test)
        seen = UrgentModel.fitted(wording, whole.rows(kept), likeness[np.ix_(kept, kept)], labels[kept])
        rows = np.flatnonzero(np.isin(pieces.owner, test))
        tested = pieces.features.rows(rows)
        alone[rows], worded[rows] = seen.scores_of(tested), seen.wording_of(tested)
    np.maximum.at(scores, pieces.owner, with_sentence(alone, pieces.sentences))
    np.maximum.at(most_worded, pieces.owner, worded)
    judge = Judge(signs, model, Talk(_ALONE), _UNMEASURED, own, encoder.encode)
    said = [
        Shown(chance(float(score)), chance(float(whole)), bool(certain), len(text.split()))
        for score, whole, certain, text in zip(
            scores[:real], alone[pieces.whole], pieces.certain, messages, strict=False
        )
    ]
    texts, danger, group = messages[:real], [label != OTHER for label in tried], list(range(real))
    for number, talk in enumerate(talks, real):
        before: list[float] = []
        for message in talk:
            shown = judge.alone(message.say)
            words = len(message.say.split())
            said.append(Shown(shown.score, shown.whole, shown.certain, words, tuple(before[-REACH:])))
            texts.append(message.say)
            danger.append(message.danger)
            group.append(number)
            before.append(1.0 if shown.certain else shown.score)
    learnt, held_out = Talk.learnt(said, np.array(danger), group)
    held_out[[one.certain for one in said]] = 1.0
    measured = HeldOut(texts, np.where(danger, 0, OTHER), held_out)
    threshold = choose(measured)
    caught = most_worded[:real][(tried != OTHER) & (held_out[:real] >= threshold)]
    least_wording = float(np.quantile(caught, 1 - LEAST_RECALL, method="lower")) if len(caught) else -np.inf
    return Judge(signs, model, learnt, threshold, own, encoder.encode, least_wording), measured


def choose(measured: HeldOut) -> float:
    """The highest that catches LEAST_RECALL, or where that rings too often, the lowest that doesn't."""
    danger = np.sort(measured.scores[measured.labels != OTHER])
    others = np.sort(measured.scores[measured.labels == OTHER])
    catching = float(danger[int(np.floor(len(danger) * (1 - LEAST_RECALL)))])
    quiet = float(others[int(np.ceil(len(others) * (1 - MOST_FALSE_ALARMS))) - 1]) + 1e-9
    return min(max(catching, quiet), 0.5)


def _pieces(messages: Sequence[str], wording: Wording, encode: Encode) -> _Pieces:
    cut = [views(wording.signs.without_sayings(message)) or [View(message, message)] for message in messages]
    flat = [(place, view) for place, found in enumerate(cut) for view in found]
    evidence = [wording.signs.look(view.text, view.sentence) for _, view in flat]
    texts = [view.text for _, view in flat]
    distinct = list(dict.fromkeys(texts))
    vectors = dict(zip(distinct, encode(distinct).astype(np.float64), strict=True))
    owner = np.array([place for place, _ in flat])
    whole = np.searchsorted(owner, np.arange(len(messages)))
    sentences = np.concatenate([sentence_rows(found) + whole[place] for place, found in enumerate(cut)])
    certain = np.zeros(len(messages), dtype=np.bool_)
    for row, (place, view) in enumerate(flat):
        certain[place] |= bool(certain_kinds([view], [evidence[row]]))
    features = Features(np.array([vectors[text] for text in texts]), wording.features(texts, evidence))
    return _Pieces(owner, whole, sentences, features, certain)
