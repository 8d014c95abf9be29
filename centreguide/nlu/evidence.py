"""What speaks for each intent: a regression over meaning and letters, the nearest example's meaning, its letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import cholesky, eigh, inv, qr, solve_triangular
from scipy.optimize import minimize

NGRAM_WEIGHT, _STRENGTH = 0.5, 20.0
"""What n-grams count beside a vector, and how free the regression is; from rehearsals on seven bots' training sets."""

_STEPS, _STEPS_FROM_NEAR, _TOLERANCE = 25, 10, 1e-3
_CURVATURE = 0.02
"""About p(1 - p) times the classes for fitted probabilities; it only decides how soon a fit is found."""
_MOST_DIMENSIONS = 500
_LEAST_SHARE = 1e-5
_POWER_STEPS = 2
_SEED = 20

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """How the three kinds of evidence are added up."""

    regression: float = 1.0
    meaning: float = 1.0
    letters: float = 0.5


USUAL = Weights()
"""Letters count half, since the regression has seen them too."""


@dataclass(frozen=True)
class Evidence:
    """Arrays with a row a text and a column an intent: a probability and two cosines."""

    regression: Floats
    meaning: Floats
    letters: Floats

    def score(self, weights: Weights) -> Floats:
        parts = weights.regression * self.regression + weights.meaning * self.meaning + weights.letters * self.letters
        return np.asarray(parts, dtype=np.float32)


def nearest(similarity: Floats, labels: Rows, intents: int) -> Floats:
    """The greatest similarity to an example of each intent; 0 for an intent without examples.

    Args:
        similarity: a row a text, a column an example.
        labels: the examples' intents as numbers from 0; fastest in order.
        intents: how many there are.
    """
    found = np.zeros((len(similarity), intents), dtype=np.float32)
    if not len(labels):
        return found
    if (labels[1:] < labels[:-1]).any():
        order = np.argsort(labels, kind="stable")
        similarity, labels = similarity[:, order], labels[order]
    starts = np.flatnonzero(np.append(True, labels[1:] != labels[:-1]))
    found[:, labels[starts]] = np.maximum.reduceat(similarity, starts, axis=1)
    return found


def rotated(gram: Floats) -> tuple[Floats, Floats]:
    """Coordinates in few dimensions with (nearly) the same products, so that many regressions are fitted fast.

    A regression with a ridge is the same in any rotation of its features; those left out hardly matter. The dimensions
    are found by power steps from random ones, which is much faster than all eigenvectors.

    Args:
        gram: the products of all training texts' features.

    Returns:
        A row a text; and the matrix that takes a new text's products with the training texts to such a row.
    """
    random = np.random.default_rng(_SEED)
    span = random.standard_normal((len(gram), min(len(gram), _MOST_DIMENSIONS)), dtype=np.float32)
    for _ in range(_POWER_STEPS):
        span = qr(gram @ span, mode="economic", overwrite_a=True)[0]
    spanned = gram @ span
    values, vectors = eigh(span.T @ spanned)
    kept = values > values[-1] * _LEAST_SHARE
    turn = vectors[:, kept] / np.sqrt(values[kept])
    return np.asarray(spanned @ turn, dtype=np.float32), np.asarray(span @ turn, dtype=np.float32)


@dataclass(frozen=True)
class Regression:
    """Balanced multinomial logistic regression: every class counts the same, however many its examples."""

    weights: Floats
    intercept: Floats

    @classmethod
    def fitted(cls, features: Floats, labels: Rows, classes: int, near: Regression | None = None) -> Regression:
        """Fitted by L-BFGS in single precision: as sklearn's, whose copies make it take twice as long.

        It goes by directions in which the loss bends alike, which takes a third of the steps. Classes without examples
        get next to no probability.

        Args:
            near: one to start from, fitted to nearly the same texts.
        """
        present, known, sizes = np.unique(labels, return_inverse=True, return_counts=True)
        counts = (len(labels) / len(present) / sizes)[known].astype(np.float32)
        loss, turn = _Loss(features, known, counts), _alike(features, counts / len(present))
        start = np.zeros((features.shape[1] + 1, len(present)))
        if near is not None:
            start = solve_triangular(turn, np.vstack([near.weights, near.intercept])[:, present])

        def turned(parameters: Doubles) -> tuple[float, Doubles]:
            value, gradient = loss(turn @ parameters.reshape(start.shape).astype(np.float32))
            return value, (turn.T @ gradient).ravel().astype(np.float64)

        options = {"maxiter": _STEPS if near is None else _STEPS_FROM_NEAR, "gtol": _TOLERANCE}
        solved = minimize(turned, start.ravel(), jac=True, method="L-BFGS-B", options=options).x
        solved = turn @ solved.reshape(start.shape).astype(np.float32)
        weights = np.zeros((features.shape[1], classes), dtype=np.float32)
        intercept = np.full(classes, -30.0, dtype=np.float32)
        weights[:, present], intercept[present] = solved[:-1], solved[-1]
        return cls(weights, intercept)

    def probabilities(self, features: Floats) -> Floats:
        return softmax(np.asarray(features @ self.weights) + self.intercept)


def _alike(features: Floats, counts: Floats) -> Floats:
    """A triangular matrix whose columns are directions in which the loss bends alike; the intercept comes last."""
    whole = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
    bends = _CURVATURE * (whole.T @ (whole * counts[:, None])).astype(np.float64)
    np.fill_diagonal(bends[:-1, :-1], bends.diagonal()[:-1] + 1.0 / _STRENGTH)
    return np.asarray(inv(cholesky(bends)), dtype=np.float32)


class _Loss:
    """The weighted log loss with a ridge, and its gradient, for weights and (the last row) intercepts."""

    def __init__(self, features: Floats, labels: Rows, counts: Floats) -> None:
        self._features, self._labels, self._counts = features, labels, counts
        self._rows = np.arange(len(labels))
        # Made once: asking for as much memory in each step takes longer than the sums.
        self._scores = np.empty((len(labels), labels.max() + 1), dtype=np.float32)

    def __call__(self, both: Floats) -> tuple[float, Floats]:
        weights, intercept = both[:-1], both[-1]
        surplus = np.matmul(self._features, weights, out=self._scores)
        surplus += intercept
        softmax(surplus, out=surplus)
        likely = np.maximum(surplus[self._rows, self._labels], 1e-30)
        surplus[self._rows, self._labels] -= 1.0
        surplus *= self._counts[:, None]
        gradient = np.empty_like(both)
        gradient[:-1] = self._features.T @ surplus + weights / _STRENGTH
        gradient[-1] = surplus.sum(axis=0)
        ridge = float((weights.astype(np.float64) ** 2).sum()) / 2 / _STRENGTH
        loss = -float((self._counts * np.log(likely)).sum(dtype=np.float64)) + ridge
        return loss, gradient


def softmax(scores: Floats, out: Floats | None = None) -> Floats:
    """Probabilities, a row each; written into `out` where it is given, which may be the scores themselves."""
    exponents = np.subtract(scores, scores.max(axis=1, keepdims=True), out=out, dtype=np.float32)
    np.exp(exponents, out=exponents)
    exponents /= exponents.sum(axis=1, keepdims=True)
    return exponents
