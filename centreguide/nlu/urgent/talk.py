"""How likely danger is by what a message shows alone and what the messages before it showed: learned from talks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

FOLDS = 5
REACH = 4
"""How many messages back danger still counts."""

_FLOOR = 1e-3
_SHORT_WORDS = 5
_NOTHING_BEFORE = float(np.log(_FLOOR / (1 - _FLOOR)))

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shown:
    """A message's chance of danger by the model, whether its signs are certain, its words, and what came before.

    `score` is that of its most alarming piece, `whole` that of all of it, which has what makes the piece harmless.
    `before` has a chance each, the latest last; 1 where the signs were certain.
    """

    score: float
    whole: float
    certain: bool
    words: int
    before: tuple[float, ...] = ()


@dataclass(frozen=True)
class Talk:
    """Weights of a logistic regression, the intercept last."""

    weights: tuple[float, ...]

    def chance(self, shown: Shown) -> float:
        """The chance of danger, 0 to 1."""
        score = float(np.dot(_features(shown), self.weights[:-1])) + self.weights[-1]
        return float(1.0 / (1.0 + np.exp(-score)))

    @classmethod
    def learnt(cls, shown: Sequence[Shown], danger: npt.NDArray[np.bool_], talks: Sequence[int]) -> tuple[Talk, Floats]:
        """The weights, and each message's chance as one that didn't learn its talk gives it.

        Args:
            talks: the number of the talk that a message is from.
        """
        rows = np.array([_features(one) for one in shown])
        model = LogisticRegression(C=1.0, max_iter=1000)
        held_out = cross_val_predict(model, rows, danger, groups=talks, cv=GroupKFold(FOLDS), method="predict_proba")
        fitted = model.fit(rows, danger)
        return cls((*map(float, fitted.coef_[0]), float(fitted.intercept_[0]))), np.asarray(held_out[:, 1])


def _features(shown: Shown) -> list[float]:
    alone, in_talk, short = _odds(shown.score), float(bool(shown.before)), float(shown.words <= _SHORT_WORDS)
    certain = float(shown.certain)
    most = _odds(max(shown.before)) if shown.before else _NOTHING_BEFORE
    last = _odds(shown.before[-1]) if shown.before else _NOTHING_BEFORE
    above = most - _NOTHING_BEFORE
    return [
        alone,
        _odds(shown.whole),
        in_talk * _odds(shown.whole),
        certain,
        certain * alone,
        short,
        in_talk,
        in_talk * alone,
        in_talk * most,
        in_talk * last,
        in_talk * above * (alone - _NOTHING_BEFORE),
    ]


def _odds(score: float) -> float:
    kept = min(max(score, _FLOOR), 1.0 - _FLOOR)
    return float(np.log(kept / (1.0 - kept)))
