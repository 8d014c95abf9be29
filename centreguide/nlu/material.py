"""The training examples and the generic sentences, compared with one another once, for all rehearsals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from centreguide.encoder.runtime import Encode
from centreguide.nlu.evidence import NGRAM_WEIGHT, Evidence, Floats, Regression, Rows, nearest, rotated
from centreguide.nlu.ngrams import Ngrams
from centreguide.nlu.products import products


class Material:
    """Examples first, generic sentences after them; a generic sentence's label is the number of intents.

    Args:
        texts: the examples, each once.
        labels: their intents, as numbers from 0.
        generic: sentences that no FAQ bot is for.
        encode: texts to unit vectors.
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[int], generic: Sequence[str], encode: Encode) -> None:
        self.intents = max(labels) + 1
        vectors = encode([*texts, *generic])
        generic, kept = _unlike(generic, texts, vectors)
        everything = [*texts, *generic]
        self.labels: Rows = np.array([*labels, *[self.intents] * len(generic)], dtype=np.int64)
        self.vectors: Floats = vectors[np.concatenate([np.arange(len(texts)), kept + len(texts)])]
        self.ngrams = Ngrams.learnt(everything)
        self.rows: csr_matrix = self.ngrams.rows(everything)
        self.meaning: Floats = self.vectors @ self.vectors.T
        self.letters: Floats = products(self.rows)
        self.letters /= 2
        # The n-grams' two halves are of unit length each, and `letters` is their mean.
        self.features, self._back = rotated(self.meaning + 2 * NGRAM_WEIGHT**2 * self.letters)

    @property
    def examples(self) -> Rows:
        return np.flatnonzero(self.labels < self.intents)

    @property
    def generic(self) -> Rows:
        return np.flatnonzero(self.labels == self.intents)

    @cached_property
    def _whole(self) -> Regression:
        """What has learnt all; one that has learnt nearly as much is found from it soon."""
        return Regression.fitted(self.features, self.labels, self.intents + 1)

    def evidence(self, learnt: Rows, tried: Rows) -> Evidence:
        """The evidence for the texts `tried` of a bot that has learnt no more than `learnt`."""
        regression = Regression.fitted(self.features[learnt], self.labels[learnt], self.intents + 1, self._whole)
        known = learnt[self.labels[learnt] < self.intents]
        labels, cut = self.labels[known], np.ix_(tried, known)
        return Evidence(
            regression.probabilities(self.features[tried])[:, : self.intents],
            nearest(self.meaning[cut], labels, self.intents),
            nearest(self.letters[cut], labels, self.intents),
        )

    def regression(self) -> tuple[Regression, Floats]:
        """The regression that has learnt all, for vectors; and its weights for n-grams."""
        fitted = self._whole
        by_text = self._back @ fitted.weights
        of_ngrams = np.asarray(self.rows.T @ by_text, dtype=np.float32) * NGRAM_WEIGHT**2
        return Regression(self.vectors.T @ by_text, fitted.intercept), of_ngrams


def _unlike(generic: Sequence[str], texts: Sequence[str], vectors: Floats) -> tuple[list[str], Rows]:
    """The generic sentences that this bot doesn't answer: less near to any example than examples are to each other."""
    examples, others = vectors[: len(texts)], vectors[len(texts) :]
    if not len(others):
        return [], np.zeros(0, dtype=np.int64)
    among = examples @ examples.T
    np.fill_diagonal(among, -1.0)
    usual = float(np.median(among.max(axis=1))) if len(texts) > 1 else 1.0
    kept = np.flatnonzero((others @ examples.T).max(axis=1) < usual)
    return [generic[row] for row in kept], kept
