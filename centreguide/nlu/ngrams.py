"""A text as weighted words and runs of letters, which catch spelling and names that a sentence's vector blurs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

MOST_CHARACTERS = 1000
"""What a text has beyond this is left out; a question that long has been asked by then."""

_WORD = r"(?u)\b\w+\b"

Columns = npt.NDArray[np.int64]
State = tuple[list[list[str]], dict[str, npt.NDArray[np.float64]]]


def _vectorizers(least: int = 1) -> list[TfidfVectorizer]:
    return [
        TfidfVectorizer(token_pattern=_WORD, sublinear_tf=True, dtype=np.float32, min_df=least),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, dtype=np.float32, min_df=least),
    ]


class Ngrams:
    """TF-IDF of words beside TF-IDF of two to four letters within words; each half of unit length."""

    def __init__(self, vectorizers: Sequence[Any]) -> None:
        self._vectorizers = vectorizers

    @classmethod
    def learnt(cls, texts: Sequence[str], least: int = 1) -> Ngrams:
        """Learnt from the texts; what fewer than `least` of them have is left out.

        Raises:
            ValueError: no text has a word in it.
        """
        # Restored ones keep idf in another precision: going by the same way, both give the same to the bit.
        return cls.restored(cls([vectorizer.fit(_clipped(texts)) for vectorizer in _vectorizers(least)]).state())

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """A sparse float32 row a text; empty for a text of nothing but unknown words and letters."""
        halves = [vectorizer.transform(_clipped(texts)) for vectorizer in self._vectorizers]
        return csr_matrix(hstack(halves), dtype=np.float32)

    def row(self, text: str) -> tuple[Columns, npt.NDArray[np.float32]]:
        """Where `rows([text])` isn't zero, and its values there; making matrices would cost more than the sums."""
        places, values, begin = [], [], 0
        for vectorizer, analyse, idf in zip(self._vectorizers, self._analysers, self._idf, strict=True):
            counts = Counter(map(vectorizer.vocabulary_.get, analyse(text[:MOST_CHARACTERS])))
            counts.pop(None, None)
            columns = np.fromiter(counts, dtype=np.int64, count=len(counts))
            often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
            found = (1.0 + np.log(often)) * idf[columns]
            places.append(begin + columns)
            values.append(found / (np.linalg.norm(found) or 1.0))
            begin += len(vectorizer.vocabulary_)
        return np.concatenate(places), np.concatenate(values).astype(np.float32)

    @cached_property
    def _idf(self) -> list[npt.NDArray[np.float64]]:
        """Kept, for the property of scikit-learn's makes a sparse matrix each time that it is asked."""
        return [vectorizer.idf_ for vectorizer in self._vectorizers]

    @cached_property
    def _analysers(self) -> list[Callable[[str], list[str]]]:
        return [vectorizer.build_analyzer() for vectorizer in self._vectorizers]

    def state(self) -> State:
        """The vocabularies in the order of their columns, and arrays by name: what `restored` takes."""
        words = [sorted(v.vocabulary_, key=v.vocabulary_.__getitem__) for v in self._vectorizers]
        return words, {f"idf_{place}": v.idf_ for place, v in enumerate(self._vectorizers)}

    @classmethod
    def restored(cls, state: State) -> Ngrams:
        words, arrays = state
        vectorizers = _vectorizers()
        for place, vectorizer in enumerate(vectorizers):
            vectorizer.vocabulary = {word: column for column, word in enumerate(words[place])}
            vectorizer.idf_ = arrays[f"idf_{place}"]
        return cls(vectorizers)


def _clipped(texts: Sequence[str]) -> list[str]:
    return [text[:MOST_CHARACTERS] for text in texts]
