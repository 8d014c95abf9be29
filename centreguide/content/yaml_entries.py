"""One entry of a YAML file's section: its data, its place, and its text once that changes."""

import copy
from typing import TYPE_CHECKING, Any

import yaml

from centreguide.content.yaml_spans import item_span
from centreguide.content.yaml_style import Snippet
from centreguide.faults import Fault

if TYPE_CHECKING:
    from centreguide.content.yaml_files import YamlFile

_NAMES = ("id", "intent", "fact", "story")


class Entry:
    """What stands in the file `file` at `node`, or is to stand there where that is None."""

    def __init__(self, file: "YamlFile", section: str, data: dict[str, Any], node: yaml.MappingNode | None) -> None:
        self.file = file
        self.section = section
        self.data = data
        self.node = node
        self.snippet: Snippet | None = None
        self._original: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        return str(next((self.data[key] for key in _NAMES if key in self.data), ""))

    @property
    def original(self) -> dict[str, Any]:
        """The data before any change."""
        return self._original or self.data

    def line(self, field: str = "") -> int:
        """The line of the field, or else of the entry; for an entry that isn't in the file yet, the file's last."""
        if self.node is None:
            return self.file.last_line
        at = next((key for key, _ in self.node.value if key.value == field), self.node)
        return int(at.start_mark.line) + 1

    def fault(self, message: str, field: str = "") -> Fault:
        place = " > ".join(word for word in (self.section, self.name, field) if word)
        return Fault(self.file.name, self.line(field), place, message)

    def set(self, field: str, value: Any) -> None:
        """Gives the field this value; None takes the field out."""
        if value is None and field in self.data:
            self._opened().set(field, None)
            del self.data[field]
        elif self.data.get(field) != value:
            self._opened().set(field, value)
            self.data[field] = value

    def append(self, field: str, item: str) -> None:
        """Adds the item to the list in the field."""
        if not self.data.get(field):
            self.set(field, [item])
        else:
            self._opened().append(field, item)
            self.data[field].append(item)

    def discard(self, field: str, item: str) -> None:
        """Takes the item out of the list in the field."""
        index = self.data[field].index(item)
        self._opened().delete(field, index)
        del self.data[field][index]

    def _opened(self) -> Snippet:
        if self.snippet is None:
            assert self.node is not None
            self.snippet = self.file.snippet(item_span(self.file.text, self.node))
            self._original = copy.deepcopy(self.data)
        return self.snippet
