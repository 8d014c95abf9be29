"""What every operation is, and what several of them check."""

from collections.abc import Generator, Iterable, Iterator
from typing import Protocol

from centreguide.content.files import KNOWLEDGE, Files, unknown, version
from centreguide.content.yaml_entries import Entry
from centreguide.faults import Fault


class Operation(Protocol):
    """One change; `str()` of it says in a plain sentence what it does."""

    def apply(self, files: Files) -> Iterable[Fault]:
        """Makes the change in the open files, as far as that can be, and gives what is wrong with it."""
        ...


def known(files: Files, section: str, name: str) -> Generator[Fault, None, Entry | None]:
    """The fact or subject that an operation is about; yields that there is none."""
    entry = files.entry(section, name)
    if entry is None:
        yield unknown(section.removesuffix("s"), name, files.names(section), KNOWLEDGE)
    return entry


def stale(entry: Entry, seen: str, says: str) -> Iterator[Fault]:
    """The fault of changing an entry that isn't any more what the editor saw."""
    if version(entry.original) != seen:
        told = (
            f"it was changed since you looked, and says now: {says} Look again (centreguide content show {entry.name})"
        )
        yield entry.fault(f"{told}, and make your change to that.")


def listed(things: Iterable[str], most: int = 3) -> str:
    """The things in quotes, or how many where they are many."""
    found = [f"“{thing}”" for thing in things]
    rest = len(found) - most
    return ", ".join(found[:most]) + (f" and {rest} more" if rest > 0 else "")
