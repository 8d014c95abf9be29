"""Looks again at what NLU wasn't sure of: a fact that people ask for in nearly these words says what was meant."""

from dataclasses import replace

from actions.turn import Turn
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.answering.topic import Origin, find_topic
from centreguide.intents import Family, family
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge
from centreguide.release.content import Content

_NEAR = 0.6
"""Cosine above which an unsure question is taken for one that the fact answers."""

_VERY_NEAR = 0.66
"""The same for a question that the trust as a whole could be asked."""

_FEWEST_WORDS = 4
_NEVER = frozenset({"medical_advice", "prompt_injection", "oos_patient_record", "oos_language", "oos_gibberish"})


def look_again(turn: Turn, content: Content) -> Turn:
    """The turn with each question that a fact's ways of asking explain better given that fact's intent and subject."""
    return replace(turn, questions=tuple(look(question, turn.context, content) for question in turn.questions))


def asks(turn: Turn) -> bool:
    """Whether anything in the turn is a question for the knowledge."""
    return any(family(question.intent) is Family.QUESTION for question in turn.questions)


def look(question: Question, context: Context, content: Content) -> Question:
    """The question, with the intent and the subject of the fact that people ask for in nearly these words."""
    if not _is_open(question, context, content.knowledge):
        return question
    facts = content.knowledge.facts
    near, fact = max(zip(content.nearness(question.text, facts), facts, strict=True), key=lambda pair: pair[0])
    asked = family(question.intent) is Family.QUESTION
    if near < (_VERY_NEAR if asked else _NEAR):
        return question
    intent = question.intent if asked else _likeliest(question, fact)
    subject = _telling(fact, content.knowledge)
    return replace(question, intent=intent, certainty=names.UNSURE, subjects=(subject, *question.subjects))


def _is_open(question: Question, context: Context, knowledge: Knowledge) -> bool:
    """Whether it is unsure what is asked, or about what."""
    if len(question.text.split()) < _FEWEST_WORDS or question.intent in _NEVER:
        return False
    if family(question.intent) is Family.QUESTION:
        topic = find_topic(question, context, knowledge)
        return topic.origin is Origin.TRUST or (topic.origin is Origin.UNCLEAR and not question.points_back)
    return question.intent == names.FALLBACK or question.certainty != names.SURE


def _likeliest(question: Question, fact: Fact) -> str:
    return max(fact.answers, key=lambda intent: question.likelihood([intent]))


def _telling(fact: Fact, knowledge: Knowledge) -> str:
    """The subject that says most about what the fact is about: a service before its centre."""
    solid = [name for name in fact.about if knowledge.kind(name) not in (PLACE, AUDIENCE)]
    return max(solid or fact.about, key=lambda name: len(list(knowledge.parents(name))))
