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


def about(
    subjects: Iterable[str],
    told: Collection[str],
    knowledge: Knowledge,
    wording: Wording,
    near: Iterable[Fact] = (),
) -> tuple[Button, ...]:
    """Up to three facts that have something new to say.

    Those that are near to the question come first, then those about the subjects and about what these are part of;
    where there are none of these, what each centre offers.
    """
    found = _new(_known(subjects, knowledge), told) or _new(_leads(knowledge), told)
    return choices(list(dict.fromkeys((*_new(near, told), *found)))[:MOST], knowledge, wording)


def starters(knowledge: Knowledge, wording: Wording) -> tuple[Button, ...]:
    """What each of the first centres offers."""
    return choices(list(_leads(knowledge))[:MOST], knowledge, wording)


def _new(facts: Iterable[Fact], told: Collection[str]) -> list[Fact]:
    return list(dict.fromkeys(fact for fact in facts if fact.id not in told))


def _leads(knowledge: Knowledge) -> Iterator[Fact]:
    return filter(None, (_lead(centre.id, knowledge) for centre in knowledge.centres()))


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
