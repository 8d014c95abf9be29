"""Excel workbooks: written so that nothing in them runs, read row by row so that a huge one does no harm."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from centreguide.content.spreadsheet.cells import DATE
from centreguide.content.spreadsheet.tables import REMOVE, VERSION, Cells, Table
from centreguide.faults import Fault, FaultsError

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes of what a workbook holds, which is packed in its file."""

MOST_ROWS, MOST_COLUMNS = 50_000, 50
"""Rows and columns of a sheet that are looked at."""

NOTES = {
    VERSION: "Leave it as it is: it tells whether a colleague changed the row meanwhile. In a new row it stays empty.",
    REMOVE: "Write yes to take the row's content out. A row that you delete here is not taken out.",
}
_BROKEN = (ArithmeticError, AttributeError, EOFError, InvalidFileException, LookupError, ParseError, RuntimeError,
           TypeError, ValueError, zipfile.BadZipFile, zlib.error)  # fmt: skip
"""What zipfile and openpyxl raise at files that are no workbooks, or damaged ones."""
_FORMULA = ("=", "+", "-", "@")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Excel before 2007 start, and those with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')


class Unusable(NamedTuple):
    """A cell that can't be taken, with the reason and the remedy."""

    reason: str


Value = str | date | Unusable
"""What a cell holds; "" if nothing."""


class Sheet(NamedTuple):
    """A sheet as it stands in a file; `merged` are the places of cells that are joined, such as A2:B3."""

    title: str
    lines: list[list[Value]]
    merged: list[str]


def write(path: Path, tables: Sequence[Table], rows: Mapping[str, Sequence[Cells]]) -> None:
    """Writes a sheet for each table."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _write_sheet(book.create_sheet(table.title), table, rows[table.title])
    book.save(path)


def _write_sheet(sheet: Any, table: Table, rows: Sequence[Cells]) -> None:
    sheet.append(table.header)
    sheet.freeze_panes = "B2"
    notes = {**{column.name: column.note for column in table.columns}, **NOTES}
    widths = {column.name: column.width for column in table.columns}
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.comment = Comment(notes[cell.value], "Centre Guide", height=90, width=260)
        sheet.column_dimensions[get_column_letter(cell.column)].width = widths.get(cell.value, 12)
    dates = {column.name for column in table.columns if column.form is DATE}
    for cells in rows:
        values = [date.fromisoformat(cells[name]) if name in dates and cells[name] else cells.get(name)
                  for name in table.header]  # fmt: skip
        sheet.append([value or None for value in values])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str):
                # openpyxl would take what starts with = for a formula, and Excel would run it.
                cell.data_type, cell.quotePrefix = "s", cell.value.startswith(_FORMULA)
    remove = get_column_letter(len(table.header))
    answers = DataValidation(type="list", formula1='"yes"', allow_blank=True)
    answers.add(f"{remove}2:{remove}{MOST_ROWS}")
    sheet.add_data_validation(answers)


def read(path: Path) -> list[Sheet]:
    """The sheets of a workbook.

    Raises:
        FaultsError: it is no workbook, has a password, or holds too much.
    """
    _refuse_old(path)
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise _refused(path, "it holds too much; put the parts that you changed in a new workbook.")
            book = load_workbook(path, read_only=True)
            try:
                return [Sheet(each.title, list(_lines(path, each)), _merged(archive, each)) for each in book.worksheets]
            finally:
                book.close()
    except _BROKEN as error:
        raise _refused(path, "it can't be read as a workbook; open it in Excel and save it as .xlsx.") from error


def _refuse_old(path: Path) -> None:
    content = path.read_bytes()
    if content.startswith(_OLD):
        if _LOCKED in content:
            raise _refused(path, "it has a password; in Excel, choose File, Info, Protect Workbook, and take it off.")
        raise _refused(path, "it is a workbook of an old kind; in Excel, choose Save as, and .xlsx.")


def _refused(path: Path, told: str) -> FaultsError:
    return FaultsError([Fault(path.name, 1, "the whole file", told)])


def _lines(path: Path, sheet: Any) -> Iterator[list[Value]]:
    # What the file says of its own size may be wrong, and would have rows made up.
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        line = [_value(cell) for cell in cells]
        if not any(line):
            empty += 1
            continue
        if number > MOST_ROWS:
            told = f"there is something in row {number}; a sheet may have {MOST_ROWS:,} rows."
            raise FaultsError([Fault(path.name, number, sheet.title, told)])
        yield from ([] for _ in range(empty))
        empty = 0
        yield line


def _merged(archive: zipfile.ZipFile, sheet: Any) -> list[str]:
    """Read-only sheets don't tell which cells are joined; the file does."""
    return [place.decode() for place in _MERGED.findall(archive.read(sheet._worksheet_path))]


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Unusable("it is a formula; write the text itself.")
    if cell.data_type == "e":
        return Unusable(f"Excel shows an error here ({value}); write the text itself.")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
