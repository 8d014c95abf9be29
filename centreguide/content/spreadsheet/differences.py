"""What a row changes in the draft, by the version it was exported with: it tells an edit from a colleague's change."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from centreguide.content.spreadsheet.sheets import Row
from centreguide.content.spreadsheet.tables import REMOVE, VERSION, Cells
from centreguide.faults import Fault


class Edit(NamedTuple):
    """A row that says other than the draft: `old` is what the draft says, None if nothing; `new` what it is to say."""

    row: Row
    old: Cells | None
    new: Cells | None

    @property
    def changed(self) -> list[str]:
        """The columns in which it differs from what the draft says."""
        return [name for name in self.row.table.names if not self.old or self.old[name] != self.row.cells[name]]


def edits(rows: Sequence[Row], before: Sequence[Cells]) -> Iterator[Edit | Fault]:
    """The edits in rows of one table; a row that isn't there takes nothing out.

    Args:
        before: the table's rows as the draft has them now.
    """
    if not rows:
        return
    table = rows[0].table
    by_version = {cells[VERSION]: cells for cells in before}
    by_key = {table.key_of(cells): cells for cells in before}
    untouched = {row.version for row in rows if row.untouched}
    firsts: dict[str, int] = {}
    yield from _twice(rows)
    for row in rows:
        if row.faulty:
            continue
        same = by_key.get(table.key_of(row.cells))
        if row.untouched:
            if row.removed:
                yield from _taken_out(row, by_version.get(row.version), same)
        elif not row.version or row.version in untouched:
            # A copy of a row that is there as it was: the copy is new.
            yield from _added(row, same, before)
        elif (first := firsts.setdefault(row.version, row.number)) != row.number:
            yield row.fault(VERSION, f"row {first} has the same; clear this cell in the row that is new.")
        else:
            yield from _changed(row, by_version.get(row.version), same)


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    """Faults for rows that were made the same; some that differ in punctuation alone are so in the draft."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.table.key_of(row.cells)].append(row)
    for key, (first, *others) in groups.items():
        if all(key) and not all(row.untouched for row in (first, *others)):
            table = first.table
            told = "clear one of the rows" if table.of_texts else "write an id of its own, or clear one of the rows"
            yield from (row.fault(table.key[-1], f"row {first.number} has the same; {told}.") for row in others)


def _taken_out(row: Row, old: Cells | None, same: Cells | None) -> Iterator[Edit | Fault]:
    if old is not None:
        yield Edit(row, old, None)
    elif same is not None:
        yield from _stale(row, same)


def _added(row: Row, same: Cells | None, before: Sequence[Cells]) -> Iterator[Edit | Fault]:
    table, name = row.table, row.table.key[-1]
    if row.removed:
        if same is None:
            near = get_close_matches(row.cells[name], [cells[name] for cells in before], 1)
            remedy = f"is “{near[0]}” meant?" if near else "clear the row."
            yield row.fault(name, f"there is no such {table.what} to take out; {remedy}")
        elif table.of_texts:
            yield Edit(row, same, None)
        else:
            yield row.fault(VERSION, "it is empty, so that nobody knows what you saw; export again and mark it there.")
    elif same is None:
        yield Edit(row, None, row.cells)
    elif {**same, VERSION: ""} != {**row.cells, VERSION: ""}:
        there = ", ".join(f"“{same[key]}”" for key in table.key)
        told = "clear this row" if table.of_texts else "choose another id, or export again and change that row"
        yield row.fault(name, f"this {table.what} is there already ({there}); {told}.")


def _changed(row: Row, old: Cells | None, same: Cells | None) -> Iterator[Edit | Fault]:
    table = row.table
    if old is None and same is None:
        told = f"there is no such {table.what} any more, or a colleague changed it since the export"
        yield row.fault(table.key[-1], f"{told}; export again. If the row is new, clear its {VERSION}.")
    elif old is None and same is not None:
        yield from _stale(row, same)
    elif old is not None and not table.of_texts and old["id"] != row.cells["id"]:
        told = f"an id stays as it is; this was “{old['id']}”. If the row is new, clear its {VERSION}."
        yield row.fault("id", told)
    elif old is not None:
        yield Edit(row, old, None if row.removed else row.cells)


def _stale(row: Row, now: Cells) -> Iterator[Fault]:
    """Faults for the columns in which the draft says other than the row; none if it says so already."""
    told = "a colleague changed this row since the export; it says now: "
    for name in row.table.names:
        if now[name] != row.cells[name]:
            says = f"“{now[name]}”" if now[name] else "nothing"
            column = REMOVE if row.removed else name
            yield row.fault(column, f"{told}{says} ({name}). Export again, and make your change there.")
