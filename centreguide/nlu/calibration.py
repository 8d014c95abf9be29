"""Chooses from a rehearsal how evidence is added up, from when an answer is trusted and until when it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from centreguide.nlu.evidence import USUAL, Floats, Rows, Weights
from centreguide.nlu.material import Material
from centreguide.nlu.rehearsal import Doubles, Rehearsal, rehearse

LEAST_PRECISION = 0.9
"""What share of the answers that the bot is sure of has to be right, where half of the texts can't be answered."""
LEAST_KEPT = 0.5
"""What share of the right answers the bot has to stay sure of, before precision."""

_MEANING, _LETTERS = (0.0, 0.5, 1.0, 1.5), (0.0, 0.5, 1.0)
_WORTH_A_CHANGE = 0.005
_THRESHOLDS = np.linspace(0.02, 0.98, 97)

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Calibration:
    """What is stored with the model; confidence is 1 / (1 + exp(-(slope * score + offset)))."""

    weights: Weights = USUAL
    slope: float = 6.0
    offset: float = -9.0
    unknown_below: float = 0.4
    sure_from: float = 0.7

    def confidence(self, score: Floats) -> Doubles:
        result: Doubles = 1.0 / (1.0 + np.exp(-(self.slope * score.astype(np.float64) + self.offset)))
        return result


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


def choose_weights(rehearsal: Rehearsal) -> Weights:
    """The usual ones, unless other weights do clearly better: small training sets make differences by chance."""
    grid = [Weights(1.0, meaning, letters) for meaning, letters in product(_MEANING, _LETTERS)]
    gains = {weights: _best_correlation(weights, rehearsal) for weights in grid}
    best = max(grid, key=gains.__getitem__)
    return best if gains[best] > gains[USUAL] + _WORTH_A_CHANGE else USUAL


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


def precise_threshold(right: Truths, confidence: Doubles, counts: Doubles) -> float:
    """The least confidence from which LEAST_PRECISION of the answers are right, if LEAST_KEPT of the right ones stay.

    Where none does, the highest that keeps so many.
    """
    highest = float(_THRESHOLDS[0])
    for level in _THRESHOLDS:
        given = confidence >= level
        kept = (counts * right)[given].sum()
        if kept < LEAST_KEPT * (counts * right).sum():
            break
        highest = float(level)
        if kept >= LEAST_PRECISION * counts[given].sum():
            break
    return highest


def correlation(answers: Rows, given: Truths, truth: Rows, counts: Doubles) -> float:
    """The multi-class Matthews correlation coefficient with refusal as one of the classes."""
    said, true = np.where(given, answers, -1) + 1, truth + 1
    classes = int(max(said.max(), true.max())) + 1
    said_counts = np.bincount(said, counts, classes)
    true_counts = np.bincount(true, counts, classes)
    total, right = counts.sum(), counts[said == true].sum()
    spread = (total**2 - (said_counts**2).sum()) * (total**2 - (true_counts**2).sum())
    return float((right * total - (said_counts * true_counts).sum()) / np.sqrt(spread)) if spread > 0 else 0.0
