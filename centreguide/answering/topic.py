"""What a question is about: what it names, else what was spoken of before, else the trust, else unclear."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import Enum

from centreguide import names
from centreguide.answering.both import both
from centreguide.answering.counting import counts_it, counts_nothing_named
from centreguide.answering.listed import pointed_at
from centreguide.answering.question import Context, Question
from centreguide.knowledge.query import AUDIENCE, PLACE, UNLISTED, Knowledge


class Origin(Enum):
    """Where a topic's subjects come from."""

    NAMED = "named"
    CONTEXT = "context"
    TRUST = "trust"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Topic:
    """An intent and the subjects that it is asked about; `core` leaves out places and audiences where more is named.

    `beside` has what "it" may mean beside a subject that is named: "do you do that for newborns?"
    """

    intent: str
    subjects: tuple[str, ...]
    origin: Origin
    core: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def subject(self) -> str | None:
        return self.core[0] if self.core else None


def find_topic(question: Question, context: Context, knowledge: Knowledge) -> Topic:
    """The topic of the question; with Origin.UNCLEAR where the visitor has to be asked."""
    # A release may have taken out what an older one spoke of.
    context = replace(context, subjects=tuple(name for name in context.subjects if knowledge.subject(name)))
    intent = question.intent
    follows = intent in (names.FOLLOW_UP, names.ASK_MORE) or (question.is_elliptical and context.intent is not None)
    if intent == names.FOLLOW_UP and question.bare and context.subjects:
        intent = names.ASK_ABOUT
    elif intent == names.FOLLOW_UP or (follows and intent != names.ASK_MORE):
        intent = context.intent or names.ASK_ABOUT
    elif intent == names.OOS_STATISTICS:
        intent = names.ASK_HOW_MANY
    elif intent == names.ASK_MORE:
        intent = names.ASK_ABOUT
    named = knowledge.merged(_telling(question.subjects, knowledge))
    if question.points_back:
        named += [name for name in context.subjects if knowledge.kind(name) in (PLACE, AUDIENCE) and name not in named]
    if (pointed := pointed_at(question.text, context, knowledge)) is not None and not _solid(named, knowledge):
        return Topic(names.ASK_ABOUT if follows else intent, (pointed,), Origin.NAMED, (pointed,))
    if not _solid(named, knowledge) and (two := both(question.text, context, knowledge)):
        return Topic(intent, two, Origin.NAMED, two)
    solid = _solid(named, knowledge)
    if solid:
        open_to_it = intent == names.ASK_WHERE or question.certainty == names.UNSURE
        if (open_to_it and _comes_from(named, solid, knowledge)) or (
            intent == names.ASK_WHERE and question.asks_origin
        ):
            intent = names.ASK_WHO
        before = context.subjects if question.points_back else ()
        return Topic(intent, tuple(named), Origin.NAMED, tuple(solid), before)
    if named and context.subjects and (follows or question.points_back):
        replaced = {knowledge.kind(name) for name in named}
        kept = [name for name in context.subjects if knowledge.kind(name) not in replaced]
        together = knowledge.merged([*named, *kept])
        return Topic(intent, tuple(together), Origin.NAMED, tuple(_solid(together, knowledge)) or tuple(together))
    if named and intent not in (names.ASK_WHO, names.ASK_WHERE):
        named = [name for name in named if knowledge.kind(name) != PLACE or context.subjects == ()]
    if named and (knowledge.facts_for(intent, named) or intent == names.ASK_ABOUT):
        return Topic(intent, tuple(named), Origin.NAMED, tuple(named))
    trust = knowledge.trust.subject
    of_context = _fitting(intent, context.subjects, question, knowledge)
    of_the_trust = (
        question.asks_the_trust
        and not context.same_message
        and not (of_context and counts_nothing_named(question.text))
        and _fitting(intent, [trust], question, knowledge)
    )
    about_context = of_context and not of_the_trust
    if context.subjects and (follows or question.points_back or question.is_short or about_context):
        core = tuple(_solid(context.subjects, knowledge)) or context.subjects
        return Topic(intent, context.subjects, Origin.CONTEXT, core)
    if follows or (question.points_back and not question.asks_the_trust and len(question.text.split()) <= 6):
        return Topic(intent, (), Origin.UNCLEAR)
    if knowledge.facts_for(intent, [trust]):
        return Topic(intent, (trust, *named), Origin.TRUST, (trust,))
    return Topic(intent, (), Origin.UNCLEAR)


def unlisted(topic: Topic, knowledge: Knowledge) -> str | None:
    """The first subject of the topic that people ask for and that no page names."""
    return next((name for name in topic.subjects if knowledge.kind(name) == UNLISTED), None)


def _telling(subjects: Iterable[str], knowledge: Knowledge) -> list[str]:
    """The subjects without the trust's own place, unless that is all."""
    every = list(subjects)
    return [name for name in every if not knowledge.is_home(name)] or every


def _comes_from(named: Iterable[str], solid: Iterable[str], knowledge: Knowledge) -> bool:
    """Whether a place that patients come from is named: "would I be taken there from ...?" """
    homes = {name for name in named if knowledge.kind(name) == PLACE} - knowledge.sites()
    return any(homes & set(fact.about) for fact in knowledge.facts_for(names.ASK_WHO, list(solid)))


def _fitting(intent: str, subjects: Collection[str], question: Question, knowledge: Knowledge) -> bool:
    return any(counts_it(question.text, fact, knowledge) for fact in knowledge.facts_for(intent, subjects))


def _solid(subjects: Iterable[str], knowledge: Knowledge) -> list[str]:
    """What the subjects are about, without places and audiences, and without the general where more is named."""
    found = [name for name in subjects if knowledge.kind(name) not in (PLACE, AUDIENCE)]
    return [name for name in found if not knowledge.is_general(name)] or found
