"""The buttons under a reply: facts that were not told yet, as questions in a visitor's words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from centreguide.answering.reply import Button
from centreguide.intents import kinds
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import TRUST, Knowledge
from centreguide.wording import Wording

MOST = 3


def button(fact: Fact, knowledge: Knowledge, wording: Wording) -> Button:
    """The fact's question; where it has none, its kind of question about its first subject."""
    subject = knowledge.subject(fact.about[0])
    assert subject is not None, "facts are about known subjects"
    return Button(fact.question or wording.question(fact.answers[0], subject), fact.answers[0], fact.id)


def choices(facts: Iterable[Fact], knowledge: Knowledge, wording: Wording) -> tuple[Button, ...]:
    return tuple(button(fact, knowledge, wording) for fact in facts)


def about(subjects: Iterable[str], told: Collection[str], knowledge: Knowledge, wording: Wording) -> tuple[Button, ...]:
    """Up to three facts about the subjects, then about what they are part of, that have something new to say."""
    found = dict.fromkeys(fact for fact in _known(subjects, knowledge) if fact.id not in told)
    return choices(list(found)[:MOST], knowledge, wording) or starters(knowledge, wording, told)


def starters(knowledge: Knowledge, wording: Wording, told: Collection[str] = ()) -> tuple[Button, ...]:
    """What each of the first centres offers, as long as it wasn't told."""
    leads = (_lead(centre.id, knowledge) for centre in knowledge.centres())
    return choices([fact for fact in leads if fact and fact.id not in told][:MOST], knowledge, wording)


def _known(subjects: Iterable[str], knowledge: Knowledge) -> Iterator[Fact]:
    for name in subjects:
        yield from knowledge.facts_about(name)
        for whole in knowledge.parents(name):
            if knowledge.kind(whole) != TRUST:
                yield from knowledge.facts_about(whole)


def _lead(centre: str, knowledge: Knowledge) -> Fact | None:
    """The fact that says most of what a centre offers: its list, or the first that answers an overview."""
    facts = [fact for fact in knowledge.facts_about(centre) if kinds("overview") & set(fact.answers)]
    return max(facts, key=lambda fact: (bool(fact.parts.lists), fact.answers[0] in kinds("overview")), default=None)
