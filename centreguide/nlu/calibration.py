"""Rehearses on what a bot hasn't learnt, and chooses from that how evidence is added up, trusted and refused.

Five-fold: held-out examples are to be answered; held-out intents and generic sentences are to be refused. Those to
answer and those to refuse count the same, whatever their number: no training data says how often visitors ask what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from centreguide.nlu.evidence import PLAIN_SUM, Evidence, Floats, Rows, Weights
from centreguide.nlu.material import Material

FOLDS = 5
LEAST_PRECISION = 0.9
"""What share of the answers that the bot is sure of has to be right, where half of the texts can't be answered."""

_CHOICES = (0.0, 0.5, 1.0, 1.5)
_WORTH_A_CHANGE = 0.01
_THRESHOLDS = np.linspace(0.02, 0.98, 97)
_SEED = 20

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """What is stored with the model; confidence is 1 / (1 + exp(-(slope * score + offset)))."""

    weights: Weights = PLAIN_SUM
    slope: float = 6.0
    offset: float = -9.0
    unknown_below: float = 0.4
    sure_from: float = 0.7

    def confidence(self, score: Floats) -> Doubles:
        result: Doubles = 1.0 / (1.0 + np.exp(-(self.slope * score.astype(np.float64) + self.offset)))
        return result


@dataclass(frozen=True)
class Rehearsal:
    """Evidence for held-out texts, with their intents (-1: to be refused) and how much each counts."""

    evidence: Evidence
    truth: Rows
    counts: Doubles

    def scored(self, weights: Weights) -> tuple[Rows, Floats]:
        scores = self.evidence.score(weights)
        return scores.argmax(axis=1), scores.max(axis=1)


def calibrated(material: Material) -> Calibration:
    """Chosen by rehearsal; the defaults where there is too little to rehearse with."""
    rehearsal = rehearse(material)
    if rehearsal is None:
        return Calibration()
    weights = choose_weights(rehearsal)
    answers, scores = rehearsal.scored(weights)
    right = answers == rehearsal.truth
    if right.all() or not right.any():
        return Calibration(weights)
    scaling = LogisticRegression(C=1e4).fit(scores[:, None], right, sample_weight=rehearsal.counts)
    fitted = Calibration(weights, float(scaling.coef_[0, 0]), float(scaling.intercept_[0]))
    confidence = fitted.confidence(scores)
    unknown_below = best_threshold(answers, confidence, rehearsal)
    sure_from = max(unknown_below, precise_threshold(right, confidence, rehearsal.counts))
    return Calibration(weights, fitted.slope, fitted.offset, unknown_below, sure_from)


def rehearse(material: Material) -> Rehearsal | None:
    found: list[Evidence] = []
    truth: list[Rows] = []
    kinds: list[Rows] = []
    for held_out, kind in _held_out(material):
        learnt = np.setdiff1d(np.arange(len(material.labels)), held_out)
        known = np.unique(material.labels[learnt])
        if not len(held_out) or not (known < material.intents).any():
            continue
        labels = material.labels[held_out]
        found.append(material.evidence(learnt, held_out))
        truth.append(np.where((labels < material.intents) & np.isin(labels, known), labels, -1))
        kinds.append(np.where(labels == material.intents, 2, kind))
    if not found:
        return None
    joined = Evidence(*(np.vstack([getattr(e, part) for e in found]) for part in ("regression", "meaning", "letters")))
    return Rehearsal(joined, np.concatenate(truth), _counts(np.concatenate(truth), np.concatenate(kinds)))


def _held_out(material: Material) -> Iterator[tuple[Rows, int]]:
    """Rows to hold out together: 0 for folds of examples and generic sentences, 1 for folds of whole intents."""
    fold = np.full(len(material.labels), -1)
    random = np.random.default_rng(_SEED)
    for label in range(material.intents + 1):
        rows = random.permutation(np.flatnonzero(material.labels == label))
        if len(rows) > 1:
            fold[rows] = (np.arange(len(rows)) + label) % FOLDS
    for number in range(FOLDS):
        yield np.flatnonzero(fold == number), 0
    group = random.permutation(material.intents) % FOLDS
    for number in range(FOLDS):
        yield np.flatnonzero(np.isin(material.labels, np.flatnonzero(group == number))), 1


def _counts(truth: Rows, kinds: Rows) -> Doubles:
    counts = np.zeros(len(truth))
    answerable = truth >= 0
    refused = [kind for kind in (0, 1, 2) if (~answerable & (kinds == kind)).any()]
    counts[answerable] = 1.0 / max(answerable.sum(), 1)
    for kind in refused:
        rows = ~answerable & (kinds == kind)
        counts[rows] = 1.0 / rows.sum() / len(refused)
    return counts * len(truth) / 2


def choose_weights(rehearsal: Rehearsal) -> Weights:
    """The plain sum, unless other weights do clearly better: small training sets make differences by chance."""
    grid = [Weights(1.0, meaning, letters) for meaning, letters in product(_CHOICES, _CHOICES)]
    gains = [_best_correlation(weights, rehearsal) for weights in grid]
    best = int(np.argmax(gains))
    plain = _best_correlation(PLAIN_SUM, rehearsal)
    return grid[best] if gains[best] > plain + _WORTH_A_CHANGE else PLAIN_SUM


def _best_correlation(weights: Weights, rehearsal: Rehearsal) -> float:
    answers, scores = rehearsal.scored(weights)
    tried = np.quantile(scores, np.linspace(0.02, 0.98, 49))
    return max(correlation(answers, scores >= threshold, rehearsal.truth, rehearsal.counts) for threshold in tried)


def best_threshold(answers: Rows, confidence: Doubles, rehearsal: Rehearsal) -> float:
    """The confidence from which to answer that gives the greatest correlation; the middle of equally good ones."""
    gains = np.array(
        [correlation(answers, confidence >= level, rehearsal.truth, rehearsal.counts) for level in _THRESHOLDS]
    )
    return float(np.median(_THRESHOLDS[gains >= gains.max() - 1e-9]))


def precise_threshold(right: npt.NDArray[np.bool_], confidence: Doubles, counts: Doubles) -> float:
    """The least confidence from which LEAST_PRECISION of the answers are right; the highest tried where none does."""
    for level in _THRESHOLDS:
        given = confidence >= level
        if given.any() and (counts * right)[given].sum() >= LEAST_PRECISION * counts[given].sum():
            return float(level)
    return float(_THRESHOLDS[-1])


def correlation(answers: Rows, given: npt.NDArray[np.bool_], truth: Rows, counts: Doubles) -> float:
    """The multi-class Matthews correlation coefficient with refusal as one of the classes."""
    said, true = np.where(given, answers, -1) + 1, truth + 1
    classes = int(max(said.max(), true.max())) + 1
    said_counts = np.bincount(said, counts, classes)
    true_counts = np.bincount(true, counts, classes)
    total, right = counts.sum(), counts[said == true].sum()
    spread = (total**2 - (said_counts**2).sum()) * (total**2 - (true_counts**2).sum())
    return float((right * total - (said_counts * true_counts).sum()) / np.sqrt(spread)) if spread > 0 else 0.0
