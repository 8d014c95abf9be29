"""The draft's files, open for a change: finds the entries that operations are about, wherever they stand."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from centreguide.content.texts import plain
from centreguide.content.yaml_entries import Entry
from centreguide.content.yaml_files import YamlFile
from centreguide.faults import Fault

KNOWLEDGE, DATA = "knowledge", "data"
KNOWLEDGE_FILE, DATA_FILE = "knowledge/knowledge.yml", "data/nlu.yml"
"""Where an entry goes if nothing tells a better place."""

FACTS, SUBJECTS, WAYS, PAGES, EXAMPLES, STORIES = "facts", "subjects", "ways_to_ask", "pages", "nlu", "stories"
SMALL_TALK, DECLINES, QUESTIONS = "wording/small_talk.yml", "wording/declines.yml", "wording/questions.yml"
REASONS = "reasons"
_VERSION_LENGTH = 8


class Asked(NamedTuple):
    """Where a question stands among the examples."""

    intent: str
    file: str
    line: int


class Files:
    """All files by their names from the draft's folder, each read when something in it is asked for."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._open: dict[str, YamlFile] = {}

    def open(self) -> None:
        """Reads all of them.

        Raises:
            UnreadableError: One isn't a mapping of sections in YAML, with a list of entries in each.
        """
        for section in (FACTS, SUBJECTS, WAYS, PAGES, EXAMPLES, STORIES):
            list(self.entries(section))
        for name in (SMALL_TALK, DECLINES, QUESTIONS):
            self.file(name)

    def file(self, name: str) -> YamlFile:
        """The file; an empty one where there is none.

        Raises:
            UnreadableError: It isn't a mapping of sections in YAML.
        """
        if name not in self._open:
            self._open[name] = YamlFile(name, self._contents.get(name, b""))
        return self._open[name]

    def contents(self) -> dict[str, bytes]:
        """What the files become that are changed.

        Raises:
            FaultsError: One is written in a way that can't be changed safely.
        """
        found = {name: file.content() for name, file in self._open.items()}
        return {name: content for name, content in found.items() if content != self._contents.get(name, b"")}

    def entries(self, section: str) -> Iterator[Entry]:
        """The entries of a section, in the files' order."""
        folder = DATA if section in (EXAMPLES, STORIES) else KNOWLEDGE
        for name in sorted({*self._contents, *self._open}):
            if name.startswith(f"{folder}/"):
                yield from self.file(name).entries(section)

    def entry(self, section: str, name: str) -> Entry | None:
        """The entry by its id, or by the fact that it is for."""
        return next((entry for entry in self.entries(section) if entry.name == name), None)

    def names(self, section: str) -> list[str]:
        return list(dict.fromkeys(entry.name for entry in self.entries(section) if entry.name))

    def examples(self, intent: str) -> list[Entry]:
        """The entries that hold the intent's examples."""
        return [entry for entry in self.entries(EXAMPLES) if entry.data.get("intent") == intent]

    @cached_property
    def ways(self) -> dict[str, Entry]:
        """The ways to ask for facts by their plain words; operations keep it up to date."""
        return {plain(way): entry for entry in self.entries(WAYS) for way in texts(entry.data.get("ways"))}

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """The examples by their plain words; operations keep it up to date."""
        found: dict[str, Asked] = {}
        for entry in self.entries(EXAMPLES):
            if "intent" in entry.data:
                for number, line in enumerate(str(entry.data.get("examples") or "").splitlines(), 1):
                    where = Asked(entry.name, entry.file.name, entry.line("examples") + number)
                    found.setdefault(plain(line.strip().removeprefix("- ")), where)
        return found


def biggest(entries: Iterable[Entry]) -> str | None:
    """The file that has most of the entries."""
    files = Counter(entry.file.name for entry in entries)
    return max(files, key=files.__getitem__, default=None)


def texts(value: Any) -> list[str]:
    """The texts in a list, however deep; none where it isn't one."""
    if isinstance(value, str):
        return [value]
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


def version(data: Any) -> str:
    """Changes with whatever the entry says, and not with how it is laid out."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()[:_VERSION_LENGTH]


def unknown(what: str, name: str, known: Iterable[str], file: str, line: int = 1) -> Fault:
    """The fault of naming what isn't there, with what is spelt most like it."""
    near = get_close_matches(name, known, 1)
    remedy = f"did you mean {near[0]}?" if near else "`centreguide content show` lists what there is."
    return Fault(file, line, name, f'there is no {what} "{name}"; {remedy}')
