"""One entry's YAML, changed with its comments, order and quotes kept, and written as the project writes it."""

import io
import itertools
import re
import textwrap
from collections.abc import Mapping
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

_NEVER_FOLDED = 1_000_000
_A_LINE_EACH = frozenset({"ways"})
"""Lists that are written with a line for each item; others stand in one line, as [one, two]."""


class Snippet:
    """The text of one entry as a mapping that can be changed."""

    def __init__(self, writer: Any, entry: CommentedMap) -> None:
        self._writer = writer
        self._entry = entry

    @classmethod
    def read(cls, text: str) -> "Snippet | None":
        """The entry in the text; None where it can't stand alone."""
        writer = _writer(text)
        try:
            entry = writer.load(text)
        except YAMLError:
            return None
        return cls(writer, entry) if isinstance(entry, CommentedMap) else None

    @classmethod
    def new(cls, data: Mapping[str, Any], in_one_line: bool = False) -> "Snippet":
        if in_one_line:
            return cls(_writer(""), _styled(data))
        return cls(_writer(""), CommentedMap({field: _styled(value, field=field) for field, value in data.items()}))

    def set(self, field: str, value: Any) -> None:
        """Gives the field this value, in the quotes that it had; None takes the field out."""
        if value is None:
            del self._entry[field]
        else:
            self._entry[field] = _styled(value, self._entry.get(field), field)

    def append(self, field: str, item: str) -> None:
        """Adds the item to the list in the field, which is there and isn't empty."""
        items = self._entry[field]
        items.append(_styled(item, flow=bool(items.fa.flow_style())))

    def delete(self, field: str, index: int) -> None:
        del self._entry[field][index]

    def beside(self, field: str, value: str) -> str:
        """Another field with this value as a text of its own, in the quotes of this entry's last."""
        like = list(self._entry.values())[-1]
        return _dumped(self._writer, CommentedMap({field: _styled(value, like)}))

    def text(self) -> str:
        return _dumped(self._writer, self._entry)


def _dumped(writer: Any, entry: CommentedMap) -> str:
    written = io.StringIO()
    writer.dump(entry, written)
    return written.getvalue()


def _writer(text: str) -> Any:
    """A reader and writer that indents as the text does."""
    found: Any = YAML()
    found.preserve_quotes = True
    found.width = _NEVER_FOLDED
    inner = re.search(r":[ \t]*\n( +)[^\s#-]|[|>][0-9+-]*[ \t]*\n( +)", text)
    dash = re.search(r":[ \t]*\n( *)(-[ \t]+)", text)
    offset = len(dash[1]) if dash else 2
    found.indent(
        mapping=len(inner[1] or inner[2]) if inner else 2,
        sequence=offset + (len(dash[2]) if dash else 2),
        offset=offset,
    )
    return found


def _styled(value: Any, like: Any = None, field: str = "", flow: bool = False) -> Any:
    """The value as ruamel writes it, in the style of what it replaces; `flow` is inside of brackets."""
    if isinstance(value, str):
        return _styled_text(value, like, flow)
    if isinstance(value, Mapping):
        fields = CommentedMap({key: _styled(inner, flow=True) for key, inner in value.items()})
        fields.fa.set_flow_style()
        return fields
    if isinstance(value, list):
        below = field in _A_LINE_EACH
        items = CommentedSeq([_styled(item, flow=not below) for item in value])
        if not below:
            items.fa.set_flow_style()
        return items
    return value


def _styled_text(value: str, like: Any, flow: bool) -> Any:
    if "\n" in value:
        return LiteralScalarString(value)
    if isinstance(like, FoldedScalarString):
        return _folded(value, like)
    if isinstance(like, DoubleQuotedScalarString | SingleQuotedScalarString):
        return type(like)(value)
    return value if _is_plain(value, flow) else DoubleQuotedScalarString(value)


def _is_plain(value: str, flow: bool) -> bool:
    """Whether the text is read back as it is where it stands without quotes."""
    try:
        found: Any = yaml.safe_load(f"[{value}]" if flow else f"- {value}")
    except (yaml.YAMLError, ValueError):
        return False
    return bool(found == [value] and isinstance(found[0], str))


def _folded(value: str, like: FoldedScalarString) -> Any:
    """The text over as many lines as it needs, each as long as those of the text that it replaces."""
    breaks = [-1, *getattr(like, "fold_pos", ()), len(like)]
    width = max(end - start - 1 for start, end in itertools.pairwise(breaks))
    lines = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False)
    folded: Any = FoldedScalarString(value)
    folded.fold_pos = [end - 1 for end in itertools.accumulate(len(line) + 1 for line in lines[:-1])]
    return folded
