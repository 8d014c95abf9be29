"""Where an entry stands in a YAML file's text: which lines are its own, and how far they are indented."""

from dataclasses import dataclass

import yaml


@dataclass(frozen=True)
class Span:
    """An entry's part of a text, as offsets from 0.

    Attributes:
        line_start: Where its first line starts.
        start: Where it starts itself, after the dash.
        end: Where it ends itself.
        line_end: Where its last line ends.
        column: How far its fields are indented.
        lead: What stands before it in its first line, such as the dash.
    """

    line_start: int
    start: int
    end: int
    line_end: int
    column: int
    lead: str

    def dedented(self, text: str) -> str:
        """Its text as if it stood alone in a file."""
        first, *others = text[self.start : self.end].split("\n")
        blank = " " * self.column
        return "\n".join([first, *(line.removeprefix(blank) if line.strip() else line for line in others)])

    def indented(self, entry: str) -> str:
        """The text of an entry, from column 0, as it goes into this one's place."""
        first, *others = entry.split("\n")
        return "\n".join([first, *(" " * self.column + line if line else line for line in others)])

    def like(self, entry: str) -> str:
        """The text of another entry, from column 0, as it goes on lines of its own beside this one."""
        lead = self.lead if "\n" not in self.lead else " " * (self.column - 2) + "- "
        return lead + self.indented(entry.rstrip("\n")) + "\n"


FIRST = Span(0, 0, 0, 0, 4, "  - ")
"""How the first entry of a list is indented."""


def item_span(text: str, node: yaml.MappingNode) -> Span:
    """The span of a list's entry."""
    start = node.start_mark.index
    dash = text.rindex("-", 0, start)
    line_start = text.rfind("\n", 0, dash) + 1
    line_end = _line_end(text, line_start, node.end_mark.index, dash - line_start)
    end = node.end_mark.index if node.flow_style else line_end
    return Span(line_start, start, end, line_end, node.start_mark.column, text[line_start:start])


def pair_span(text: str, key: yaml.Node, value: yaml.Node) -> Span:
    """The span of a name with its value in a mapping."""
    start = key.start_mark.index
    line_start = text.rfind("\n", 0, start) + 1
    line_end = _line_end(text, line_start, value.end_mark.index, key.start_mark.column)
    return Span(line_start, start, line_end, line_end, key.start_mark.column, text[line_start:start])


def _line_end(text: str, start: int, end: int, column: int) -> int:
    """Where the last line of what stands from start to end ends.

    A block goes on to the next thing in the file: blank lines before that, and comments as far out as the entry
    itself, belong to the next thing.
    """
    if text[text.rfind("\n", 0, end) + 1 : end].strip():
        end = text.index("\n", end) + 1
    lines = text[start:end].split("\n")
    lines.pop()
    while _belongs_to_next(lines[-1], column):
        lines.pop()
    return start + sum(len(line) + 1 for line in lines)


def _belongs_to_next(line: str, column: int) -> bool:
    content = line.strip()
    return not content or (content.startswith("#") and len(line) - len(line.lstrip()) <= column)
