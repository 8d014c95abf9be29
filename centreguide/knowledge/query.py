"""Questions that can be put to the knowledge: which facts answer an intent about some subjects."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from centreguide.knowledge.model import Fact, Page, Subject, Trust, WaysToAsk

TRUST, PLACE, AUDIENCE, UNLISTED, TOPIC = "trust", "place", "audience", "unlisted", "topic"


@dataclass(frozen=True)
class Knowledge:
    """All that the bot knows, as `loader.load` checked it."""

    trust: Trust
    pages: tuple[Page, ...]
    subjects: tuple[Subject, ...]
    facts: tuple[Fact, ...]
    ways_to_ask: tuple[WaysToAsk, ...] = ()

    @cached_property
    def _by_id(self) -> dict[str, Subject]:
        return {subject.id: subject for subject in self.subjects}

    @cached_property
    def _facts_by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def _places_about(self) -> dict[str, list[int]]:
        """Subject to the places in `facts` of those about it."""
        found: dict[str, list[int]] = {}
        for place, fact in enumerate(self.facts):
            for subject in dict.fromkeys(fact.about):
                found.setdefault(subject, []).append(place)
        return found

    @cached_property
    def _sites(self) -> frozenset[str]:
        return frozenset(fact.parts.place for fact in self.facts if fact.parts.place)

    @cached_property
    def _meant_together(self) -> tuple[Subject, ...]:
        return tuple(subject for subject in self.subjects if subject.together)

    def subject(self, name: str) -> Subject | None:
        """The subject with this id, or None: an id may come from an old button."""
        return self._by_id.get(name)

    def fact(self, name: str) -> Fact | None:
        return self._facts_by_id.get(name)

    def page(self, name: str) -> Page:
        return next(page for page in self.pages if page.id == name)

    def kind(self, name: str) -> str:
        found = self.subject(name)
        return found.kind if found else ""

    def facts_about(self, subject: str) -> list[Fact]:
        return [self.facts[place] for place in self._places_about.get(subject, ())]

    def facts_for(self, intent: str, subjects: Collection[str]) -> list[Fact]:
        """The facts that answer the intent about any of the subjects, those about most of them first."""
        places = sorted({place for name in subjects for place in self._places_about.get(name, ())})
        found = [self.facts[place] for place in places if intent in self.facts[place].answers]
        return sorted(found, key=lambda fact: -len(set(fact.about) & set(subjects)))

    def is_home(self, name: str) -> bool:
        """Whether it is the place that the trust is in, which narrows nothing down."""
        found = self.subject(name)
        return bool(found and found.home)

    def is_general(self, name: str) -> bool:
        """Whether it tells little where something else is named too: the trust itself, or "surgery"."""
        found = self.subject(name)
        return bool(found and (found.general or found.kind == TRUST))

    def is_thing(self, name: str) -> bool:
        """Whether it is neither a place nor people."""
        return self.kind(name) not in (PLACE, AUDIENCE)

    def is_telling(self, name: str) -> bool:
        """Whether a question that names it is about it: a thing, and no general one."""
        return self.is_thing(name) and not self.is_general(name)

    def sites(self) -> frozenset[str]:
        """The places where something of the trust's is."""
        return self._sites

    def sole_facts(self) -> dict[str, str]:
        """The fact by the kind of question that it alone answers, and that is all that it answers."""
        answering: dict[str, list[Fact]] = {}
        for fact in self.facts:
            for intent in fact.answers:
                answering.setdefault(intent, []).append(fact)
        return {
            intent: facts[0].id
            for intent, facts in answering.items()
            if facts == [facts[0]] and facts[0].answers == (intent,)
        }

    def parents(self, subject: str) -> Iterator[str]:
        """What the subject is part of, the nearest first; a loop in `part_of` ends it."""
        seen = {subject}
        current = self.subject(subject)
        while current and current.part_of and current.part_of not in seen:
            seen.add(current.part_of)
            yield current.part_of
            current = self.subject(current.part_of)

    def centres(self) -> list[Subject]:
        """The centres, which are what a visitor is offered to choose from."""
        return [subject for subject in self.subjects if subject.kind == "centre"]

    def merged(self, subjects: Iterable[str]) -> list[str]:
        """The subjects with those that mean another one together put in its place, nearest wording first.

        "Children" and "cancer" in one question mean children's cancer services.
        """
        found = [name for name in dict.fromkeys(subjects) if self.subject(name)]
        for subject in self._meant_together:
            for group in subject.together:
                if set(group) <= set(found) and set(group) != {subject.id}:
                    found = [subject.id, *(name for name in found if name not in (*group, subject.id))]
        return found
