"""Decides what is done with a question: what is worth most by what was learned and by the reviewed worth of replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from centreguide import names
from centreguide.answering.features import ALONE, WHOLE, FactTable
from centreguide.answering.ranker import Ranking
from centreguide.answering.turn import Part, Way
from centreguide.heard import Segment
from centreguide.intents import Family, family, kinds, table
from centreguide.knowledge.model import Fact

Mask = npt.NDArray[np.bool_]

SHORT_WORDS, LONG_WORDS = 60, 75
MOST_CHOICES = 3
_NEAREST = 2


@dataclass(frozen=True)
class _Worth:
    """What each way is worth by what is due: this fact, one about the same, another, a kind of no."""

    this: float
    same: float
    other: float
    refusals: tuple[float, float, float]

    def of(self, told: Sequence[int], ranking: Ranking, same: Mask) -> float:
        """The expected worth, where the facts at these places are said, and those of `same` are about the same."""
        this = float(ranking.facts[list(told)].sum())
        related = float(ranking.facts[same].sum()) - this
        rest = float(ranking.facts.sum()) - this - related
        return (
            this * self.this
            + related * self.same
            + rest * self.other
            + float(ranking.refusals @ np.array(self.refusals))
        )


_WORTH = {Way(name): _Worth(row[0], row[1], row[2], (row[3], row[4], row[5])) for name, row in table("worth").items()}
_READING = table("reading")


def decide(part: Part, table: FactTable) -> Part:
    """The part with what is done with it, and the facts that are said or offered, the best first."""
    assert part.ranking is not None, "the facts were ranked"
    ranking, facts = part.ranking, table.facts
    order = [int(place) for place in ranking.order[: 2 * MOST_CHOICES]]
    about = table.things[order[0]]
    same = (table.things @ about > 0) | (np.arange(len(facts)) == order[0])
    told = _told(part.question, order, ranking, facts)
    said = {Way.TELL: told, Way.OFFER: told[:_NEAREST], Way.CHOOSE: order[:MOST_CHOICES], Way.DECLINE: [], Way.CHAT: []}
    nothing = np.zeros(len(facts), dtype=np.bool_)
    worth = {way: _WORTH[way].of(places, ranking, same if places else nothing) for way, places in said.items()}
    way = max(worth, key=worth.__getitem__)
    return replace(part, way=way, facts=tuple(facts[place] for place in said[way]), kind=_kind(part, way))


def _told(question: Segment, order: Sequence[int], ranking: Ranking, facts: Sequence[Fact]) -> list[int]:
    """The likeliest fact, and those that are worth reading beside it."""
    overview = question.intent in kinds("overview") and question.intent in facts[order[0]].answers
    cost = _READING["overview" if overview else "one"]
    gain = _WORTH[Way.TELL].this - _WORTH[Way.TELL].other
    most = LONG_WORDS if overview else SHORT_WORDS
    told = [order[0]]
    for place in order[1:]:
        words = sum(len(facts[said].say.split()) for said in (*told, place))
        if ranking.facts[place] * gain > cost and words <= most:
            told.append(place)
    return told


def _kind(part: Part, way: Way) -> str:
    """The likeliest kind of decline or small talk, by how it was found and by NLU."""
    wanted = Family.SMALL_TALK if way is Way.CHAT else Family.DECLINED
    scores: dict[str, float] = {}
    for reading in (ALONE, WHOLE):
        for kind, likely in ((part.found or {})[reading].kinds if part.found else {}).items():
            scores[kind] = scores.get(kind, 0.0) + likely
    able = {kind: score for kind, score in scores.items() if family(kind) is wanted}
    return max(able, key=able.__getitem__, default=names.FALLBACK)
