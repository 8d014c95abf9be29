"""Answers the questions of a message in order: fact, source, and what may be asked next."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from actions import clarify, suggestions
from actions.rasa_action import ReplyingAction
from actions.reasons import reason
from actions.reply import Button, Kind, Reply
from actions.second_look import look
from actions.sources import source_line
from actions.turn import Turn
from centreguide import names
from centreguide.answering.claims import read_belief
from centreguide.answering.counting import asks_how_many, counts_it
from centreguide.answering.question import Context, Question
from centreguide.answering.selection import Fit, Selection, select
from centreguide.answering.topic import Origin, Topic, find_topic, unlisted
from centreguide.answering.verdict import Verdict, judge
from centreguide.intents import Family, family
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, UNLISTED
from centreguide.release.content import Content

MOST_QUESTIONS = 3
_REMEMBERED = 12
_CONTRADICTING = 2
_LISTED = 3
_NEAR_ENOUGH = 0.4
"""The nearness of a fact that makes an unsure question about the trust worth answering."""


@dataclass(frozen=True)
class Part:
    """The answer to one question of a message."""

    text: str
    facts: tuple[Fact, ...] = ()
    buttons: tuple[Button, ...] = ()
    context: Context | None = None
    asks_back: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.facts)


def answer(turn: Turn, content: Content, today: date) -> Reply:
    """The reply to every question in the message; those that can be answered come before those that can't."""
    context, parts = turn.context, list[Part]()
    for question in _worth_a_reply(turn.questions):
        question = look(question, context, content)
        part = _part(question, context, content)
        context = replace(part.context or context, same_message=part.context is not None)
        if part.text not in [other.text for other in parts]:
            parts.append(part)
    parts.sort(key=lambda part: not part.answered)
    facts = tuple(dict.fromkeys(fact for part in parts for fact in part.facts))
    lines = [part.text for part in parts]
    if facts:
        lines.append(source_line(facts, content.knowledge, content.wording, today))
    buttons = parts[0].buttons if len(parts) == 1 else suggestions.unique(b for p in reversed(parts) for b in p.buttons)
    return Reply("\n\n".join(lines), buttons, _slots(context), _kind(parts))


def _kind(parts: list[Part]) -> Kind:
    if any(part.answered for part in parts):
        return Kind.ANSWER
    return Kind.QUESTION if any(part.asks_back for part in parts) else Kind.DECLINE


def _worth_a_reply(questions: tuple[Question, ...]) -> list[Question]:
    """The questions, and what has to be declined beside them; greetings and the like drop out."""
    asked = [question for question in questions if family(question.intent) is Family.QUESTION]
    beside = [
        question
        for question in questions
        if family(question.intent) is Family.DECLINED and (question.intent != names.FALLBACK or not asked)
    ]
    kept = [question for question in questions if question in asked or question in beside]
    return kept[:MOST_QUESTIONS] or list(questions[:1])


def _part(question: Question, context: Context, content: Content) -> Part:
    if family(question.intent) is not Family.QUESTION:
        return Part(reason(question.intent, content))
    knowledge, wording = content.knowledge, content.wording
    topic = find_topic(question, context, knowledge)
    if (missing := unlisted(topic, knowledge)) is not None:
        return _unlisted(missing, question, topic, context, content)
    if question.intent == names.OOS_STATISTICS and not _has_figure(question, topic, content):
        return _no_figure(question, topic, context, content)
    if topic.origin is Origin.UNCLEAR and not question.points_back:
        topic = _only_one(topic, content) or topic
    if topic.origin is Origin.UNCLEAR:
        asked = clarify.which_subject(topic.intent, content)
        # The next message may name just the subject.
        after = replace(context, subjects=(), intent=topic.intent)
        return Part(asked.text, buttons=asked.buttons, context=after, asks_back=True)
    if topic.origin is Origin.TRUST and question.certainty == names.UNSURE:
        nearest = max(content.nearness(question.wordings, knowledge.facts_about(topic.core[0])), default=0.0)
        if nearest < _NEAR_ENOUGH:
            asked = clarify.did_you_mean(question, context, content)
            return Part(asked.text, buttons=asked.buttons, asks_back=True)
    if topic.origin is Origin.TRUST and question.unfamiliar and topic.intent in (names.ASK_SERVICES, names.ASK_ABOUT):
        buttons = suggestions.centres(knowledge, wording)
        return Part(wording.answer("unfamiliar"), buttons=buttons)
    told = context.told if question.intent == names.ASK_MORE else ()
    if told and topic.subject and all(fact.id in told for fact in knowledge.facts_about(topic.subject)):
        return _all_told(topic.subject, content)
    found = select(question, topic, knowledge, content.nearness, told)
    return _said(question, topic, found, context, content)


def _only_one(topic: Topic, content: Content) -> Topic | None:
    """The topic about the one centre that has an answer; None where none has, or several have."""
    knowledge = content.knowledge
    able = [centre.id for centre in knowledge.centres() if knowledge.facts_for(topic.intent, [centre.id])]
    return Topic(topic.intent, (able[0],), Origin.NAMED, (able[0],)) if len(able) == 1 else None


def _has_figure(question: Question, topic: Topic, content: Content) -> bool:
    """Whether the knowledge counts what the question asks for."""
    facts = content.knowledge.facts_for(topic.intent, topic.core)
    return asks_how_many(question.text) and any(counts_it(question.text, fact, content.knowledge) for fact in facts)


def _no_figure(question: Question, topic: Topic, context: Context, content: Content) -> Part:
    """An honest no to a figure, with what is nearest to it if that is near, and is no figure of something else."""
    knowledge, wording = content.knowledge, content.wording
    declined = reason(names.OOS_STATISTICS, content)
    about = topic.core if topic.origin is Origin.NAMED else ()
    facts = [fact for name in about for fact in knowledge.facts_about(name) if fact.parts.value is None]
    near = sorted(zip(content.nearness(question.wordings, facts), facts, strict=True), key=lambda pair: -pair[0])
    if not near or near[0][0] < _NEAR_ENOUGH:
        return Part(declined, buttons=suggestions.centres(knowledge, wording))
    fact = near[0][1]
    told = tuple(dict.fromkeys((*context.told, fact.id)))
    after = replace(context, subjects=topic.subjects, intent=topic.intent, told=told)
    buttons = suggestions.about(topic.core[0], topic.intent, after.told, knowledge, wording)
    return Part(" ".join([declined, wording.answer("unlisted_related"), fact.say]), (fact,), buttons, after)


def _said(question: Question, topic: Topic, found: Selection, context: Context, content: Content) -> Part:
    knowledge, wording = content.knowledge, content.wording
    subject = knowledge.subject(topic.subject or knowledge.trust.subject)
    assert subject is not None, "topics hold known subjects only"
    facts, opening = found.facts, list[str]()
    if found.fit is Fit.EXACT:
        verdict, lead = judge(question, read_belief(question.text), topic, facts, knowledge)
        if lead is not None:
            facts = (lead, *(fact for fact in facts if fact is not lead))
            facts = facts if verdict is Verdict.NONE else facts[:_CONTRADICTING]
        if verdict is not Verdict.NONE:
            opening.append(wording.answer(verdict.value))
    elif found.fit is Fit.FROM_WHOLE and found.holder:
        holder = knowledge.subject(found.holder)
        opening.append(wording.answer("from_whole", subject, holder=holder.name if holder else ""))
    elif found.fit is Fit.FROM_TRUST:
        opening.append(wording.answer("from_trust", subject))
    else:
        key = "other" if found.fit is Fit.OTHER else "nothing"
        opening.append(wording.answer(key, question=wording.question(topic.intent, subject).indirect))
    told = tuple(dict.fromkeys((*context.told, *(fact.id for fact in facts))))
    after = replace(context, subjects=_spoken_of(topic, context, content), intent=topic.intent, told=told)
    lines = [" ".join(opening), _joined(facts)]
    text = ("\n" if len(facts) >= _LISTED else " ").join(line for line in lines if line)
    return Part(text, facts, suggestions.about(subject.id, topic.intent, told, knowledge, wording), after)


def _spoken_of(topic: Topic, context: Context, content: Content) -> tuple[str, ...]:
    """What "it" means from now on: a place or people alone don't end what was spoken of before."""
    around = (PLACE, AUDIENCE)
    if any(content.knowledge.kind(name) not in around for name in topic.subjects):
        return topic.subjects
    kept = [name for name in context.subjects if content.knowledge.kind(name) not in around]
    return (*kept, *topic.subjects)


def _all_told(name: str, content: Content) -> Part:
    subject = content.knowledge.subject(name)
    assert subject is not None, "topics hold known subjects only"
    text = content.wording.answer("more_told", subject)
    return Part(text, buttons=suggestions.centres(content.knowledge, content.wording))


def _joined(facts: tuple[Fact, ...]) -> str:
    """One or two facts as a paragraph, more as a list, which is easier to scan."""
    if len(facts) < _LISTED:
        return " ".join(fact.say for fact in facts)
    return "\n".join(f"• {fact.say}" for fact in facts)


def _unlisted(missing: str, question: Question, topic: Topic, context: Context, content: Content) -> Part:
    """What no page mentions: says so, and what is known of the rest of the question or of what it belongs to."""
    knowledge, wording = content.knowledge, content.wording
    subject = knowledge.subject(missing)
    assert subject is not None, "topics hold known subjects only"
    text = wording.answer("unlisted", subject)
    after = replace(context, subjects=(missing,), intent=topic.intent)
    named = [name for name in topic.core if knowledge.kind(name) != UNLISTED]
    nearest = (named or [name for name in knowledge.parents(missing) if name != knowledge.trust.subject])[:1]
    if not nearest:
        return Part(text, buttons=suggestions.centres(knowledge, wording), context=after)
    intent = topic.intent if knowledge.facts_for(topic.intent, nearest) else names.ASK_SERVICES
    around = Topic(intent, tuple(nearest), Origin.NAMED, tuple(nearest))
    facts = select(question, around, knowledge, content.nearness, ()).facts[:1]
    buttons = suggestions.about(nearest[0], intent, (), knowledge, wording)
    after = replace(after, told=tuple(dict.fromkeys((*context.told, *(fact.id for fact in facts)))))
    said = " ".join([text, wording.answer("unlisted_related"), *(fact.say for fact in facts)])
    return Part(said if facts else text, facts, buttons, after)


def _slots(context: Context) -> dict[str, Any]:
    return {
        names.SUBJECT: list(context.subjects),
        names.LAST_INTENT: context.intent,
        names.TOLD: list(context.told[-_REMEMBERED:]),
    }


class AnswerAction(ReplyingAction):
    """Answers what the page says."""

    def name(self) -> str:
        return "action_answer"

    def reply(self, turn: Turn, content: Content) -> Reply:
        return answer(turn, content, date.today())
