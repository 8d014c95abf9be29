"""How people ask: the training examples in data/*.yml with their places, and what is wrong in how they are written."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from centreguide.faults import Fault
from centreguide.intents import BUILT_IN, is_known_kind
from centreguide.knowledge.references import Entry
from centreguide.yaml_lines import Document, Place
from centreguide.yaml_lines import read as read_yaml

_SECTIONS = ("version", "nlu", "rules", "stories", "responses")
_KINDS = ("intent", "synonym", "regex", "lookup")
"""What an entry under `nlu:` can be for Rasa; only an intent's examples are questions."""

_NEAR = 0.8
"""How like, of 1, a misspelt name is to the one that was meant."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BLOCK = re.compile(r"examples['\"]?\s*:\s*\|")
_REMEDY = "put a | after `examples:`, and each example on a line of its own under it, as `    - where can I park`"


@dataclass(frozen=True)
class Example:
    """One training question as it is written, its file as seen from the draft's folder, and its line (from 1)."""

    text: str
    intent: str
    file: str
    line: int


@dataclass
class TrainingData:
    """All examples in the order of the files, and every mistake; `whole` is False where a file can't be read."""

    examples: list[Example] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True

    @property
    def intents(self) -> list[str]:
        """The intents that have examples, in their order."""
        return list(dict.fromkeys(example.intent for example in self.examples))


def examples(folder: Path) -> list[Example]:
    """The examples of the draft in the folder; what can't be read is left out."""
    return read(folder).examples


def faults(folder: Path) -> list[Fault]:
    """Every mistake in how the draft's examples, rules and stories are written."""
    return read(folder).faults


def read(folder: Path) -> TrainingData:
    """The training data of the draft in the folder."""
    found = TrainingData()
    readable: list[Document] = []
    for path in sorted((folder / "data").rglob("*.yml")):
        document = read_yaml(path, path.relative_to(folder).as_posix())
        found.faults += document.faults
        found.whole &= not document.faults
        if isinstance(document.data, dict):
            readable.append(document)
            found.faults += _unknown(Entry(document, (), document.data), _SECTIONS)
            lines = path.read_text(encoding="utf-8").split("\n")
            for entry in _entries(document, found.faults):
                _take(entry, lines, found)
        elif not document.faults:
            found.faults.append(document.fault((), "it should hold a section such as `nlu:`."))
    if found.whole:
        known = {*found.intents, *BUILT_IN}
        found.faults += [fault for document in readable for fault in _story_faults(document, known)]
    return found


def _entries(document: Document, faults: list[Fault]) -> Iterator[Entry]:
    entries = document.data.get("nlu", [])
    if not isinstance(entries, list):
        faults.append(document.fault(("nlu",), "it should be a list: start each entry with `- intent: ` and a name."))
        return
    for index, data in enumerate(entries):
        entry = Entry(document, ("nlu", index), data)
        if isinstance(data, dict):
            yield entry
        else:
            faults.append(entry.fault("it should start with `- intent: ` and a name."))


def _unknown(entry: Entry, known: Collection[str]) -> Iterator[Fault]:
    for key in entry.data:
        if key not in known:
            remedy = _nearest(key, known, f"use one of {', '.join(known)}.")
            yield entry.fault(f"there is no such field; {remedy}", key)


def _nearest(name: str, known: Collection[str], otherwise: str) -> str:
    near = get_close_matches(name, known, 1, cutoff=_NEAR)
    return f'did you mean "{near[0]}"?' if near else otherwise


def _take(entry: Entry, lines: Sequence[str], found: TrainingData) -> None:
    """Adds the entry's examples to those found, and its faults."""
    kind = next((name for name in _KINDS if name in entry.data), None)
    found.faults += _unknown(entry, (kind or "intent", "examples", "metadata"))
    if kind is None:
        found.faults.append(entry.fault("it has no name; start it with `- intent: ` and a name."))
    if kind != "intent":
        return
    intent, text = str(entry.data["intent"]), entry.data.get("examples")
    found.faults += _name_faults(entry, intent)
    if not text:
        field = ["examples"] if "examples" in entry.data else []
        found.faults.append(entry.fault(f"{intent} has no examples; {_REMEDY}.", *field))
        return
    head = entry.document.line((*entry.place, "examples"))
    if not isinstance(text, str) or not _BLOCK.search(lines[head - 1]):
        found.faults.append(entry.fault(f"they can't be read as they stand; {_REMEDY}.", "examples"))
        return
    for line, words in enumerate(text.split("\n"), head + 1):
        example = words.removeprefix("- ").strip()
        if words.startswith("- ") and example:
            found.examples.append(Example(example, intent, entry.document.name, line))
        elif words.strip():
            message = f'"{words.strip()}" is no example; start it with a dash and a space, right under the others.'
            found.faults.append(Fault(entry.document.name, line, intent, message))


def _name_faults(entry: Entry, intent: str) -> Iterator[Fault]:
    if not _NAME.fullmatch(intent):
        told = "write the name in small letters, digits and underscores, starting with a letter, as ask_parking."
        yield entry.fault(told, "intent")
    elif not is_known_kind(intent):
        told = "start the name with ask_ (facts answer it), oos_ (it is declined) or chat_ (small talk)."
        yield entry.fault(told, "intent")


def _story_faults(document: Document, known: Collection[str]) -> Iterator[Fault]:
    """Intents in stories that have no examples; what stands in rules follows from the examples (`domain.py`)."""
    for place, name in _intents(document.data.get("stories"), ("stories",)):
        if name not in known:
            remedy = _nearest(name, known, "give it some in data/nlu.yml.")
            yield document.fault(place, f'there are no examples of "{name}"; {remedy}')


def _intents(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """The intents that are named in it, however deep."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "intent" and isinstance(item, str):
                yield (*place, key), item
            else:
                yield from _intents(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _intents(item, (*place, index))
