"""A spreadsheet's changes as operations, each tried on the draft as it is now, so that mistakes are told by row."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from centreguide.content.draft import Draft
from centreguide.content.files import PAGES, Files
from centreguide.content.operations import AddExamples, AddWaysToAsk, Operation, RemoveExamples, RemoveWaysToAsk
from centreguide.content.snapshot import Snapshot
from centreguide.content.spreadsheet import sheets, tables
from centreguide.content.spreadsheet.differences import Edit, edits
from centreguide.content.spreadsheet.sheets import Row
from centreguide.content.spreadsheet.steps import Step, steps
from centreguide.faults import Fault, FaultsError


def operations(path: Path, draft: Draft) -> list[Operation]:
    """What a workbook, a CSV file or a folder of CSV files would change in the draft.

    Raises:
        FaultsError: with everything in it that can't be taken, and every row that a colleague changed meanwhile.
    """
    rows, faults = sheets.read(path)
    files = draft.files()
    before = tables.rows(files)
    found: dict[str, list[Edit]] = defaultdict(list)
    for table in tables.TABLES:
        there = [_with_page(row, files.names(PAGES)) for row in rows if row.table is table]
        for edit in edits(there, before[table.title]):
            if isinstance(edit, Fault):
                faults.append(edit)
            else:
                found[table.title].append(edit)
    planned: list[Step] = []
    for step in steps(found, before, files):
        if isinstance(step, Fault):
            faults.append(step)
        else:
            planned.append(step)
    planned.sort(key=lambda step: step.stage)
    faults += [fault for step in planned for fault in _tried(step, files)]
    if faults:
        raise FaultsError(faults)
    return _joined(planned)


def dry_run(operations: Sequence[Operation], draft: Draft) -> tuple[Path, ...]:
    """The files that would change, found by changing a copy.

    Raises:
        FaultsError: as `Draft.change` would.
    """
    with tempfile.TemporaryDirectory() as name:
        for file, content in Snapshot.read(draft.folder).files.items():
            (Path(name) / file).parent.mkdir(parents=True, exist_ok=True)
            (Path(name) / file).write_bytes(content)
        return Draft(Path(name)).change(operations, "")


def _with_page(row: Row, pages: Sequence[str]) -> Row:
    """The row with the page that is meant if there is one only."""
    if row.cells.get("page") == "" and len(pages) == 1:
        return replace(row, cells={**row.cells, "page": pages[0]})
    return row


def _tried(step: Step, files: Files) -> Iterator[Fault]:
    """The operation's faults, told by the row and the column that they come from."""
    row = step.row
    for fault in step.operation.apply(files):
        words = fault.field.split(" > ")
        elsewhere = not {*row.cells.values()} & {*words}
        place = f" ({fault.file}, line {fault.line})" if elsewhere else ""
        yield row.fault(_column(row, words, fault.message), fault.message + place)


def _column(row: Row, words: Sequence[str], message: str) -> str:
    """The column that a fault is about: that of its field, or of the text that its message has in quotes."""
    fields = {column.field or column.name: column.name for column in row.table.columns}
    named = [fields[word] for word in reversed(words) if word in fields]
    quoted = [name for name, text in row.cells.items() if f'"{text}"' in message]
    return (named + quoted + [row.table.key[-1]])[0]


def _joined(planned: Iterable[Step]) -> list[Operation]:
    """The operations, with the texts under one name in one of them."""
    found: dict[object, Operation] = {}
    texts: dict[object, list[str]] = defaultdict(list)
    for number, (stage, _, done) in enumerate(planned):
        match done:
            case AddExamples(of, new) | RemoveExamples(of, new) | AddWaysToAsk(of, new) | RemoveWaysToAsk(of, new):
                texts[stage, of] += new
                found[stage, of] = type(done)(of, tuple(texts[stage, of]))
            case _:
                found[number] = done
    return list(found.values())
