"""What a question names and no page does: it is said so, with what is known of what it belongs to."""

from dataclasses import replace

from centreguide.answering.turn import Part, Way
from centreguide.intents import GUARDED, kinds
from centreguide.knowledge.query import TRUST, UNLISTED, Knowledge


def unlisted(part: Part, knowledge: Knowledge) -> Part:
    """The part declined with what is missing, and a fact about what else it names or what that is part of."""
    missing = next((name for name in part.subjects if knowledge.kind(name) == UNLISTED), None)
    if missing is None or (part.way is Way.DECLINE and part.kind in GUARDED | kinds("about_the_visit")):
        return part
    named = [name for name in part.subjects if knowledge.kind(name) != UNLISTED and knowledge.is_telling(name)]
    around = named or [name for name in knowledge.parents(missing) if knowledge.kind(name) != TRUST]
    near = [fact for name in around[:1] for fact in knowledge.facts_about(name)]
    if part.ranking is not None:
        likely = dict(zip(knowledge.facts, part.ranking.facts, strict=True))
        near.sort(key=lambda fact: -likely[fact])
    return replace(part, way=Way.DECLINE, facts=tuple(near[:1]), missing=missing, kind="")
