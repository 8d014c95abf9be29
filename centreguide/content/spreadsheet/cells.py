"""How a field of an entry is written in a spreadsheet's cell, and read from there."""

import csv
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import yaml

from centreguide.content.files import texts
from centreguide.content.texts import tidy, tidy_lines

_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y")
"""As files have them, and as Excel in Britain shows them and so writes them to CSV."""


class Form(NamedTuple):
    """One way of writing: `show` gives a value's text, "" for none; `read` gives the value back, None for ""."""

    show: Callable[[Any], str]
    read: Callable[[str], Any]

    def same(self, text: str) -> str:
        """The text as `show` would write it.

        Raises:
            ValueError: it can't be read; says what to do.
        """
        return self.show(self.read(text))


def _list_shown(value: Any) -> str:
    def quoted(name: str) -> str:
        doubled = name.replace('"', '""')
        return f'"{doubled}"' if "," in name or name.startswith('"') else name

    return ", ".join(map(quoted, texts(value)))


def _list_read(text: str) -> list[str] | None:
    names = next(csv.reader([", ".join(text.splitlines())], skipinitialspace=True), [])
    return [tidy(name) for name in names if tidy(name)] or None


def _date_read(text: str) -> date | None:
    for pattern in _DATES:
        try:
            return datetime.strptime(tidy(text), pattern).date()
        except ValueError:
            continue
    if tidy(text):
        raise ValueError(f'"{tidy(text)}" is no date; write it as 2027-06-01.')
    return None


def _parts_shown(value: Any) -> str:
    parts = value if isinstance(value, Mapping) else {}
    return "; ".join(f"{name}={_flow(part)}" for name, part in parts.items())


def _flow(part: Any) -> str:
    if isinstance(part, str) and ";" not in part and _yaml(part) == part:
        return part
    written: str = yaml.safe_dump(part, default_flow_style=True, allow_unicode=True, width=10_000)
    return written.removesuffix("\n").removesuffix("\n...")


def _parts_read(text: str) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for piece in filter(None, map(tidy, text.replace("\n", ";").split(";"))):
        name, equals, value = piece.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise ValueError(f'"{piece}" is no part of a claim; write it as value=3, with a semicolon after each.')
        found[name.strip()] = _yaml(value.strip())
    return found or None


def _yaml(text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text


def _text(value: Any) -> str:
    return "" if value is None else tidy(str(value))


def _lines(value: Any) -> str:
    return "" if value is None else tidy_lines(str(value))


TEXT = Form(_text, lambda text: tidy(text) or None)
LINES = Form(_lines, lambda text: tidy_lines(text) or None)
LIST = Form(_list_shown, _list_read)
DATE = Form(_text, _date_read)
PARTS = Form(_parts_shown, _parts_read)
