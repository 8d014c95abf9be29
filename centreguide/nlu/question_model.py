"""The model that tells which intent a question has and how sure that is; stored as arrays and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from centreguide import names
from centreguide.encoder.runtime import Encode
from centreguide.nlu.calibration import Calibration, calibrated
from centreguide.nlu.evidence import Evidence, Floats, Regression, Rows, Weights, nearest, softmax
from centreguide.nlu.material import Material
from centreguide.nlu.ngrams import Ngrams

RANKED = 10
_AT_ONCE = 64
"""How many texts are compared with the examples at once; a message has a few, training many."""
_ARRAYS, _FACTS = "question_model.npz", "question_model.json"


@dataclass(frozen=True)
class Answer:
    """The likeliest intents with the probability that each can be acted on, and names.SURE, UNSURE or UNKNOWN."""

    ranking: list[dict[str, Any]]
    certainty: str

    @property
    def intent(self) -> str | None:
        return self.ranking[0]["name"] if self.ranking else None

    @property
    def confidence(self) -> float:
        return float(self.ranking[0]["confidence"]) if self.ranking else 0.0


NOTHING = Answer([], names.UNKNOWN)


@dataclass(frozen=True)
class QuestionModel:
    """Vectors, rows and labels are those of the training examples; the regression's last class is "none of these"."""

    intents: Sequence[str]
    calibration: Calibration
    ngrams: Ngrams
    regression: Regression
    ngram_weights: Floats
    vectors: Floats
    rows: csr_matrix
    labels: Rows

    @classmethod
    def learnt(cls, examples: Sequence[tuple[str, str]], generic: Sequence[str], encode: Encode) -> QuestionModel:
        """Learns from texts with their intents; a text that is given twice counts once, with its first intent.

        Raises:
            ValueError: no example has a word in it.
        """
        distinct: dict[str, str] = {}
        for text, intent in examples:
            if text.strip():
                distinct.setdefault(text, intent)
        if not distinct:
            raise ValueError("There is no example to learn from.")
        intents = sorted(set(distinct.values()))
        number = {intent: place for place, intent in enumerate(intents)}
        others = [sentence for sentence in generic if sentence not in distinct]
        material = Material(list(distinct), [number[intent] for intent in distinct.values()], others, encode)
        regression, ngram_weights = material.regression()
        # By intent, which is how `nearest` reads them.
        kept = material.examples[np.argsort(material.labels[material.examples], kind="stable")]
        return cls(
            intents=intents,
            calibration=calibrated(material),
            ngrams=material.ngrams,
            regression=regression,
            ngram_weights=ngram_weights,
            vectors=material.vectors[kept],
            rows=material.rows[kept],
            labels=material.labels[kept],
        )

    def evidence(self, texts: Sequence[str], encode: Encode) -> Evidence:
        vectors = encode(texts)
        scores = vectors @ self.regression.weights + self.regression.intercept
        letters = np.empty((len(texts), self.rows.shape[0]), dtype=np.float32)
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            asked = np.zeros((self.rows.shape[1], len(some)), dtype=np.float32)
            for place, text in enumerate(some):
                columns, values = self.ngrams.row(text)
                scores[start + place] += values @ self.ngram_weights[columns]
                asked[columns, place] = values
            # How like each example's words and letters are, from 0 to 1.
            letters[start : start + _AT_ONCE] = (self.rows @ asked).T / 2
        count = len(self.intents)
        return Evidence(
            softmax(scores)[:, :count],
            nearest(vectors @ self.vectors.T, self.labels, count),
            nearest(letters, self.labels, count),
        )

    def answers(self, texts: Sequence[str], encode: Encode) -> list[Answer]:
        """An answer a text, in their order."""
        if not texts:
            return []
        scores = self.evidence(texts, encode).score(self.calibration.weights)
        return [self._answer(row) for row in scores]

    def _answer(self, scores: Floats) -> Answer:
        order = np.argsort(-scores, kind="stable")[:RANKED]
        confidence = self.calibration.confidence(scores[order])
        ranking = [{"name": self.intents[i], "confidence": float(c)} for i, c in zip(order, confidence, strict=True)]
        return Answer(ranking, self._certainty(ranking[0]["confidence"]))

    def _certainty(self, confidence: float) -> str:
        if confidence < self.calibration.unknown_below:
            return names.UNKNOWN
        return names.SURE if confidence >= self.calibration.sure_from else names.UNSURE

    def save(self, folder: Path) -> None:
        words, idf = self.ngrams.state()
        np.savez(
            folder / _ARRAYS,
            weights=self.regression.weights,
            intercept=self.regression.intercept,
            ngram_weights=self.ngram_weights,
            vectors=self.vectors,
            rows_data=self.rows.data,
            rows_indices=self.rows.indices,
            rows_indptr=self.rows.indptr,
            labels=self.labels,
            **idf,
        )
        facts = {"intents": list(self.intents), "calibration": asdict(self.calibration), "words": words}
        (folder / _FACTS).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> QuestionModel:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        shape = len(arrays["labels"]), len(arrays["ngram_weights"])
        chosen = dict(facts["calibration"])
        return cls(
            intents=facts["intents"],
            calibration=Calibration(weights=Weights(**chosen.pop("weights")), **chosen),
            ngrams=Ngrams.restored((facts["words"], arrays)),
            regression=Regression(arrays["weights"], arrays["intercept"]),
            ngram_weights=arrays["ngram_weights"],
            vectors=arrays["vectors"],
            rows=csr_matrix((arrays["rows_data"], arrays["rows_indices"], arrays["rows_indptr"]), shape=shape),
            labels=arrays["labels"],
        )
