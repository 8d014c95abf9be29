"""CSV files with one table each, as Excel opens and saves them."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from centreguide.content.spreadsheet.excel import MOST_ROWS, Sheet, Unusable, Value
from centreguide.content.spreadsheet.tables import Cells, Table
from centreguide.faults import Fault, FaultsError

_DELIMITERS = ",;\t"
_RUNS = re.compile(r"'*[=+\-@]")
_MARKED = re.compile(r"'+[=+\-@]")
"""A text that a spreadsheet would take for a formula gets a ' in front, and one that has it gets one more."""

_AS_UTF_8 = "in Excel, choose Save as, and “CSV UTF-8”."


def write(path: Path, table: Table, rows: Sequence[Cells]) -> None:
    """Writes the table, with the mark by which Excel knows that it is UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as output:
        writer = csv.writer(output)
        writer.writerow(table.header)
        writer.writerows([_harmless(cells.get(name, "")) for name in table.header] for cells in rows)


def read(path: Path) -> Sheet:
    """The table in the file; the lines are as Excel numbers them, a text of several lines being one.

    Raises:
        FaultsError: it isn't text, or not in columns.
    """
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise _refused(path, f"it can't be read as CSV; {_AS_UTF_8}") from error
    if len(lines) > MOST_ROWS:
        raise _refused(path, f"it has {len(lines):,} rows; a file may have {MOST_ROWS:,}.")
    return Sheet(path.stem, [[_value(cell) for cell in line] for line in lines], [])


def _text(path: Path) -> str:
    content = path.read_bytes()
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(path, f"its letters can't be read; {_AS_UTF_8}")


def _refused(path: Path, told: str) -> FaultsError:
    return FaultsError([Fault(path.name, 1, "the whole file", told)])


def _harmless(text: str) -> str:
    return f"'{text}" if _RUNS.match(text) else text


def _value(cell: str) -> Value:
    if cell.startswith("="):
        return Unusable("it is a formula; write the text itself.")
    return cell[1:] if _MARKED.match(cell) else cell
