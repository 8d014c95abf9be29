"""Loads what the bot says from a draft, and tells every mistake in it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.loader import Entries, load_with_entries
from centreguide.knowledge.query import Knowledge
from centreguide.wording import Wording
from centreguide.wording import load as load_wording


@dataclass(frozen=True)
class Said:
    """The knowledge with the entries that it was made from, and the wording."""

    knowledge: Knowledge
    entries: Entries
    wording: Wording


def load(folder: Path, intents: Collection[str]) -> Said:
    """What the draft in the folder says.

    Args:
        intents: the intents that the bot knows.

    Raises:
        FaultsError: with every mistake in the knowledge and the wording, by the files' names from the folder.
    """
    faults: list[Fault] = []
    try:
        knowledge, entries = load_with_entries(folder / "knowledge", intents, "knowledge/")
    except FaultsError as error:
        faults += error.faults
    try:
        wording = load_wording(folder / "wording", intents)
    except FaultsError as error:
        faults += [replace(fault, file=f"wording/{fault.file}") for fault in error.faults]
    if faults:
        raise FaultsError(faults)
    return Said(knowledge, entries, wording)
