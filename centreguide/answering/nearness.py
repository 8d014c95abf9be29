"""How near a question is to each fact, by the sentence encoder: to what it says, or to a way to ask for it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from centreguide.encoder.runtime import Encoder
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge

_LATEST = 16


class FactNearness:
    """The largest cosine of a question's vector with a fact's; a `selection.Nearness`. The facts' are made once.

    A question is held against all facts once, however often it is asked for: a large trust's take milliseconds to read.

    Args:
        knowledge: the facts and the ways to ask for them.
        encoder: texts to unit vectors.
        before: another release's, whose vectors are taken for the texts that both have.
    """

    def __init__(self, knowledge: Knowledge, encoder: Encoder, before: "FactNearness | None" = None) -> None:
        ways = {entry.fact: entry.ways for entry in knowledge.ways_to_ask}
        self._texts = [text for fact in knowledge.facts for text in (fact.say, *ways.get(fact.id, ()))]
        self._encoder = encoder
        known = dict(zip(before._texts, before._vectors, strict=True)) if before else {}
        fresh = list(dict.fromkeys(text for text in self._texts if text not in known))
        known |= dict(zip(fresh, encoder.encode_kept(fresh), strict=True))
        self._vectors: npt.NDArray[np.float32] = np.array([known[text] for text in self._texts], dtype=np.float32)
        self._starts = np.cumsum([0, *(1 + len(ways.get(fact.id, ())) for fact in knowledge.facts[:-1])])
        self._places = {fact.id: place for place, fact in enumerate(knowledge.facts)}
        self._nearest = lru_cache(_LATEST)(self._to_all)

    def __call__(self, wordings: Sequence[str], facts: Sequence[Fact]) -> list[float]:
        if not facts:
            return []
        nearest = self._nearest(self._encoder.encode(wordings).tobytes())
        return [float(nearest[self._places[fact.id]]) for fact in facts]

    def _to_all(self, wordings: bytes) -> npt.NDArray[np.float32]:
        """How near each fact is to any of the vectors. By vectors, so that nothing that was typed is remembered."""
        asked = np.frombuffer(wordings, dtype=np.float32).reshape(-1, self._vectors.shape[1])
        return np.maximum.reduceat((self._vectors @ asked.T).max(axis=1), self._starts)
