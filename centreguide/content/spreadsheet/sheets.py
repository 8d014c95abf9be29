"""Spreadsheet files as tables: which there are, and the rows in them that can be taken as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from openpyxl.utils import get_column_letter

from centreguide.content.spreadsheet import csv_files, excel
from centreguide.content.spreadsheet.cells import DATE
from centreguide.content.spreadsheet.excel import Sheet, Unusable, Value
from centreguide.content.spreadsheet.tables import REMOVE, TABLES, VERSION, Cells, Column, Table
from centreguide.content.texts import tidy
from centreguide.faults import Fault, FaultsError

LARGEST = 20 * 1024 * 1024
"""Bytes of a file."""

_YES, _NO = frozenset({"yes", "y", "true", "x"}), frozenset({"", "no", "n", "false"})
_GARBLED = re.compile("â€|Ã[©¨¢¯]|Â[£°]|\ufffd")
"""What is left of “, é and £ where a file was opened as if it were written in other letters."""


@dataclass(frozen=True)
class Row:
    """A row as it stands in a file; `number` counts from 1, as spreadsheets do.

    `cells` are written as an export would; `faulty` are the columns that can't be taken.
    """

    file: str
    table: Table
    number: int
    cells: Cells
    version: str
    removed: bool
    faulty: frozenset[str] = frozenset()

    @property
    def untouched(self) -> bool:
        """Whether it says what it said when it was exported."""
        return self.version == self.table.version_of(self.cells)

    def fault(self, column: str, message: str) -> Fault:
        return Fault(self.file, self.number, f"{self.table.title} > {column}", message)


def chosen(path: Path, title: str | None = None) -> list[Table]:
    """The tables that a file of this name holds: all, but for a CSV file, which holds that of the title or its name.

    Raises:
        FaultsError: it is no name of a workbook, a CSV file or a folder, or there is no such table.
    """
    suffix = path.suffix.lower()
    if suffix not in ("", ".xlsx", ".csv"):
        raise _refused(path, "name a workbook (.xlsx), a CSV file (.csv) or a folder.")
    if suffix == ".csv" or title:
        known = ", ".join(table.title.lower() for table in TABLES)
        table = _named(title or path.stem)
        if table is None:
            raise _refused(path, f"say which sheet it is to hold, with --sheet and one of: {known}.")
        return [table]
    return list(TABLES)


def write(path: Path, rows: Mapping[str, Sequence[Cells]], title: str | None = None) -> list[Path]:
    """Writes a workbook, a CSV file, or a folder of CSV files, and gives what was written.

    Raises:
        FaultsError: there is such a file already, which may hold somebody's changes; or it can't be written.
    """
    tables, suffix = chosen(path, title), path.suffix.lower()
    files = [path] if suffix else [path / f"{table.title.lower().replace(' ', '-')}.csv" for table in tables]
    if there := [file for file in files if file.exists()]:
        told = "there is such a file already, perhaps with changes in it; choose another name, or delete it."
        raise FaultsError(Fault(str(file), 1, "the whole file", told) for file in there)
    try:
        files[0].parent.mkdir(parents=True, exist_ok=True)
        if suffix == ".xlsx":
            excel.write(path, tables, rows)
        else:
            for file, table in zip(files, tables, strict=True):
                csv_files.write(file, table, rows[table.title])
    except OSError as error:
        raise _refused(path, f"it can't be written ({error.strerror}).") from error
    return files


def read(path: Path) -> tuple[list[Row], list[Fault]]:
    """The rows of a workbook, a CSV file or a folder of CSV files, and all that is wrong in them.

    Raises:
        FaultsError: it is no such file, or too large.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise _refused(path, "there is no CSV file in this folder.")
    for file in files:
        try:
            sheets = [sheet for sheet in _sheets(file) if any(map(any, sheet.lines))]
        except FaultsError as error:
            faults += error.faults
            continue
        if not sheets:
            faults.append(Fault(file.name, 1, "the whole file", "it is empty."))
        for sheet in sheets:
            for found in _rows(file.name, sheet):
                (rows if isinstance(found, Row) else faults).append(found)  # type: ignore[arg-type]
    return rows, faults


def _sheets(path: Path) -> list[Sheet]:
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise _refused(path, "it is neither an .xlsx nor a .csv file; in Excel, choose Save as, and .xlsx.")
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, "it is larger than 20 MB; put the parts that you changed in a new file.")
        return excel.read(path) if suffix == ".xlsx" else [csv_files.read(path)]
    except OSError as error:
        raise FaultsError(
            [Fault(str(path), 1, "the whole file", f"it can't be read ({error.strerror or error}).")]
        ) from error


def _refused(path: Path, told: str) -> FaultsError:
    return FaultsError([Fault(path.name, 1, "the whole file", told)])


def _named(title: str) -> Table | None:
    wanted = _heading(title)
    return next((table for table in TABLES if table.title.lower() == wanted), None)


def _heading(value: Value) -> str:
    return tidy(re.sub("[_-]", " ", str(value))).lower()


def _rows(file: str, sheet: Sheet) -> Iterator[Row | Fault]:
    headings = [_heading(value) for value in sheet.lines[0]]
    alike = max(TABLES, key=lambda table: len({*table.names} & {*headings}))
    table = _named(sheet.title) or (alike if {*alike.names} <= {*headings} else None)
    if table is None:
        titles = [each.title for each in TABLES]
        near = get_close_matches(sheet.title, titles, 1)
        remedy = f'is "{near[0]}" meant?' if near else f"those are {', '.join(titles)}. Take this one out."
        yield Fault(file, 1, sheet.title, f"it isn't one of the sheets that are exported; {remedy}")
        return
    wrong = list(_heading_faults(file, table, headings))
    yield from wrong
    for place in sheet.merged:
        number = int(re.search(r"\d+", place)[0])  # type: ignore[index]
        told = f"the cells {place} are merged; choose Unmerge cells, and fill in each."
        yield Fault(file, number, f"{table.title} > {place}", told)
    if not wrong:
        for number, line in enumerate(sheet.lines[1:], 2):
            if any(value != "" for value in line):
                yield from _row(file, table, number, headings, line)


def _heading_faults(file: str, table: Table, headings: Sequence[str]) -> Iterator[Fault]:
    def fault(name: str, message: str) -> Fault:
        return Fault(file, 1, f"{table.title} > {name}", message)

    if not {*table.names} & {*headings}:
        yield fault("headings", f"the first row should hold the headings: {', '.join(table.header)}.")
        return
    missing = [name for name in table.names if name not in headings]
    for name in missing:
        yield fault(name, "this column is missing; leave the columns as they were exported.")
    for name in dict.fromkeys(filter(None, headings)):
        if name not in table.header:
            near = get_close_matches(name, missing or table.header, 1)
            remedy = f'is "{near[0]}" meant?' if near else "take it out."
            yield fault(name, f"there is no such column; {remedy}")
        if headings.count(name) > 1:
            yield fault(name, "there are two columns of this name; keep one.")


def _row(file: str, table: Table, number: int, headings: Sequence[str], line: Sequence[Value]) -> Iterator[Row | Fault]:
    faults: dict[str, str] = {}
    given: dict[str, Value] = {}
    for place, value in enumerate(line):
        if place < len(headings) and headings[place]:
            given[headings[place]] = value
        elif value != "":
            faults[f"column {get_column_letter(place + 1)}"] = "this column has no heading; take out what is in it."
    removing = _heading(given.get(REMOVE, ""))
    if removing not in _YES | _NO:
        faults[REMOVE] = 'write "yes" to take this out, or leave it empty.'
    cells: dict[str, str] = {}
    for column in table.columns:
        try:
            cells[column.name] = _read(column, given.get(column.name, ""))
            if not cells[column.name] and (column.name in table.key or (column.needed and removing not in _YES)):
                raise ValueError("it is empty; write something, or clear the whole row.")
        except ValueError as error:
            faults[column.name] = str(error)
            cells[column.name] = ""
    row = Row(file, table, number, cells, tidy(str(given.get(VERSION, ""))), removing in _YES, frozenset(faults))
    yield from (row.fault(name, told) for name, told in faults.items())
    yield row


def _read(column: Column, value: Value) -> str:
    """What an export would write for it.

    Raises:
        ValueError: it can't be taken.
    """
    if isinstance(value, Unusable):
        raise ValueError(value.reason)
    if isinstance(value, date):
        if column.form is not DATE:
            raise ValueError(f"Excel made a date of it ({value}); format the cell as Text, and write it again.")
        return value.isoformat()
    if found := _GARBLED.search(value):
        told = f"its letters are garbled (“{found[0]}”)"
        raise ValueError(f"{told}; open the file in Excel by Data, From text, as UTF-8, or write it again.")
    return column.form.same(value)
