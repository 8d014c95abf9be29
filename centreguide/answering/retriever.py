"""How near a text is to each fact and each kind of no: a regression on meaning and letters, and the nearest example."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.utils.extmath import randomized_svd

from centreguide.encoder.runtime import Encode
from centreguide.intents import Family, family
from centreguide.nlu.evidence import NGRAM_WEIGHT, Floats, Regression, Rows, nearest, softmax
from centreguide.nlu.ngrams import Ngrams

Example = tuple[str, str]
"""A text, and the id of its fact or its kind of decline or small talk; GENERIC where no FAQ bot is for it."""

GENERIC = "generic"
REFUSED = (
    "declined",
    "small talk",
    "for no bot",
    "near what is declined",
    "near small talk",
    "near what is for no bot",
    "for the facts",
)
"""The entries of `Found.refused`: log probabilities, cosines, and the log probability of all facts together."""

_ARRAYS, _NAMES = "retriever.npz", "retriever.json"
_DIMENSIONS, _NEAR_DIMENSIONS = 600, 128
"""In how many dimensions letters are learned from, and vectors compared; more of either changed no held-out answer."""

_POWER_STEPS = 6
"""With fewer, the dimensions found depend on the random ones that the search starts from."""

_FLOOR = 1e-4
_SEED = 20


@dataclass(frozen=True)
class Found:
    """One text: an entry a fact in `likely` (log probability) and `near` (cosine); and the same of each kind of no.

    `refused` has an entry for each of REFUSED; `kinds` are those of decline and of small talk, each with its
    probability.
    """

    likely: Floats
    near: Floats
    refused: Floats
    kinds: dict[str, float]


@dataclass(frozen=True)
class Retriever:
    """Learned from examples; `places` are theirs in `labels`, whose last is GENERIC."""

    labels: Sequence[str]
    ngrams: Ngrams
    regression: Regression
    ngram_weights: Floats
    narrowing: Floats
    vectors: Floats
    places: Rows

    def look(self, texts: Sequence[str], facts: Sequence[str], encode: Encode) -> list[Found]:
        """What is found for each text.

        Args:
            facts: the ids to look for; one that nothing was learned of is found by nothing.
            encode: texts to unit vectors.
        """
        vectors = encode(texts)
        scores = vectors @ self.regression.weights + self.regression.intercept
        for row, text in enumerate(texts):
            columns, values = self.ngrams.row(text)
            scores[row] += NGRAM_WEIGHT * (values @ self.ngram_weights[columns])
        return self._found(
            softmax(scores), nearest(vectors @ self.narrowing @ self.vectors.T, self.places, len(self.labels)), facts
        )

    def _found(self, likely: Floats, near: Floats, facts: Sequence[str]) -> list[Found]:
        order = {label: place for place, label in enumerate(self.labels)}
        wanted = np.array([order.get(name, -1) for name in facts], dtype=np.int64)
        # What nothing was learned of has the last column, of zeros.
        shares = np.hstack([likely, np.zeros((len(likely), 1), dtype=np.float32)])[:, wanted]
        cosines = np.hstack([near, np.zeros((len(near), 1), dtype=np.float32)])[:, wanted]
        kinds = [(place, label) for place, label in enumerate(self.labels) if label not in facts and label != GENERIC]
        groups = [
            [place for place, label in kinds if family(label) is which]
            for which in (Family.DECLINED, Family.SMALL_TALK)
        ]
        groups.append([order[GENERIC]] if GENERIC in order else [])
        mass = np.stack([likely[:, group].sum(axis=1) for group in groups], axis=1)
        closest = np.stack([near[:, group].max(axis=1, initial=0.0) for group in groups], axis=1)
        refused = np.hstack([np.log(mass + _FLOOR), closest, np.log(shares.sum(axis=1, keepdims=True) + _FLOOR)])
        return [
            Found(
                np.log(shares[row] + _FLOOR),
                cosines[row],
                refused[row],
                {label: float(likely[row, place]) for place, label in kinds},
            )
            for row in range(len(likely))
        ]

    def save(self, folder: Path) -> None:
        words, idf = self.ngrams.state()
        np.savez(
            folder / _ARRAYS,
            weights=self.regression.weights,
            intercept=self.regression.intercept,
            ngram_weights=self.ngram_weights.astype(np.float16),
            narrowing=self.narrowing,
            vectors=self.vectors.astype(np.float16),
            places=self.places,
            **idf,
        )
        stored = {"labels": list(self.labels), "words": words}
        (folder / _NAMES).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Retriever:
        """What `save` wrote.

        Raises:
            OSError: it isn't there.
        """
        stored = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        return cls(
            labels=stored["labels"],
            ngrams=Ngrams.restored((stored["words"], arrays)),
            regression=Regression(arrays["weights"], arrays["intercept"]),
            ngram_weights=arrays["ngram_weights"].astype(np.float32),
            narrowing=arrays["narrowing"],
            vectors=arrays["vectors"].astype(np.float32),
            places=arrays["places"],
        )


class Material:
    """Examples ready to be learned from, all or some: their vectors, and their letters in few dimensions.

    Args:
        examples: each text once, with its label.
        encode: texts to unit vectors.
    """

    def __init__(self, examples: Sequence[Example], encode: Encode) -> None:
        known = dict(reversed(examples))
        # In an order of their own, so that a line that is added or moved changes nothing else.
        self.texts = sorted({text for text, _ in examples if text.strip()})
        self.labels = [*sorted({known[text] for text in self.texts} - {GENERIC}), GENERIC]
        number = {label: place for place, label in enumerate(self.labels)}
        self._places: Rows = np.array([number[known[text]] for text in self.texts], dtype=np.int64)
        self._vectors: Floats = encode(self.texts)
        directions = np.linalg.eigh(self._vectors.T @ self._vectors)[1]
        self._narrowing: Floats = directions[:, -_NEAR_DIMENSIONS:].astype(np.float32)
        self._narrowed: Floats = self._vectors @ self._narrowing
        self._ngrams = Ngrams.learnt(self.texts, least=2)
        rows = self._ngrams.rows(self.texts)
        dimensions = min(_DIMENSIONS, min(rows.shape) - 1)
        spanned = randomized_svd(rows, dimensions, n_iter=_POWER_STEPS, random_state=_SEED)[2]
        self._turn: Floats = spanned.T.astype(np.float32)
        self._features: Floats = np.hstack([self._vectors, NGRAM_WEIGHT * (rows @ self._turn)]).astype(np.float32)

    def retriever(self, rows: Rows | None = None, near: Retriever | None = None) -> Retriever:
        """What is learned from the examples in these rows; from all, if None.

        Args:
            near: one that has learned nearly the same, to start from.
        """
        kept = np.arange(len(self.texts)) if rows is None else rows
        kept = kept[np.argsort(self._places[kept], kind="stable")]
        begin = self._narrow(near) if near else None
        fitted = Regression.fitted(self._features[kept], self._places[kept], len(self.labels), begin)
        size = self._vectors.shape[1]
        return Retriever(
            labels=self.labels,
            ngrams=self._ngrams,
            regression=Regression(fitted.weights[:size], fitted.intercept),
            ngram_weights=self._turn @ fitted.weights[size:],
            narrowing=self._narrowing,
            vectors=self._narrowed[kept],
            places=self._places[kept],
        )

    def _narrow(self, known: Retriever) -> Regression:
        """The regression in few dimensions that gave the retriever."""
        return Regression(
            np.vstack([known.regression.weights, self._turn.T @ known.ngram_weights]), known.regression.intercept
        )
