"""How good predictions are, in HINT3's own measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
from sklearn.metrics import matthews_corrcoef, roc_auc_score

from benchmarks.hint3 import OUT_OF_SCOPE


@dataclass(frozen=True)
class Prediction:
    """The likeliest intent with its confidence, and whether the bot refuses to answer."""

    intent: str
    confidence: float
    refused: bool


@dataclass(frozen=True)
class Scores:
    """In-scope accuracy without a threshold; AUROC of in against out of scope; multi-class MCC with refusal as a class.

    MCC `own` is at the threshold chosen on training data, `best` at the best one on the test data, which flatters.
    """

    accuracy: float
    auroc: float
    own: float
    best: float


def score(predictions: Sequence[Prediction], truth: Sequence[str]) -> Scores:
    asked = [(prediction, label) for prediction, label in zip(predictions, truth, strict=True) if label != OUT_OF_SCOPE]
    confidence = np.array([prediction.confidence for prediction in predictions])
    levels = np.quantile(confidence, np.linspace(0, 1, 201))
    return Scores(
        accuracy=mean(float(prediction.intent == label) for prediction, label in asked),
        auroc=float(roc_auc_score([label != OUT_OF_SCOPE for label in truth], confidence)),
        own=_correlation(predictions, [prediction.refused for prediction in predictions], truth),
        best=max(_correlation(predictions, list(confidence < level), truth) for level in levels),
    )


def averaged(scores: Sequence[Scores]) -> Scores:
    """The mean over sets, each counting the same."""
    names = ("accuracy", "auroc", "own", "best")
    return Scores(**{name: mean(getattr(each, name) for each in scores) for name in names})


def _correlation(predictions: Sequence[Prediction], refused: Sequence[bool], truth: Sequence[str]) -> float:
    said = [OUT_OF_SCOPE if no else prediction.intent for prediction, no in zip(predictions, refused, strict=True)]
    return float(matthews_corrcoef(list(truth), said))
