"""Operations on facts and on the ways of asking for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from centreguide.content.files import (
    EXAMPLES,
    FACTS,
    KNOWLEDGE,
    KNOWLEDGE_FILE,
    PAGES,
    SUBJECTS,
    WAYS,
    Files,
    biggest,
    texts,
    unknown,
)
from centreguide.content.operations.fields import change_fields, cleaned, fields_faults, misplaced, unknown_names
from centreguide.content.operations.operation import known, listed, stale
from centreguide.content.texts import plain, tidy
from centreguide.content.yaml_entries import Entry
from centreguide.faults import Fault
from centreguide.knowledge.model import Fact

WAYS_FILE = "knowledge/ways_to_ask.yml"


@dataclass(frozen=True)
class AddFact:
    """A new answer, with the fields of `centreguide.knowledge.model.Fact`.

    Without a file it goes where most facts about its first subject are.
    """

    fact: Mapping[str, Any]
    file: str | None = None

    def __str__(self) -> str:
        return f"Adds the fact {self.fact.get('id')}: “{self.fact.get('say')}”"

    def apply(self, files: Files) -> Iterator[Fault]:
        data = cleaned(self.fact)
        name = str(data.get("id"))
        if taken := files.entry(FACTS, name):
            told = "there is a fact with this id already; choose another id, or change that fact"
            yield taken.fault(f"{told} (centreguide content change-fact {name}).")
            return
        file = self.file or _home(files, data)
        yield from misplaced(file, name)
        yield from _faults(files, files.file(file).add(FACTS, data))


@dataclass(frozen=True)
class ChangeFact:
    """New values of a fact's fields; None takes a field out. `version` is that of the fact that the editor saw."""

    id: str
    fields: Mapping[str, Any]
    version: str

    def __str__(self) -> str:
        said = f": “{self.fields['say']}”" if "say" in self.fields else f" ({', '.join(self.fields)})."
        return f"Changes the fact {self.id}{said}"

    def apply(self, files: Files) -> Iterator[Fault]:
        entry = yield from known(files, FACTS, self.id)
        if entry is None:
            return
        yield from stale(entry, self.version, f"“{entry.original.get('say')}”")
        yield from change_fields(entry, self.fields)
        yield from _faults(files, entry)


@dataclass(frozen=True)
class RetireFact:
    """An answer that isn't given any more; its ways to ask go with it."""

    id: str
    version: str

    def __str__(self) -> str:
        return f"Retires the fact {self.id}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entry = yield from known(files, FACTS, self.id)
        if entry is None:
            return
        yield from stale(entry, self.version, f"“{entry.original.get('say')}”")
        entry.file.remove(entry)
        for ways in [ways for ways in files.entries(WAYS) if ways.name == self.id]:
            ways.file.remove(ways)
            for way in texts(ways.data.get("ways")):
                files.ways.pop(plain(way), None)


@dataclass(frozen=True)
class AddWaysToAsk:
    """More questions that a fact is the answer to, in people's own words."""

    fact: str
    ways: tuple[str, ...]

    def __str__(self) -> str:
        return f"Adds ways to ask for the fact {self.fact}: {listed(self.ways)}."

    def apply(self, files: Files) -> Iterator[Fault]:
        fact = yield from known(files, FACTS, self.fact)
        if fact is None:
            return
        if not self.ways:
            yield fact.fault("no way to ask for it was given; write at least one question as people ask it.")
            return
        entry = files.entry(WAYS, self.fact)
        for way in map(tidy, self.ways):
            if not way:
                yield fact.fault("a way to ask for it is empty; write a question as people ask it.")
            elif other := files.ways.get(plain(way)):
                remedy = "leave it out" if other.name == self.fact else "leave it out, or take it out there first"
                yield other.fault(f'"{way}" is a way to ask for {other.name} already; {remedy}.', "ways")
            elif entry is None:
                file = biggest(files.entries(WAYS)) or WAYS_FILE
                entry = files.file(file).add(WAYS, {"fact": self.fact, "ways": [way]})
            else:
                entry.append("ways", way)
            if entry:
                files.ways.setdefault(plain(way), entry)


@dataclass(frozen=True)
class RemoveWaysToAsk:
    """Fewer questions that a fact is the answer to."""

    fact: str
    ways: tuple[str, ...]

    def __str__(self) -> str:
        return f"Takes out ways to ask for the fact {self.fact}: {listed(self.ways)}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entries = [entry for entry in files.entries(WAYS) if entry.name == self.fact]
        if not entries:
            yield unknown("fact with ways to ask for it", self.fact, files.names(WAYS), KNOWLEDGE)
            return
        if not self.ways:
            yield entries[0].fault("no way to ask was given.")
        for way in self.ways:
            written = [(entry, text) for entry in entries for text in texts(entry.data.get("ways"))]
            held = [(entry, text) for entry, text in written if plain(text) == plain(way)]
            files.ways.pop(plain(way), None)
            for entry, text in held:
                entry.discard("ways", text)
                if not entry.data["ways"]:
                    entry.file.remove(entry)
                    entries.remove(entry)
            if not held:
                yield unknown(f"way to ask for {self.fact}", way, [text for _, text in written], KNOWLEDGE)


def _home(files: Files, fact: Mapping[str, Any]) -> str:
    """The file that has most facts about the fact's first subject, or else the subject."""
    first = next(iter(texts(fact.get("about"))), "")
    alike = [entry for entry in files.entries(FACTS) if first in texts(entry.data.get("about"))]
    return biggest(alike or [entry for entry in files.entries(SUBJECTS) if entry.name == first]) or KNOWLEDGE_FILE


def _faults(files: Files, entry: Entry) -> Iterator[Fault]:
    """What is wrong with a fact's fields, and with what they name."""
    yield from fields_faults(entry, Fact)
    yield from unknown_names(entry, "about", "subject", files.names(SUBJECTS))
    for fault in unknown_names(entry, "answers", "kind of question", files.names(EXAMPLES)):
        remedy = "A new kind needs examples first (centreguide content add-intent)."
        yield replace(fault, message=f"{fault.message} {remedy}")
    source = entry.data.get("source")
    page = source.get("page") if isinstance(source, dict) else None
    if isinstance(page, str) and page not in files.names(PAGES):
        yield entry.fault(unknown("page", page, files.names(PAGES), entry.file.name).message, "source")
