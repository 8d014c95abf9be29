"""Scores a piece of a message for danger: a support vector machine over its vector, words and letters."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from centreguide import names
from centreguide.nlu.products import products
from centreguide.nlu.urgent.signs import KINDS, NO_DANGER, Evidence, Signs

CLASSES = (*KINDS, NO_DANGER)
OTHER = CLASSES.index(NO_DANGER)
MOST_CHARACTERS = 600
_ARRAYS, _WORDS = "urgent_model.npz", "urgent_model.json"
# Chosen by cross-validation on the training data, against logistic regression, other widths and other weights.
_STRENGTH, _WIDTH = 3.0, 1.5
_WRITTEN_WEIGHT, _SHOWN_WEIGHT = 0.5, 0.14
_STEEPNESS = 2.0
_WORDS_OF = r"[\w']+"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def _vectorizers() -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(token_pattern=_WORDS_OF, ngram_range=(1, 2), sublinear_tf=True, min_df=2),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, max_features=20_000),
    ]


@dataclass(frozen=True)
class Wording:
    """Words, letters, softeners and "now" as numbers: the part of a piece's features that needs no encoder."""

    vectorizers: Sequence[TfidfVectorizer]
    signs: Signs

    @classmethod
    def learnt(cls, texts: Sequence[str], signs: Signs) -> Wording:
        clipped = [text[:MOST_CHARACTERS] for text in texts]
        return cls([vectorizer.fit(clipped) for vectorizer in _vectorizers()], signs)

    def features(self, texts: Sequence[str], evidence: Sequence[Evidence]) -> csr_matrix:
        clipped = [text[:MOST_CHARACTERS] for text in texts]
        written = [vectorizer.transform(clipped) * _WRITTEN_WEIGHT for vectorizer in self.vectorizers]
        shown = np.array([self._shown(found) for found in evidence]) * _SHOWN_WEIGHT
        return csr_matrix(hstack([*written, csr_matrix(shown)]))

    def scores(self, texts: Sequence[str], evidence: Sequence[Evidence], weights: Floats) -> Floats:
        """`features(...) @ weights`, without the matrices, which cost more than the sums for a few short texts."""
        return np.array([self._score(text, found, weights) for text, found in zip(texts, evidence, strict=True)])

    def _score(self, text: str, found: Evidence, weights: Floats) -> float:
        score, begin = 0.0, 0
        for vectorizer, analyse, idf in zip(self.vectorizers, self._analysers, self._idf, strict=True):
            places = Counter(map(vectorizer.vocabulary_.get, analyse(text[:MOST_CHARACTERS])))
            places.pop(None, None)
            if places:
                columns = np.fromiter(places, dtype=np.int64)
                counts = np.fromiter(places.values(), dtype=np.float64)
                values = (1.0 + np.log(counts)) * idf[columns]
                score += _WRITTEN_WEIGHT * float(values @ weights[begin + columns]) / float(np.linalg.norm(values))
            begin += len(vectorizer.vocabulary_)
        return score + _SHOWN_WEIGHT * float(np.dot(self._shown(found), weights[begin:]))

    @cached_property
    def _idf(self) -> list[Floats]:
        return [vectorizer.idf_ for vectorizer in self.vectorizers]

    @cached_property
    def _analysers(self) -> list[Callable[[str], list[str]]]:
        return [vectorizer.build_analyzer() for vectorizer in self.vectorizers]

    def _shown(self, found: Evidence) -> list[float]:
        # Not the signs: they were written beside the examples, and the model would trust them more than they deserve.
        return [float(name in found.softeners) for name in self.signs.softeners] + [float(found.now)]


@dataclass(frozen=True)
class Features:
    """Pieces as numbers, a row a piece: unit vectors, and what `Wording.features` gives."""

    vectors: Floats
    written: csr_matrix

    def rows(self, chosen: Ints) -> Features:
        return Features(self.vectors[chosen], self.written[chosen])

    def likeness(self) -> Floats:
        """The kernel between all pieces, which cross-validation cuts its own from."""
        words: Floats = products(self.written)
        words += _near(self.vectors, self.vectors)
        return words


class UrgentModel:
    """Scores pieces of a message for danger, and tells which danger it would be."""

    def __init__(self, wording: Wording, arrays: dict[str, Floats]) -> None:
        self.wording = wording
        self._arrays = arrays

    @classmethod
    def fitted(cls, wording: Wording, features: Features, likeness: Floats, labels: Ints) -> UrgentModel:
        """Learns from pieces whose features and kernel were made beforehand.

        Args:
            labels: places in CLASSES.
        """
        machine = SVC(C=_STRENGTH, kernel="precomputed", class_weight="balanced", tol=1e-2)
        machine.fit(likeness, labels != OTHER)
        held = features.rows(machine.support_)
        weight = machine.dual_coef_[0]
        danger = np.flatnonzero(labels != OTHER)
        by_kind, kind_intercept = _kinds(features.vectors[danger], labels[danger])
        arrays = {
            "supports": held.vectors.astype(np.float32),
            "weights": weight,
            "words": np.asarray(held.written.T @ weight),
            "intercept": machine.intercept_,
            "kind": by_kind,
            "kind_intercept": kind_intercept,
        }
        return cls(wording, arrays)

    def scores_of(self, features: Features) -> Floats:
        """`scores` for pieces whose features were made beforehand."""
        return self.scores(features.vectors, self.wording_of(features))

    def wording_of(self, features: Features) -> Floats:
        """`from_wording` for pieces whose features were made beforehand."""
        return np.asarray(features.written @ self._arrays["words"])

    def from_wording(self, texts: Sequence[str], evidence: Sequence[Evidence]) -> Floats:
        """The part of the score that needs no vectors: enough to choose which pieces to encode."""
        return self.wording.scores(texts, evidence, self._arrays["words"])

    def scores(self, vectors: Floats, from_wording: Floats) -> Floats:
        """Danger a piece: above 0 it is nearer to the urgent examples than to the others."""
        near = _near(vectors.astype(np.float32), self._arrays["supports"]).astype(np.float64) @ self._arrays["weights"]
        score: Floats = _STEEPNESS * (near + from_wording + self._arrays["intercept"])
        return score

    def kind(self, vector: Floats) -> str:
        """Which danger a piece is, if it is one."""
        score = float(vector @ self._arrays["kind"] + self._arrays["kind_intercept"][0])
        return names.CRISIS if score > 0 else names.EMERGENCY

    def save(self, folder: Path) -> None:
        idf = {f"idf_{place}": vectorizer.idf_ for place, vectorizer in enumerate(self.wording.vectorizers)}
        np.savez(folder / _ARRAYS, **self._arrays, **idf)
        words = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in self.wording.vectorizers]
        (folder / _WORDS).write_text(json.dumps(words), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, signs: Signs) -> UrgentModel:
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        vectorizers = _vectorizers()
        for place, vectorizer in enumerate(vectorizers):
            vectorizer.vocabulary = {word: column for column, word in enumerate(words[place])}
            vectorizer.idf_ = arrays.pop(f"idf_{place}")
        return cls(Wording(vectorizers, signs), arrays)


def _near(some: Floats, others: Floats) -> Floats:
    near: Floats = some @ others.T
    near -= 1.0
    near *= 2.0 * _WIDTH
    return np.exp(near, out=near)


def _kinds(vectors: Floats, labels: Ints) -> tuple[Floats, Floats]:
    if len(set(labels)) < 2:
        only_crisis = labels[0] == CLASSES.index(names.CRISIS)
        return np.zeros(vectors.shape[1]), np.array([1.0 if only_crisis else -1.0])
    regression = LogisticRegression(C=10, class_weight="balanced", max_iter=300).fit(vectors, labels)
    return regression.coef_[0], regression.intercept_
