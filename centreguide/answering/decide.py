"""Decides what is done with a question: what is worth most by what was learned and by the reviewed worth of replies."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from centreguide import names
from centreguide.answering.features import ALONE, WHOLE
from centreguide.answering.ranker import Ranking
from centreguide.answering.turn import Part, Way
from centreguide.heard import Segment
from centreguide.intents import Family, family, kinds, table
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge

SHORT_WORDS, LONG_WORDS = 60, 75
MOST_CHOICES = 3


@dataclass(frozen=True)
class _Worth:
    """What each way is worth by what is due: this fact, another, a decline, small talk, a question back."""

    this: float
    other: float
    refusals: tuple[float, float, float]

    def of(self, likely: float, ranking: Ranking) -> float:
        """The expected worth, where the facts told are right with this probability together."""
        rest = float(ranking.facts.sum()) - likely
        return likely * self.this + rest * self.other + float(ranking.refusals @ np.array(self.refusals))


_WORTH = {Way(name): _Worth(row[0], row[1], (row[2], row[3], row[4])) for name, row in table("worth").items()}
_READING = table("reading")


def decide(part: Part, knowledge: Knowledge) -> Part:
    """The part with what is done with it, and the facts that are said or offered, the best first."""
    assert part.ranking is not None, "the facts were ranked"
    ranking = part.ranking
    order = [knowledge.facts[place] for place in ranking.order[: 2 * MOST_CHOICES]]
    likely = {fact: float(ranking.facts[place]) for fact, place in zip(order, ranking.order, strict=False)}
    told = _told(part.question, order, likely)
    chosen = tuple(order[:MOST_CHOICES])
    worth = {
        Way.TELL: _WORTH[Way.TELL].of(sum(likely[fact] for fact in told), ranking),
        Way.OFFER: _WORTH[Way.OFFER].of(likely[order[0]], ranking),
        Way.CHOOSE: _WORTH[Way.CHOOSE].of(sum(likely[fact] for fact in chosen), ranking),
        Way.DECLINE: _WORTH[Way.DECLINE].of(0.0, ranking),
        Way.CHAT: _WORTH[Way.CHAT].of(0.0, ranking),
    }
    way = max(worth, key=worth.__getitem__)
    facts = {Way.TELL: told, Way.OFFER: (order[0],), Way.CHOOSE: chosen}.get(way, ())
    return replace(part, way=way, facts=facts, kind=_kind(part, way))


def _told(question: Segment, order: list[Fact], likely: dict[Fact, float]) -> tuple[Fact, ...]:
    """The likeliest fact, and those that are worth reading beside it."""
    overview = question.intent in kinds("overview") and question.intent in order[0].answers
    cost = _READING["overview" if overview else "one"]
    gain = _WORTH[Way.TELL].this - _WORTH[Way.TELL].other
    most = LONG_WORDS if overview else SHORT_WORDS
    told = [order[0]]
    for fact in order[1:]:
        words = sum(len(said.say.split()) for said in (*told, fact))
        if likely[fact] * gain > cost and words <= most:
            told.append(fact)
    return tuple(told)


def _kind(part: Part, way: Way) -> str:
    """The likeliest kind of decline or small talk, by how it was found and by NLU."""
    wanted = Family.SMALL_TALK if way is Way.CHAT else Family.DECLINED
    scores: dict[str, float] = {}
    for reading in (ALONE, WHOLE):
        for kind, likely in ((part.found or {})[reading].kinds if part.found else {}).items():
            scores[kind] = scores.get(kind, 0.0) + likely
    able = {kind: score for kind, score in scores.items() if family(kind) is wanted}
    return max(able, key=able.__getitem__, default=names.FALLBACK)
