"""What staff get as tables: the sheets, their columns, and the rows that the draft makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from centreguide.content.files import (
    DECLINES,
    EXAMPLES,
    FACTS,
    REASONS,
    SMALL_TALK,
    SUBJECTS,
    WAYS,
    Files,
    texts,
    version,
)
from centreguide.content.spreadsheet.cells import DATE, LINES, LIST, PARTS, TEXT, Form
from centreguide.content.texts import plain
from centreguide.intents import Family, family

VERSION, REMOVE = "version", "remove"

URGENT_FILE = "data/urgent.yml"
"""Examples that the Clinical Safety Officer answers for; no spreadsheet holds them."""

Cells = Mapping[str, str]
"""A row's texts by their columns."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field that it holds, how, and what staff should know about it."""

    name: str
    note: str
    form: Form = TEXT
    field: str = ""
    width: int = 22
    needed: bool = True


@dataclass(frozen=True)
class Table:
    """A sheet; `key` are the columns that tell one row from another, `what` it is that a row is."""

    title: str
    what: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def header(self) -> tuple[str, ...]:
        return (*self.names, VERSION, REMOVE)

    @property
    def of_texts(self) -> bool:
        """Whether the rows are texts under a name, which have no id to go by."""
        return len(self.key) > 1

    def key_of(self, cells: Cells) -> tuple[str, ...]:
        return tuple(plain(cells[name]) for name in self.key)

    def version_of(self, cells: Cells) -> str:
        """Changes with whatever the row says; the letter keeps spreadsheets from taking it for a number."""
        return "v" + version([cells[name] for name in self.names])

    def row(self, data: Mapping[str, Any]) -> Cells:
        """The cells for an entry's data, given by the columns' fields."""
        return {column.name: column.form.show(data.get(column.field or column.name)) for column in self.columns}


_ID = Column("id", "A name in small letters and underscores. It stays as it is; a new row needs a new one.", width=30)
_KIND = Column("kind of question", "ask_... is answered, oos_... declined, chat_... is small talk.", width=28)

ANSWERS = Table(
    "Answers",
    "answer",
    (
        _ID,
        Column("about", "The ids (see Names) of what it is about, with commas between.", LIST, width=30),
        Column("kinds of question", "Those that it answers (see Examples), with commas.", LIST, "answers", 30),
        Column("say", "What the bot says, word for word.", LINES, width=70),
        Column("parts", "What the answer claims, such as value=3; unit=wards", PARTS, width=30, needed=False),
        Column("page", "The id of the page that it is from; empty if there is one page only.", needed=False),
        Column("section", "The heading on that page.", width=30),
        Column("owner", "Who answers for it; empty for the trust's owner.", needed=False),
        Column("review by", "A date; empty for the trust's date.", DATE, "review_by", 14, needed=False),
        Column("question", "What it answers, as a button asks for it.", width=40, needed=False),
    ),
    ("id",),
)
WAYS_TO_ASK = Table(
    "Ways to ask",
    "way to ask",
    (Column("fact", "The id of the answer (see Answers).", width=30), Column("way", "As people put it.", width=90)),
    ("fact", "way"),
)
EXAMPLES_TABLE = Table(
    "Examples",
    "example",
    (_KIND, Column("example", "A question as people put it.", width=90)),
    ("kind of question", "example"),
)
NAMES = Table(
    "Names",
    "subject",
    (
        _ID,
        Column("name", "As in the middle of a sentence.", width=30),
        Column("kind", "centre, service, condition, place, topic, audience or unlisted.", width=12),
        Column("part of", "The id of what it belongs to.", field="part_of", needed=False),
        Column("also called", "All other names, with commas between.", LIST, "also_called", 90, needed=False),
    ),
    ("id",),
)
REPLIES = Table(
    "Replies",
    "reply",
    (
        Column("id", "The kind of small talk, or of question that is declined.", width=28),
        Column("text", "What the bot says, word for word.", width=90),
    ),
    ("id",),
)
TABLES = (ANSWERS, WAYS_TO_ASK, EXAMPLES_TABLE, NAMES, REPLIES)


def rows(files: Files) -> dict[str, list[Cells]]:
    """The draft's rows with their versions, by the titles of their sheets."""
    return {
        table.title: [{**cells, VERSION: table.version_of(cells)} for cells in map(table.row, found)]
        for table, found in (
            (ANSWERS, (_flat(entry.data) for entry in files.entries(FACTS))),
            (WAYS_TO_ASK, _ways(files)),
            (EXAMPLES_TABLE, _examples(files)),
            (NAMES, (entry.data for entry in files.entries(SUBJECTS))),
            (REPLIES, _replies(files)),
        )
    }


def _flat(fact: Mapping[str, Any]) -> Mapping[str, Any]:
    source = fact.get("source")
    return {**fact, **(source if isinstance(source, Mapping) else {})}


def _ways(files: Files) -> Iterator[Mapping[str, Any]]:
    for entry in files.entries(WAYS):
        yield from ({"fact": entry.name, "way": way} for way in texts(entry.data.get("ways")))


def _examples(files: Files) -> Iterator[Mapping[str, Any]]:
    for entry in files.entries(EXAMPLES):
        kind = entry.data.get("intent")
        if kind and entry.file.name != URGENT_FILE and family(kind) is not Family.URGENT:
            lines = str(entry.data.get("examples") or "").splitlines()
            found = (line.strip().removeprefix("- ") for line in lines)
            yield from ({"kind of question": kind, "example": example} for example in found if example)


def _replies(files: Files) -> Iterator[Mapping[str, Any]]:
    for file, place in ((SMALL_TALK, ()), (DECLINES, (REASONS,))):
        said = files.file(file).sentence(*place) or {}
        yield from ({"id": name, "text": text} for name, text in said.items() if isinstance(text, str))
