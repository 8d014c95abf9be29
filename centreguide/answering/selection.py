"""Which facts answer a topic: those for its intent and subjects, ordered by how near they are to the question."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum

from centreguide import names
from centreguide.answering.counting import asks_how_many, counts_it
from centreguide.answering.question import Question
from centreguide.answering.stems import share
from centreguide.answering.topic import Topic
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge

Nearness = Callable[[Sequence[str], Sequence[Fact]], list[float]]
"""How near each fact is to any wording of a question, -1 to 1; the sentence encoder's cosine in production."""

# What only a fact about the very thing asked can answer; the rest may be answered by what else is known of the subject.
_OVERVIEW = frozenset({names.ASK_ABOUT, names.ASK_SERVICES})
# Held by a part because it is held by the whole: a service is where its centre is.
_INHERITED = frozenset({names.ASK_WHERE, names.ASK_WHO, "ask_when", "ask_staff", "ask_facilities"})
_OF_THE_TRUST = frozenset({"ask_commissioning", "ask_income", "ask_why", "ask_research", "ask_staff"})

SHORT_WORDS, LONG_WORDS = 60, 75
MOST_SUBJECTS = 3
_POINTED = frozenset({names.ASK_WHERE, "ask_when", "ask_income", "ask_commissioning", "ask_how_many", "ask_support"})
_LIKELY = 0.3
_OVERLAP_WEIGHT = 0.12
_INTENT_WEIGHT = 0.5
_HOME_WEIGHT, _OTHERS_WEIGHT = 0.3, 0.4
_WORDS_WEIGHT = 0.2
_MARGIN, _WIDE_MARGIN = 0.22, 0.4
_STEP = 0.01


class Fit(Enum):
    """How well the facts fit the question."""

    EXACT = "exact"
    FROM_WHOLE = "from_whole"
    FROM_TRUST = "from_trust"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True)
class Selection:
    """The facts to say, the best first, and how they fit; `holder` is the whole that they are about, if another."""

    facts: tuple[Fact, ...]
    fit: Fit
    intent: str
    holder: str | None = None


def select(
    question: Question, topic: Topic, knowledge: Knowledge, nearness: Nearness, told: Collection[str]
) -> Selection:
    """The facts for the topic; Fit.OTHER holds what is known of the subject where nothing answers the intent."""
    known = list(dict.fromkeys(fact for name in topic.core for fact in knowledge.facts_about(name)))
    exact = [fact for fact in known if topic.intent in fact.answers and counts_it(question.text, fact, knowledge)]
    clear = topic.intent in _POINTED and question.certainty == names.SURE
    scale = _Scale(question, topic, knowledge, nearness, told)
    if exact and (clear or not question.ranking):
        return Selection(scale.best(exact), Fit.EXACT, topic.intent)
    if known and not clear and not asks_how_many(question.text):
        best = scale.best(known)
        if topic.intent in _OVERVIEW or question.likelihood(best[0].answers) >= _LIKELY:
            return Selection(best, Fit.EXACT, topic.intent)
    if exact:
        return Selection(scale.best(exact), Fit.EXACT, topic.intent)
    if topic.intent == names.ASK_WHO and (offered := [fact for fact in known if names.ASK_SERVICES in fact.answers]):
        return Selection(scale.best(offered), Fit.EXACT, names.ASK_SERVICES)
    if (inherited := _inherited(topic, knowledge, scale)) is not None:
        return inherited
    if known:
        return Selection(scale.best(known)[:1], Fit.OTHER, topic.intent)
    return Selection((), Fit.NONE, topic.intent)


def _inherited(topic: Topic, knowledge: Knowledge, scale: "_Scale") -> Selection | None:
    trust = knowledge.trust.subject
    for parent in knowledge.parents(topic.subject) if topic.subject else ():
        wanted = _OF_THE_TRUST if parent == trust else _INHERITED
        facts = knowledge.facts_for(topic.intent, [parent]) if topic.intent in wanted else []
        if facts:
            fit = Fit.FROM_TRUST if parent == trust else Fit.FROM_WHOLE
            return Selection(scale.best(facts)[:1], fit, topic.intent, parent)
    return None


class _Scale:
    """Orders facts for one question: by nearness, by the subjects shared, and by how likely their intents are meant."""

    def __init__(
        self, question: Question, topic: Topic, knowledge: Knowledge, nearness: Nearness, told: Collection[str]
    ) -> None:
        self._question, self._topic, self._knowledge = question, topic, knowledge
        self._nearness, self._told = nearness, told

    def best(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The best fact, and those nearly as good, as long as they stay within the words of a short answer."""
        topic = self._topic
        fresh = [fact for fact in facts if fact.id not in self._told] or list(facts)
        scores = self._scores(fresh)
        order = sorted(fresh, key=lambda fact: -scores[fact])
        # A place and an audience narrow one fact down, and so does a service its centre; two services are two things.
        wholes = {whole for name in topic.core for whole in self._knowledge.parents(name)}
        around = [name for name in topic.core if self._knowledge.kind(name) in (PLACE, AUDIENCE)]
        things = [name for name in topic.core if name not in wholes and name not in around]
        chosen = _one_for_each(order, things[:MOST_SUBJECTS])
        overview = topic.intent in _OVERVIEW
        limit, margin = (LONG_WORDS, _WIDE_MARGIN) if overview else (SHORT_WORDS, _MARGIN)
        for fact in [fact for fact in order if set(fact.about) & set(things)] or order:
            words = sum(len(said.say.split()) for said in (*chosen, fact))
            if fact not in chosen and words <= limit and scores[order[0]] - scores[fact] <= margin:
                chosen.append(fact)
        return tuple(chosen)

    def _scores(self, facts: Sequence[Fact]) -> dict[Fact, float]:
        question, topic = self._question, self._topic
        homes, others = self._homes(), self._people(topic.subjects)
        subjects = (subject for name in question.subjects if (subject := self._knowledge.subject(name)))
        named = [word for subject in subjects for word in (subject.name, *subject.also_called)]
        near = dict(zip(facts, self._nearness(question.wordings, facts), strict=True))
        return {
            fact: near[fact]
            + _WORDS_WEIGHT * share(question.text, fact.say, named)
            + _OVERLAP_WEIGHT * len(set(fact.about) & set(topic.subjects))
            + _HOME_WEIGHT * bool(homes & set(fact.about))
            + _INTENT_WEIGHT * max(question.likelihood(fact.answers), topic.intent in fact.answers and _LIKELY)
            - _OTHERS_WEIGHT * bool(others and (audiences := self._people(fact.about)) and not audiences & others)
            # Among equals the order in the file is the staff's own.
            - _STEP * place
            for place, fact in enumerate(facts)
        }

    def _people(self, subjects: Collection[str]) -> set[str]:
        return {name for name in subjects if self._knowledge.kind(name) == AUDIENCE}

    def _homes(self) -> set[str]:
        """Where patients come from, by the question: the places that it names, and the wider ones around them."""
        knowledge = self._knowledge
        places = {name for name in self._topic.subjects if knowledge.kind(name) == PLACE} - knowledge.sites()
        around = [wider for place in places for wider in knowledge.parents(place) if knowledge.kind(wider) == PLACE]
        return {*places, *around}


def _one_for_each(order: Sequence[Fact], subjects: Sequence[str]) -> list[Fact]:
    """The best fact, and the best of each subject that it isn't about."""
    chosen = [order[0]]
    for subject in subjects:
        if not any(subject in fact.about for fact in chosen):
            chosen.extend([fact for fact in order if subject in fact.about][:1])
    return chosen
