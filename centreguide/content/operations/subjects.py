"""Operations on subjects and on the names that people use for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from centreguide.content.files import FACTS, KNOWLEDGE_FILE, SUBJECTS, Files, biggest, texts, unknown
from centreguide.content.operations.fields import change_fields, cleaned, fields_faults, misplaced, unknown_names
from centreguide.content.operations.operation import known, stale
from centreguide.content.texts import plain, tidy
from centreguide.content.yaml_entries import Entry
from centreguide.faults import Fault
from centreguide.knowledge.model import Subject

_UNLISTED = "unlisted"


@dataclass(frozen=True)
class AddSubject:
    """Something new that questions can be about, with the fields of `centreguide.knowledge.model.Subject`.

    Without a file it goes where the subject is that it is part of.
    """

    subject: Mapping[str, Any]
    file: str | None = None

    def __str__(self) -> str:
        return f"Adds the subject {self.subject.get('id')}, “{self.subject.get('name')}”."

    def apply(self, files: Files) -> Iterator[Fault]:
        data = cleaned(self.subject)
        name = str(data.get("id"))
        if taken := files.entry(SUBJECTS, name):
            told = "there is a subject with this id already; choose another id, or change that subject"
            yield taken.fault(f"{told} (centreguide content change-subject {name}).")
            return
        file = self.file or _home(files, data)
        yield from misplaced(file, name)
        yield from _faults(files, files.file(file).add(SUBJECTS, data))


@dataclass(frozen=True)
class ChangeSubject:
    """New values of a subject's fields; None takes a field out. `version` is that of what the editor saw."""

    id: str
    fields: Mapping[str, Any]
    version: str

    def __str__(self) -> str:
        return f"Changes the subject {self.id} ({', '.join(self.fields)})."

    def apply(self, files: Files) -> Iterator[Fault]:
        entry = yield from known(files, SUBJECTS, self.id)
        if entry is None:
            return
        yield from stale(entry, self.version, _says(entry))
        yield from change_fields(entry, self.fields)
        yield from _faults(files, entry)


@dataclass(frozen=True)
class RetireSubject:
    """Something that questions aren't about any more; its names go with it."""

    id: str
    version: str

    def __str__(self) -> str:
        return f"Retires the subject {self.id}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entry = yield from known(files, SUBJECTS, self.id)
        if entry is None:
            return
        yield from stale(entry, self.version, _says(entry))
        for other in (*files.entries(FACTS), *files.entries(SUBJECTS)):
            for field in ("about", "parts", "part_of", "together"):
                if other is not entry and self.id in _named(other.data.get(field)):
                    yield other.fault(f"{self.id} is named here; change or retire {other.name} first.", field)
        entry.file.remove(entry)


@dataclass(frozen=True)
class AddAlias:
    """Another name that people use for a subject."""

    subject: str
    alias: str

    def __str__(self) -> str:
        return f"Adds the name “{self.alias}” for {self.subject}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entry, alias = (yield from known(files, SUBJECTS, self.subject)), tidy(self.alias)
        if entry is None:
            return
        if not alias:
            yield entry.fault("the name is empty; write what people call it.", "also_called")
        elif alias in texts(entry.data.get("also_called")):
            yield entry.fault(f'"{alias}" is one of its names already; leave it out.', "also_called")
        else:
            yield from _shared(files, entry, [alias])
            entry.append("also_called", alias)


@dataclass(frozen=True)
class RemoveAlias:
    """A name that doesn't lead to a subject any more."""

    subject: str
    alias: str

    def __str__(self) -> str:
        return f"Takes out the name “{self.alias}” for {self.subject}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entry = yield from known(files, SUBJECTS, self.subject)
        if entry is None:
            return
        names = texts(entry.data.get("also_called"))
        alias = next((name for name in names if plain(name) == plain(self.alias)), None)
        if alias is None:
            told = unknown(f"other name of {self.subject}", self.alias, names, entry.file.name)
            yield entry.fault(told.message, "also_called")
        else:
            entry.discard("also_called", alias)


def _home(files: Files, subject: Mapping[str, Any]) -> str:
    """The file of what it is part of; what the trust's pages don't name, or is part of nothing, goes with its like."""
    subjects = list(files.entries(SUBJECTS))
    whole = [entry for entry in subjects if entry.name == subject.get("part_of")]
    alike = [entry for entry in subjects if entry.data.get("kind") == subject.get("kind")]
    return biggest((alike if subject.get("kind") == _UNLISTED else whole or alike) or subjects) or KNOWLEDGE_FILE


def _faults(files: Files, entry: Entry) -> Iterator[Fault]:
    """What is wrong with a subject's fields, and with what they name."""
    yield from fields_faults(entry, Subject)
    for field in ("part_of", "together"):
        yield from unknown_names(entry, field, "subject", files.names(SUBJECTS))
    yield from _shared(files, entry, texts(entry.data.get("also_called")))


def _shared(files: Files, entry: Entry, names: list[str]) -> Iterator[Fault]:
    """Names that lead to another subject already."""
    called: dict[str, Entry] = {}
    for other in files.entries(SUBJECTS):
        if other is not entry:
            for name in (str(other.data.get("name")), *texts(other.data.get("also_called"))):
                called[plain(name)] = other
    for name in names:
        if plain(name) in called:
            other = called[plain(name)]
            where = f"{other.file.name}, line {other.line('also_called')}"
            told = f'"{name}" is another name of {other.name} already ({where}); leave it with one of them.'
            yield entry.fault(told, "also_called")


def _named(value: Any) -> list[str]:
    return texts(list(value.values())) if isinstance(value, dict) else texts(value)


def _says(entry: Entry) -> str:
    names = ", ".join(texts(entry.original.get("also_called"))) or "nothing"
    return f"“{entry.original.get('name')}”, also called {names}."
