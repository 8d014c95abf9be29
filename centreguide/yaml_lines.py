"""Reads a YAML file together with the line of every value, so that a mistake can be pointed at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from centreguide.faults import Fault

Place = tuple[str | int, ...]
"""Where a value stands: keys and list positions from the top, such as ("facts", 3, "source", "page")."""


@dataclass
class Document:
    """A file's data (None where it can't be read), the line of each value, and the faults of its YAML."""

    name: str
    data: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of the value, or of the nearest thing around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, message: str) -> Fault:
        return Fault(self.name, self.line(place), describe(self.data, place), message)


def describe(data: Any, place: Place) -> str:
    """The place in words: `facts > heart_unit_place > source > page`; a list's entry goes by its id if it has one."""
    words: list[str] = []
    for key in place:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            data = None
        if isinstance(key, int):
            name = data.get("id") if isinstance(data, dict) else None
            words.append(str(name or f"entry {key + 1}"))
        else:
            words.append(str(key))
    return " > ".join(words) or "the whole file"


def read(path: Path, name: str | None = None) -> Document:
    """The file as a document; what is wrong with its YAML is in the document's faults, nothing is raised."""
    document = Document(name or path.name)
    try:
        node = _composed(path.read_text(encoding="utf-8"))
        document.data = None if node is None else _value(node, (), document)
    except (OSError, UnicodeDecodeError) as error:
        document.faults.append(Fault(document.name, 1, "the whole file", f"it can't be read ({error})."))
        return document
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        remedy = "check the spaces at the start of this line and the one above, and put text with a colon in quotes"
        document.faults.append(Fault(document.name, line, "the whole file", f"{error.problem}; {remedy}."))
        return document
    except yaml.YAMLError as error:
        document.faults.append(Fault(document.name, 1, "the whole file", f"it isn't YAML ({error})."))
        return document
    except RecursionError:
        document.faults.append(
            Fault(document.name, 1, "the whole file", "an entry is in itself, or too deep in others.")
        )
    return document


def _composed(text: str) -> Any:
    """The text's nodes by libyaml, twenty times as fast as PyYAML's own parser, which tells mistakes better."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except (AttributeError, yaml.YAMLError):
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _value(node: yaml.Node, place: Place, document: Document) -> Any:
    document.lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*place, index), document) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                message = f'"{key}" stands here twice; keep one of them.'
                document.faults.append(Fault(document.name, key_node.start_mark.line + 1, key, message))
                continue
            found[key] = _value(value_node, (*place, key), document)
            inner: Place = (*place, key)
            document.lines[inner] = key_node.start_mark.line + 1
        return found
    try:
        return _scalar(node)
    except (ValueError, LookupError, AttributeError, yaml.YAMLError):
        message = f'"{node.value}" can\'t be read; write a date as 2027-06-01, and put text in quotes.'
        document.faults.append(document.fault(place, message))
        return None


def _scalar(node: yaml.Node) -> Any:
    constructor = yaml.constructor.SafeConstructor()
    return constructor.construct_object(node)
