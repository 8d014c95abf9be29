"""A YAML file of which single entries are changed, added and removed; every line outside of them stays as it is.

An entry is changed with ruamel.yaml, which keeps its comments, order and quotes, and put back in its own place.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from centreguide.content.yaml_entries import Entry
from centreguide.content.yaml_spans import FIRST, Span, item_span, pair_span
from centreguide.content.yaml_style import Snippet
from centreguide.faults import Fault, FaultsError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BYTE_ORDER_MARK = "\ufeff"
_BY_HAND = "it is written in a way that a command can't change safely; make this change by hand."


class UnreadableError(Exception):
    """A file that isn't a mapping of sections in YAML; the checks say what is wrong with it."""


class YamlFile:
    """The file, read once; `content()` is what it becomes. `name` is its path from the draft's folder.

    Raises:
        UnreadableError: It isn't a mapping of sections in YAML.
    """

    def __init__(self, name: str, content: bytes = b"") -> None:
        self.name = name
        self._content = content
        try:
            text = content.decode("utf-8")
            self._mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
            self._newline = "\r\n" if "\r\n" in text else "\n"
            self.text = text.removeprefix(_BYTE_ORDER_MARK)
            if self.text and not self.text.endswith("\n"):
                self.text += self._newline
            self._root = yaml.compose(self.text, Loader=_LOADER)
            self.data: Any = {} if self._root is None else _constructed(self._root)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise UnreadableError(name) from error
        if not isinstance(self.data, dict):
            raise UnreadableError(name)
        self._entries: dict[str, list[Entry]] = {}
        self._removed: list[Entry] = []
        self._said: dict[tuple[str, ...], str | None] = {}

    @property
    def last_line(self) -> int:
        return max(1, self.text.count("\n"))

    def line(self, *place: str) -> int:
        """The line of the name in the mapping, or 1 where it isn't."""
        pair = self._pair(place)
        return int(pair[0].start_mark.line) + 1 if pair else 1

    def entries(self, section: str) -> list[Entry]:
        """The section's entries, those added included; none where there is no such section.

        Raises:
            UnreadableError: The section isn't a list of entries with fields.
        """
        if section not in self._entries:
            pair = self._pair((section,))
            nodes = pair[1].value if pair and isinstance(pair[1], yaml.SequenceNode) else []
            found = self.data.get(section) or []
            if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
                raise UnreadableError(self.name)
            self._entries[section] = [Entry(self, section, data, node) for data, node in zip(found, nodes, strict=True)]
        return self._entries[section]

    def add(self, section: str, data: dict[str, Any]) -> Entry:
        """Adds an entry at the end of the section, which is made where there is none."""
        entries = self.entries(section)
        entry = Entry(self, section, data, None)
        nodes = [other.node for other in entries if other.node]
        entry.snippet = Snippet.new(data, in_one_line=bool(nodes and nodes[-1].flow_style))
        entries.append(entry)
        self.data[section] = [*(self.data.get(section) or []), data]
        return entry

    def remove(self, entry: Entry) -> None:
        self.entries(entry.section).remove(entry)
        self.data[entry.section] = [data for data in self.data[entry.section] if data is not entry.data]
        if entry.node:
            self._removed.append(entry)

    def sentence(self, *place: str) -> Any:
        """What stands under these names, one in the other; None where nothing does."""
        value = self.data
        for key in place:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def say(self, place: tuple[str, ...], text: str | None) -> None:
        """Puts a sentence under these names; None takes out what stands there."""
        holder = self.sentence(*place[:-1])
        if not isinstance(holder, dict):
            raise UnreadableError(self.name)
        self._said[place] = text
        if text is None:
            holder.pop(place[-1], None)
        else:
            holder[place[-1]] = text

    def content(self) -> bytes:
        """The file as it is to be written.

        Raises:
            FaultsError: It would say something else than it should, which is so where it is written very unusually.
        """
        edits, missing = sorted(self._edits(), reverse=True), self._missing_sections()
        if not edits and not missing:
            return self._content
        text, end = self.text + missing, len(self.text) + 1
        for start, stop, new in edits:
            if stop > end:
                raise self._by_hand()
            text, end = text[:start] + new.replace("\n", self._newline) + text[stop:], start
        try:
            read = yaml.load(text, _LOADER) or {}  # noqa: S506
        except (yaml.YAMLError, ValueError) as error:
            raise self._by_hand() from error
        if read != self.data:
            raise self._by_hand()
        return (self._mark + text).encode("utf-8")

    def snippet(self, span: Span) -> Snippet:
        """An entry's own text, opened for a change."""
        snippet = Snippet.read(span.dedented(self.text).replace("\r\n", "\n"))
        if snippet is None:
            raise self._by_hand(self.text.count("\n", 0, span.start) + 1)
        return snippet

    def _by_hand(self, line: int = 1) -> FaultsError:
        return FaultsError([Fault(self.name, line, "the whole file", _BY_HAND)])

    def _pair(self, place: tuple[str, ...]) -> tuple[yaml.Node, yaml.Node] | None:
        node, found = self._root, None
        for key in place:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            found = next((pair for pair in pairs if pair[0].value == key), None)
            node = found[1] if found else None
        return found

    def _edits(self) -> Iterator[tuple[int, int, str]]:
        """What to put in the place of which part of the text, as offsets from 0."""
        for section, entries in self._entries.items():
            for entry in entries:
                if entry.node and entry.snippet:
                    span = item_span(self.text, entry.node)
                    new = span.indented(entry.snippet.text())
                    yield span.start, span.end, new if span.end == span.line_end else new.rstrip("\n")
            yield from self._list_edits(section, [entry for entry in entries if entry.node is None])
        for place, text in self._said.items():
            yield from self._sentence_edits(place, text)

    def _list_edits(self, section: str, added: list[Entry]) -> Iterator[tuple[int, int, str]]:
        removed = [entry.node for entry in self._removed if entry.section == section and entry.node]
        pair = self._pair((section,))
        if pair is None or not (added or removed):
            return
        key, listed = pair
        if not isinstance(listed, yaml.SequenceNode) or not listed.value:
            # `facts:` or `facts: []`: the entries go below.
            line_end = self.text.index("\n", listed.end_mark.index - 1) + 1
            yield key.end_mark.index + 1, listed.end_mark.index, ""
            yield line_end, line_end, _below(added)
            return
        if listed.flow_style:
            raise self._by_hand(key.start_mark.line + 1)
        last = item_span(self.text, listed.value[-1])
        yield last.line_end, last.line_end, "".join(last.like(entry.snippet.text()) for entry in added if entry.snippet)
        for node in removed:
            span = item_span(self.text, node)
            yield span.line_start, span.line_end, ""
        if not self.data[section]:
            yield key.end_mark.index + 1, key.end_mark.index + 1, " []"

    def _sentence_edits(self, place: tuple[str, ...], text: str | None) -> Iterator[tuple[int, int, str]]:
        pair, holder = self._pair(place), self._pair(place[:-1])
        if pair:
            span = pair_span(self.text, *pair)
            if text is None:
                yield span.line_start, span.line_end, ""
            else:
                snippet = self.snippet(span)
                snippet.set(place[-1], text)
                yield span.start, span.end, span.indented(snippet.text())
        elif text is not None:
            pairs = holder[1].value if holder else self._root.value if self._root else []
            if not pairs:
                raise self._by_hand()
            span = pair_span(self.text, *pairs[-1])
            snippet = self.snippet(span)
            yield span.line_end, span.line_end, span.like(snippet.beside(place[-1], text))

    def _missing_sections(self) -> str:
        """The sections that the file hasn't got yet, for its end."""
        found = ""
        for section, entries in self._entries.items():
            if entries and self._pair((section,)) is None:
                found += ("\n" if self.text or found else "") + f"{section}:\n{_below(entries)}"
        return found.replace("\n", self._newline)


def _below(entries: list[Entry]) -> str:
    return "".join(FIRST.like(entry.snippet.text()) for entry in entries if entry.snippet)


def _constructed(node: yaml.Node) -> Any:
    return yaml.constructor.SafeConstructor().construct_document(node)
