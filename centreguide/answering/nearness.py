"""How near a question is to each fact, by the sentence encoder: to what it says, or to a way to ask for it."""

from collections.abc import Sequence

import numpy as np

from centreguide.encoder.runtime import Encoder
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge


class FactNearness:
    """The largest cosine of a question's vector with a fact's; a `selection.Nearness`. The facts' are made once."""

    def __init__(self, knowledge: Knowledge, encoder: Encoder) -> None:
        ways = {entry.fact: entry.ways for entry in knowledge.ways_to_ask}
        texts = [(fact.id, text) for fact in knowledge.facts for text in (fact.say, *ways.get(fact.id, ()))]
        self._encoder = encoder
        self._vectors = encoder.encode([text for _, text in texts])
        self._starts = np.cumsum([0, *(1 + len(ways.get(fact.id, ())) for fact in knowledge.facts[:-1])])
        self._places = {fact.id: place for place, fact in enumerate(knowledge.facts)}

    def __call__(self, wordings: Sequence[str], facts: Sequence[Fact]) -> list[float]:
        if not facts:
            return []
        cosines = (self._vectors @ self._encoder.encode(wordings).T).max(axis=1)
        nearest = np.maximum.reduceat(cosines, self._starts)
        return [float(nearest[self._places[fact.id]]) for fact in facts]
