"""Checks what refers to what across the knowledge files, on the raw data, so that one broken entry hides no other."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from centreguide.faults import Fault
from centreguide.yaml_lines import Document, Place


class Entry(NamedTuple):
    """One subject, fact, page or settings block as it stands in its file."""

    document: Document
    place: Place
    data: Any

    def fault(self, message: str, *field: str | int) -> Fault:
        return self.document.fault((*self.place, *field), message)

    def names(self, *field: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """The text or texts in a field, each with its place; what isn't text is left to the fields' own check."""
        value: Any = self.data
        for key in field:
            value = value.get(key) if isinstance(value, Mapping) else None
        yield from _texts(value, field)


def _texts(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*place, index))


def reference_faults(entries: Mapping[str, list[Entry]], intents: Collection[str] | None) -> Iterator[Fault]:
    """Ids used twice, names that two subjects share, and ids of subjects, pages and intents that aren't there."""
    for section in ("subjects", "facts", "pages"):
        yield from _taken_ids(entries[section])
    yield from _shared_aliases(entries["subjects"])
    subjects, pages = _ids(entries["subjects"]), _ids(entries["pages"])
    for entry in entries["facts"]:
        for field in (("about",), ("parts", "place"), ("parts", "audience"), ("parts", "lists")):
            yield from _unknown(entry, field, subjects, "subject")
        yield from _unknown(entry, ("source", "page"), pages, "page")
        if intents is not None:
            yield from _unknown(entry, ("answers",), intents, "intent")
        for name in ("about", "answers"):
            if entry.data.get(name) == []:
                yield entry.fault("it is empty, so that nobody could ever ask for this fact; name at least one.", name)
    yield from _unknown_sections(entries["pages"], entries["facts"])
    facts = _ids(entries["facts"])
    for entry in entries.get("ways_to_ask", ()):
        yield from _unknown(entry, ("fact",), facts, "fact")
    for entry in entries["subjects"]:
        for name in ("part_of", "together"):
            yield from _unknown(entry, (name,), subjects, "subject")
        if isinstance(groups := entry.data.get("together"), list) and [] in groups:
            yield entry.fault("a group in it is empty; name two subjects or more in each.", "together")
    for entry in entries["trust"]:
        yield from _unknown(entry, ("subject",), subjects, "subject")
    for entry in entries["trust"][1:]:
        yield entry.fault("the trust's settings stand in two places; keep one.")


def _ids(entries: list[Entry]) -> set[str]:
    return {name for entry in entries for _, name in entry.names("id")}


def _unknown(entry: Entry, field: tuple[str, ...], known: Collection[str], what: str) -> Iterator[Fault]:
    for place, name in entry.names(*field):
        if name not in known:
            where = "add examples of it in data/nlu.yml" if what == "intent" else f"add it under `{what}s:`"
            remedy = f"correct the spelling, or {where}"
            yield entry.fault(f'there is no {what} "{name}"; {remedy}.', *place)


def _unknown_sections(pages: list[Entry], facts: list[Entry]) -> Iterator[Fault]:
    """Anchors of headings that no fact is from: one that is misspelt would lead nobody there."""
    named = {(page, title) for fact in facts for _, page in fact.names("source", "page") for title in _section(fact)}
    for entry in pages:
        sections = entry.data.get("sections")
        for title in sections if isinstance(sections, Mapping) else ():
            if (entry.data.get("id"), title) not in named:
                told = f'no fact is from a section "{title}" of this page; correct the spelling, or take it out.'
                yield entry.fault(told, "sections", title)


def _section(fact: Entry) -> list[str]:
    return [title for _, title in fact.names("source", "section")]


def _taken_ids(entries: list[Entry]) -> Iterator[Fault]:
    first: dict[str, Entry] = {}
    for entry in entries:
        for place, name in entry.names("id"):
            known = first.setdefault(name, entry)
            if known is not entry:
                where = f"{known.document.name}, line {known.document.line(known.place)}"
                yield entry.fault(f'the id "{name}" is taken in {where}; choose another.', *place)


def _plain(name: str) -> str:
    """The name as it is found: in small letters, without its article."""
    return re.sub(r"^(?:the|our|a|an)\s+", "", name.casefold())


def _shared_aliases(subjects: list[Entry]) -> Iterator[Fault]:
    owners = {_plain(name): entry for entry in subjects for _, name in entry.names("name")}
    for entry in subjects:
        for place, alias in entry.names("also_called"):
            owner = owners.setdefault(_plain(alias), entry)
            if owner is not entry:
                message = f'"{alias}" is another name of "{owner.data.get("id")}" already; leave it with one of them.'
                yield entry.fault(message, *place)
