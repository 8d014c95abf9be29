"""How near a question is to each fact, by the sentence encoder; the facts' vectors are made once."""

from collections.abc import Sequence

from centreguide.encoder.runtime import Encoder
from centreguide.knowledge.model import Fact


class FactNearness:
    """Cosine of a question's vector with the facts'; a `selection.Nearness`."""

    def __init__(self, facts: Sequence[Fact], encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows = {fact.id: row for row, fact in enumerate(facts)}
        self._vectors = encoder.encode([fact.say for fact in facts])

    def __call__(self, question: str, facts: Sequence[Fact]) -> list[float]:
        if len(facts) < 2:
            return [1.0] * len(facts)
        vector = self._encoder.encode([question])[0]
        return [float(self._vectors[self._rows[fact.id]] @ vector) for fact in facts]
