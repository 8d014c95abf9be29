"""From edits to operations on the draft, in the order in which they can be done."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from enum import IntEnum, auto
from typing import Any, NamedTuple

from centreguide.content.files import DECLINES, FACTS, REASONS, SMALL_TALK, SUBJECTS, Files, texts, version
from centreguide.content.operations import (
    AddAlias,
    AddExamples,
    AddFact,
    AddIntent,
    AddSubject,
    AddWaysToAsk,
    ChangeDecline,
    ChangeFact,
    ChangeSmallTalk,
    ChangeSubject,
    Operation,
    RemoveAlias,
    RemoveExamples,
    RemoveWaysToAsk,
    RetireFact,
    RetireSubject,
)
from centreguide.content.spreadsheet.differences import Edit
from centreguide.content.spreadsheet.sheets import Row
from centreguide.content.spreadsheet.tables import ANSWERS, EXAMPLES_TABLE, NAMES, REMOVE, REPLIES, WAYS_TO_ASK, Cells
from centreguide.content.texts import plain
from centreguide.faults import Fault
from centreguide.intents import Family, family

_SOURCE = ("page", "section")


class Stage(IntEnum):
    """When an operation is done: what others name comes before them, and goes after them."""

    NAMES_OUT = auto()
    SUBJECTS = auto()
    NAMES_IN = auto()
    EXAMPLES_IN = auto()
    EXAMPLES_OUT = auto()
    KINDS = auto()
    EXAMPLES_MOVED = auto()
    FACTS = auto()
    WAYS_IN = auto()
    WAYS_OUT = auto()
    WAYS_MOVED = auto()
    FACTS_OUT = auto()
    REPLIES = auto()
    SUBJECTS_OUT = auto()


class Step(NamedTuple):
    """An operation, when it is done, and the row that asks for it."""

    stage: Stage
    row: Row
    operation: Operation


Steps = Iterator[Step | Fault]


def steps(edits: Mapping[str, Sequence[Edit]], before: Mapping[str, Sequence[Cells]], files: Files) -> Steps:
    """The operations that the edits ask for, by the titles of their tables; and what can't be done."""
    yield from _subjects(edits[NAMES.title], files)
    yield from _examples(edits, before, files)
    yield from _facts(edits[ANSWERS.title], files)
    stages = Stage.WAYS_IN, Stage.WAYS_OUT, Stage.WAYS_MOVED
    yield from _texts(edits[WAYS_TO_ASK.title], before[WAYS_TO_ASK.title], AddWaysToAsk, RemoveWaysToAsk, stages)
    yield from _replies(edits[REPLIES.title], files)


def _fields(row: Row, names: Sequence[str]) -> dict[str, Any]:
    columns = [column for column in row.table.columns if column.name in names]
    return {column.field or column.name: column.form.read(row.cells[column.name]) for column in columns}


def _version(files: Files, section: str, name: str) -> str:
    entry = files.entry(section, name)
    return version(dict(entry.data)) if entry else ""


def _facts(edits: Sequence[Edit], files: Files) -> Steps:
    for edit in edits:
        row, old, new = edit
        name = row.cells["id"]
        seen = _version(files, FACTS, name)
        if new is None:
            yield Step(Stage.FACTS_OUT, row, RetireFact(name, seen))
            continue
        fields = _fields(row, edit.changed)
        if fields.keys() & {*_SOURCE}:
            fields = {field: value for field, value in fields.items() if field not in _SOURCE}
            fields["source"] = _fields(row, _SOURCE)
        yield Step(Stage.FACTS, row, ChangeFact(name, fields, seen) if old else AddFact(fields))


def _subjects(edits: Sequence[Edit], files: Files) -> Steps:
    parents = {edit.row.cells["id"]: edit.row.cells["part of"] for edit in edits if edit.old is None}
    for edit in sorted(edits, key=lambda edit: _depth(edit.row.cells["id"], parents)):
        row, old, new = edit
        name = row.cells["id"]
        fields = _fields(row, edit.changed)
        if new is None:
            yield Step(Stage.SUBJECTS_OUT, row, RetireSubject(name, _version(files, SUBJECTS, name)))
        elif old is None:
            yield Step(Stage.SUBJECTS, row, AddSubject(fields))
        else:
            if "also_called" in fields:
                was, now = NAMES.columns[-1].form.read(old["also called"]) or [], fields.pop("also_called") or []
                yield from (Step(Stage.NAMES_OUT, row, RemoveAlias(name, each)) for each in was if each not in now)
                yield from (Step(Stage.NAMES_IN, row, AddAlias(name, each)) for each in now if each not in was)
            if fields:
                yield Step(Stage.SUBJECTS, row, ChangeSubject(name, fields, _version(files, SUBJECTS, name)))


def _depth(name: str, parents: Mapping[str, str]) -> int:
    """How many new subjects it is part of, one in the other, so that a whole is added before its parts."""
    depth = 0
    while name in parents and depth < len(parents):
        name, depth = parents[name], depth + 1
    return depth


def _examples(edits: Mapping[str, Sequence[Edit]], before: Mapping[str, Sequence[Cells]], files: Files) -> Steps:
    """The examples' operations; a new kind of question needs what is said to it as well."""
    kinds = {cells["kind of question"] for cells in before[EXAMPLES_TABLE.title]}
    answered = {kind for entry in files.entries(FACTS) for kind in texts(entry.data.get("answers"))}
    for edit in edits[ANSWERS.title]:
        answered.update((edit.new and ANSWERS.columns[2].form.read(edit.new["kinds of question"])) or ())
    answered |= {cells["id"] for cells in before[REPLIES.title]}
    answered |= {edit.row.cells["id"] for edit in edits[REPLIES.title]}
    new: dict[str, list[Row]] = defaultdict(list)
    known: list[Edit] = []
    for edit in edits[EXAMPLES_TABLE.title]:
        row, kind = edit.row, edit.row.cells["kind of question"]
        if edit.new is None or kind in kinds:
            known.append(edit)
        elif files.examples(kind):
            yield row.fault(
                "kind of question", "its examples are the Clinical Safety Officer's; ask them to change it."
            )
        elif kind not in answered:
            near = get_close_matches(kind, kinds, 1)
            remedy = f"is {near[0]} meant?" if near else ""
            told = f"there is no kind of question {kind}; {remedy} A new one needs a row in {_where(kind)} as well."
            yield row.fault("kind of question", " ".join(told.split()))
        else:
            new[kind].append(row)
            if edit.old:
                known.append(Edit(row, edit.old, None))
    stages = Stage.EXAMPLES_IN, Stage.EXAMPLES_OUT, Stage.EXAMPLES_MOVED
    yield from _texts(known, before[EXAMPLES_TABLE.title], AddExamples, RemoveExamples, stages)
    for kind, rows in new.items():
        yield Step(Stage.KINDS, rows[0], AddIntent(kind, tuple(row.cells["example"] for row in rows)))


def _where(kind: str) -> str:
    return ANSWERS.title if family(kind) is Family.QUESTION else REPLIES.title


def _texts(
    edits: Sequence[Edit],
    before: Sequence[Cells],
    add: Callable[[str, tuple[str, ...]], Operation],
    remove: Callable[[str, tuple[str, ...]], Operation],
    stages: tuple[Stage, Stage, Stage],
) -> Steps:
    """Operations on texts under a name; new ones are put in first, so that no list is empty in between."""
    new_in, out, moved_in = stages
    if not edits:
        return
    name, text = edits[0].row.table.key
    there = {plain(cells[text]) for cells in before}
    for row, old, new in edits:
        if old:
            yield Step(out, row, remove(old[name], (old[text],)))
        if new:
            yield Step(moved_in if plain(new[text]) in there else new_in, row, add(new[name], (new[text],)))


def _replies(edits: Sequence[Edit], files: Files) -> Steps:
    for row, _, new in edits:
        name = row.cells["id"]
        if new is None:
            told = (
                f"a reply goes with its kind of question (centreguide content retire-intent {name}); clear this cell."
            )
            yield row.fault(REMOVE, told)
            continue
        chat, reason = files.file(SMALL_TALK).sentence(name), files.file(DECLINES).sentence(REASONS, name)
        declined = chat is None and (reason is not None or family(name) is Family.DECLINED)
        change, said = (ChangeDecline, reason) if declined else (ChangeSmallTalk, chat)
        seen = None if said is None else version({name: said})
        yield Step(Stage.REPLIES, row, change(name, new["text"], seen))
