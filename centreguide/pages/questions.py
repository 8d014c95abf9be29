"""What the questions page lists: every question that the bot offers, under its centre, with all that answers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from centreguide import names
from centreguide.answering.decide import LONG_WORDS
from centreguide.answering.reply import Source
from centreguide.answering.sources import source
from centreguide.knowledge.model import Fact, Subject
from centreguide.knowledge.query import TRUST, Knowledge
from centreguide.pages.words import more_words, names_of
from centreguide.release.content import Content
from centreguide.wording import sentence_case


@dataclass(frozen=True)
class Answered:
    """A question with its answer; `id` is the anchor.

    `also` holds the other questions that the same facts answer, `words` by what else it is found: what people call its
    subjects, and the facts' own questions.
    """

    id: str
    question: str
    also: tuple[str, ...]
    facts: tuple[str, ...]
    source: Source
    words: str


@dataclass(frozen=True)
class Topic:
    """A subject with its questions; `id` is the anchor."""

    id: str
    name: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class Section:
    """A centre, or the trust: its own questions first, then those about its services."""

    id: str
    name: str
    topics: tuple[Topic, ...]

    @property
    def answers(self) -> list[Answered]:
        return [answered for topic in self.topics for answered in topic.answers]


def sections(content: Content, today: date) -> tuple[Section, ...]:
    """The centres in the order of the knowledge files, and last the trust with what belongs to no centre."""
    knowledge = content.knowledge
    trust = knowledge.subject(knowledge.trust.subject)
    heads = [*knowledge.centres(), *([trust] if trust else [])]
    listed = [subject for subject in knowledge.subjects if _is_listed(subject, knowledge)]
    members = {head.id: [s for s in listed if _head(s, knowledge) == head.id] for head in heads}
    return tuple(
        Section(
            head.id,
            knowledge.trust.name if head.kind == TRUST else sentence_case(head.name),
            tuple(_topic(subject, content, today) for subject in _first(head, members[head.id])),
        )
        for head in heads
        if members[head.id]
    )


def _is_listed(subject: Subject, knowledge: Knowledge) -> bool:
    """Places and audiences are asked about together with something else; they count where a fact has nothing else."""
    facts = knowledge.facts_about(subject.id)
    if not knowledge.is_thing(subject.id):
        return any(not any(map(knowledge.is_thing, fact.about)) for fact in facts)
    return bool(facts)


def _head(subject: Subject, knowledge: Knowledge) -> str:
    """The centre that the subject is, or is part of; the trust where there is none."""
    line = (subject.id, *knowledge.parents(subject.id))
    return next((name for name in line if knowledge.kind(name) == "centre"), knowledge.trust.subject)


def _first(head: Subject, subjects: list[Subject]) -> list[Subject]:
    return sorted(subjects, key=lambda subject: subject is not head)


def _topic(subject: Subject, content: Content, today: date) -> Topic:
    return Topic(subject.id, sentence_case(subject.name), tuple(_answers(subject, content, today)))


def _answers(subject: Subject, content: Content, today: date) -> Iterator[Answered]:
    """One answer for a subject of which little is known; else one for each question that has facts of its own."""
    knowledge, wording = content.knowledge, content.wording
    known = knowledge.facts_about(subject.id)
    by_intent = {name: knowledge.facts_for(name, [subject.id]) for name in wording.questions}
    # What answers only questions that the wording has no words for is told with what the subject is.
    unnamed = [fact for fact in known if not set(fact.answers) & set(wording.questions)]
    by_intent[names.ASK_ABOUT] = [*by_intent.get(names.ASK_ABOUT, []), *unnamed]
    by_intent = {name: facts for name, facts in by_intent.items() if facts}
    intents = list(by_intent)
    answer = _answerer(subject, content, today)
    if intents and _words(known) <= LONG_WORDS:
        yield answer(intents, known)
        return
    told = [fact for name in intents if name != names.ASK_ABOUT for fact in by_intent[name]]
    if all(fact in told for fact in by_intent.get(names.ASK_ABOUT, [])):
        # "Tell me about it" is what the whole section does.
        by_intent.pop(names.ASK_ABOUT, None)
    alike: dict[frozenset[str], list[str]] = {}
    for name, facts in by_intent.items():
        alike.setdefault(frozenset(fact.id for fact in facts), []).append(name)
    for group in alike.values():
        yield answer(group, by_intent[group[0]])


def _answerer(subject: Subject, content: Content, today: date) -> Callable[[list[str], list[Fact]], Answered]:
    knowledge, wording = content.knowledge, content.wording

    def answered(intents: list[str], facts: list[Fact]) -> Answered:
        first, *others = (wording.question(name, subject) for name in intents)
        said = tuple(fact.say for fact in facts)
        names = names_of((subject.id, *(name for fact in facts for name in fact.about)), knowledge)
        questions = (fact.question for fact in facts if fact.question)
        return Answered(
            f"{subject.id}-{intents[0]}",
            first,
            tuple(others),
            said,
            source(facts, knowledge, wording, today),
            more_words((*questions, *names), " ".join((first, *others, *said))),
        )

    return answered


def _words(facts: list[Fact]) -> int:
    return sum(len(fact.say.split()) for fact in facts)
