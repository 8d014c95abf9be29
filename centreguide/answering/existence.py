"""Whether the facts settle "do you ...?": yes where one fact is about all that the question makes one thing."""

from collections.abc import Collection, Iterator, Sequence

from centreguide.answering.claims import Belief
from centreguide.answering.joined import made_one
from centreguide.answering.topic import Topic
from centreguide.intents import kinds
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, TOPIC, TRUST, Knowledge
from centreguide.language import pattern


def exists(belief: Belief, topic: Topic, facts: Sequence[Fact], knowledge: Knowledge) -> bool:
    """True where the facts say that there is all that is asked for, and nothing in the question is left open."""
    qualified = belief.only or belief.every or belief.negated or belief.choice
    measured = belief.rank or belief.figures or belief.years
    if topic.intent not in kinds("existence") or qualified or measured or topic.open_ended:
        return False
    bounded = not all(map(knowledge.is_thing, topic.named))
    # "Do you do it?" needs something named that can be offered: neither the trust as a whole nor who pays for it.
    things = any(knowledge.kind(name) not in (PLACE, AUDIENCE, TOPIC, TRUST) for name in topic.core)
    if not things or (not bounded and topic.intent == "ask_who"):
        return False
    wanted = _wanted(topic, knowledge)
    if pattern("origin").search(belief.text) and not any(knowledge.kind(name) == PLACE for name in wanted):
        return False
    telling = (fact for fact in facts if topic.intent in kinds("shown_by_any") or topic.intent in fact.answers)
    covered = [_covered(fact, wanted, knowledge) for fact in telling]
    ones = made_one(belief.text, wanted, knowledge)
    return all(any(all(_holds(name, cover, knowledge) for name in one) for cover in covered) for one in ones)


def _wanted(topic: Topic, knowledge: Knowledge) -> tuple[str, ...]:
    """What the question names, and what it means by "it"."""
    own = [name for name in topic.named if not knowledge.is_home(name)]
    carried = (name for name in topic.subjects if name not in knowledge.merged(own))
    return tuple(dict.fromkeys((*own, *carried, *topic.beside)))


def _covered(fact: Fact, named: Collection[str], knowledge: Knowledge) -> set[str]:
    """What the fact is about: its subjects, the wholes that they are part of, and what together means one of them."""
    about = [subject for name in fact.about if (subject := knowledge.subject(name))]
    wholes = (whole for subject in about if subject.kind != PLACE for whole in knowledge.parents(subject.id))
    sets = ((subject.id, group) for subject in about for group in subject.together)
    together = (name for meant, group in sets if meant in named or {*group} <= {*named} for name in group)
    return {*fact.about, *wholes, *together}


def _holds(name: str, covered: Collection[str], knowledge: Knowledge) -> bool:
    """Whether the subject is covered, or a wider place that it lies in."""
    return any(held in covered for held in (name, *_around(name, knowledge)))


def _around(place: str, knowledge: Knowledge) -> Iterator[str]:
    return (name for name in knowledge.parents(place) if knowledge.kind(name) == PLACE)
