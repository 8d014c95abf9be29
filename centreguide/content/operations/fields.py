"""Fields of facts and subjects as editors give them: tidied, checked by the knowledge's own rules."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from centreguide.content.files import texts, unknown
from centreguide.content.texts import tidy, tidy_lines
from centreguide.content.yaml_entries import Entry
from centreguide.faults import Fault
from centreguide.knowledge.fields import field_faults
from centreguide.knowledge.references import Entry as Read
from centreguide.yaml_lines import Document, Place

_FILE = re.compile(r"knowledge/[\w-]+\.yml")
_DATES = frozenset({"review_by"})
_SAID = frozenset({"say"})


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that have a value, as YAML holds them: texts in one line but for what is said, lists, and dates."""
    return {name: _cleaned(name, value) for name, value in fields.items() if value is not None}


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, str):
        if name in _DATES:
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                return value
        return tidy_lines(value) if name in _SAID else tidy(value)
    if isinstance(value, Mapping):
        return cleaned(value)
    return [_cleaned("", item) for item in value] if isinstance(value, list | tuple) else value


def change_fields(entry: Entry, fields: Mapping[str, Any]) -> Iterator[Fault]:
    """Gives an entry's fields new values; None takes a field out."""
    if fields.get("id", entry.name) != entry.name:
        yield entry.fault("an id stays as it is, since other entries go by it; retire this one and add another.", "id")
        return
    new = cleaned(fields)
    for name in fields:
        entry.set(name, new.get(name))
    if not fields:
        yield entry.fault("nothing to change was given.")


def fields_faults(entry: Entry, kind: type) -> Iterator[Fault]:
    """What is wrong with the entry's own fields."""
    place: Place = (entry.section, 0)
    lines: dict[Place, int] = {(): entry.line(), **{(*place, field): entry.line(field) for field in entry.data}}
    document = Document(entry.file.name, {entry.section: [entry.data]}, lines)
    yield from field_faults(Read(document, place, entry.data), kind)


def unknown_names(entry: Entry, field: str, what: str, known: Collection[str]) -> Iterator[Fault]:
    """The names in a field that aren't there."""
    for name in texts(entry.data.get(field)):
        if name not in known:
            yield entry.fault(unknown(what, name, known, entry.file.name).message, field)


def misplaced(file: str, name: str) -> Iterator[Fault]:
    """The fault of putting an entry where no knowledge is looked for."""
    if not _FILE.fullmatch(file):
        yield Fault(file, 1, name, "name a file in the folder knowledge, such as knowledge/places.yml.")
