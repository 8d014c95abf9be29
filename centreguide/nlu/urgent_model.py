"""The model that scores a piece of a message for danger: logistic regression over its vector, its words and letters, and its signs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from centreguide import names
from centreguide.nlu.urgent_signs import Evidence, Signs

CLASSES = (names.EMERGENCY, names.CRISIS, "other")
OTHER = CLASSES.index("other")
MOST_CHARACTERS = 600
_ARRAYS, _WORDS = "urgent_model.npz", "urgent_model.json"
_STRENGTH = 5.0
_WRITTEN_WEIGHT, _SIGN_WEIGHT = 0.7, 0.4

Floats = npt.NDArray[np.float64]
Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]


def _vectorizers() -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(token_pattern=r"[\w']+", ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, max_features=20_000),
    ]


@dataclass(frozen=True)
class Wording:
    """Words, letters and signs as numbers: the part of a piece's features that needs no encoder."""

    vectorizers: Sequence[TfidfVectorizer]
    signs: Signs

    @classmethod
    def learnt(cls, texts: Sequence[str], signs: Signs) -> Wording:
        return cls([vectorizer.fit([text[:MOST_CHARACTERS] for text in texts]) for vectorizer in _vectorizers()], signs)

    @property
    def width(self) -> int:
        return sum(len(vectorizer.vocabulary_) for vectorizer in self.vectorizers) + len(self.signs.softeners) + 1

    def features(self, texts: Sequence[str], evidence: Sequence[Evidence]) -> csr_matrix:
        clipped = [text[:MOST_CHARACTERS] for text in texts]
        written = [vectorizer.transform(clipped) * _WRITTEN_WEIGHT for vectorizer in self.vectorizers]
        shown = np.array([self.shown(found) for found in evidence]) * _SIGN_WEIGHT
        return csr_matrix(hstack([*written, csr_matrix(shown)]))

    def shown(self, found: Evidence) -> list[float]:
        """Softeners and "now" only: the signs were written beside the examples, so that the model would trust them too much."""
        return [float(name in found.softeners) for name in self.signs.softeners] + [float(found.now)]


class UrgentModel:
    """Probabilities of emergency, crisis and anything else for pieces of a message."""

    def __init__(self, wording: Wording, weights: Floats, intercept: Floats) -> None:
        self.wording = wording
        self._weights, self._intercept = weights, intercept
        self._dimensions = weights.shape[1] - wording.width

    @classmethod
    def fitted(cls, wording: Wording, vectors: Floats, written: csr_matrix, labels: Sequence[int]) -> UrgentModel:
        """Learns from features that were made beforehand, so that cross-validation makes them once."""
        regression = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=150, tol=1e-3, random_state=0)
        regression.fit(csr_matrix(hstack([csr_matrix(vectors), written])), labels)
        weights, intercept = np.zeros((3, regression.coef_.shape[1])), np.full(3, -20.0)
        rows = regression.classes_
        if len(rows) == 2:
            weights[rows[1]], intercept[rows] = regression.coef_[0], (0.0, regression.intercept_[0])
        else:
            weights[rows], intercept[rows] = regression.coef_, regression.intercept_
        return cls(wording, weights, intercept)

    def probabilities(self, vectors: Floats, written: csr_matrix) -> Floats:
        """A row of three a piece, in the order of CLASSES."""
        scores = vectors @ self._weights[:, : self._dimensions].T + self.from_wording(written)
        exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
        result: Floats = exponents / exponents.sum(axis=1, keepdims=True)
        return result

    def from_wording(self, written: csr_matrix) -> Floats:
        """The scores without the vectors' part: enough to choose which pieces to encode."""
        result: Floats = np.asarray(written @ self._weights[:, self._dimensions :].T) + self._intercept
        return result

    def save(self, folder: Path) -> None:
        idf = {f"idf_{place}": vectorizer.idf_ for place, vectorizer in enumerate(self.wording.vectorizers)}
        np.savez_compressed(folder / _ARRAYS, weights=self._weights, intercept=self._intercept, **idf)
        words = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in self.wording.vectorizers]
        (folder / _WORDS).write_text(json.dumps(words), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, signs: Signs) -> UrgentModel:
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        vectorizers = _vectorizers()
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            for place, vectorizer in enumerate(vectorizers):
                vectorizer.vocabulary = {word: column for column, word in enumerate(words[place])}
                vectorizer.idf_ = arrays[f"idf_{place}"]
            return cls(Wording(vectorizers, signs), arrays["weights"], arrays["intercept"])
