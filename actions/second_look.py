"""Looks again at what NLU wasn't sure of: a fact that people ask for in nearly these words says what was meant."""

from dataclasses import replace

from actions.turn import Turn
from centreguide import names
from centreguide.answering.counting import counts_it
from centreguide.answering.question import Context, Question
from centreguide.answering.topic import Origin, find_topic
from centreguide.intents import GUARDED, Family, family
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, UNLISTED, Knowledge
from centreguide.release.content import Content

_NEAR = 0.72
"""Cosine from which an unsure question is taken for one that the fact answers."""

_AHEAD = 0.12
"""How much nearer it must be than all facts about what an unsure question names."""

_OUT_OF_REACH = 2.0
_FEWEST_WORDS = 4
_NEVER = GUARDED | {"oos_language", "oos_gibberish"}


def look_again(turn: Turn, content: Content) -> Turn:
    """The turn with each question that a fact's ways of asking explain better given that fact's intent and subject."""
    return replace(turn, questions=tuple(look(question, turn.context, content) for question in turn.questions))


def asks(turn: Turn) -> bool:
    """Whether anything in the turn is a question for the knowledge."""
    return any(family(question.intent) is Family.QUESTION for question in turn.questions)


def look(question: Question, context: Context, content: Content) -> Question:
    """The question, with the intent and the subject of the fact that people ask for in nearly these words."""
    if len(" ".join(question.wordings).split()) < _FEWEST_WORDS or question.intent in _NEVER:
        return question
    if any(content.knowledge.kind(name) == UNLISTED for name in question.subjects):
        return question
    needed, facts = _needed(question, context, content), content.knowledge.facts
    near = [pair for pair in zip(content.nearness(question.wordings, facts), facts, strict=True) if pair[0] >= needed]
    nearest = (fact for _, fact in sorted(near, key=lambda pair: -pair[0]))
    fact = next((fact for fact in nearest if counts_it(question.text, fact, content.knowledge)), None)
    if fact is None:
        return question
    asked = family(question.intent) is Family.QUESTION
    intent = question.intent if asked else _likeliest(question, fact)
    around = [name for name in question.subjects if content.knowledge.kind(name) in (PLACE, AUDIENCE)]
    subjects = (_telling(fact, content.knowledge), *around)
    return replace(question, intent=intent, certainty=names.UNSURE, subjects=subjects, guessed=True)


def _needed(question: Question, context: Context, content: Content) -> float:
    """The nearness that a fact needs to say what was meant; 2 where NLU's word stands."""
    if family(question.intent) is not Family.QUESTION:
        return _NEAR if question.intent == names.FALLBACK or question.certainty != names.SURE else _OUT_OF_REACH
    topic = find_topic(question, context, content.knowledge)
    if topic.origin is Origin.TRUST:
        return _NEAR
    if topic.origin is Origin.UNCLEAR:
        return _OUT_OF_REACH if question.points_back else _NEAR
    if topic.origin is not Origin.NAMED or question.certainty == names.SURE:
        return _OUT_OF_REACH
    about = [fact for name in topic.core for fact in content.knowledge.facts_about(name)]
    known = max(content.nearness(question.wordings, about), default=0.0)
    return max(_NEAR, known + _AHEAD)


def _likeliest(question: Question, fact: Fact) -> str:
    return max(fact.answers, key=lambda intent: question.likelihood([intent]))


def _telling(fact: Fact, knowledge: Knowledge) -> str:
    """The subject that says most about what the fact is about: a service before its centre."""
    solid = [name for name in fact.about if knowledge.kind(name) not in (PLACE, AUDIENCE)]
    return max(solid or fact.about, key=lambda name: len(list(knowledge.parents(name))))
