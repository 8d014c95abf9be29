"""Checks one entry's fields by the dataclass it will become: spelling, presence and type, in words staff can act on."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, cast

from pydantic import validate_model

from centreguide.faults import Fault
from centreguide.knowledge.references import Entry
from centreguide.yaml_lines import Place

_FIELDS = "it should hold fields, each as `name: value`."
_ADVICE = {
    "value_error.missing": "this field is missing; add it.",
    "value_error.str.regex": "use small letters, digits and underscores, starting with a letter.",
    "value_error.any_str.min_length": "it is empty; write something.",
    "value_error.date": "write a date as 2027-06-01.",
    "type_error.none.not_allowed": "it is empty; write something or take the field out.",
    "type_error.str": "it should be text; put it in quotes if it looks like a number or a date.",
    "type_error.integer": "it should be a whole number, without commas.",
    "type_error.dict": _FIELDS,
    "type_error.tuple": "it should be a list, as [one, two].",
    "value_error.strictbool": "it should be true or false.",
}


def field_faults(entry: Entry, kind: type) -> Iterator[Fault]:
    """Every fault in the entry's own fields, those of what stands inside it (`source`, `parts`) included."""
    yield from (entry.fault(message, *place) for place, message in _faults(kind, entry.data, ()))


def _faults(kind: type, data: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, str]]:
    model = kind.__pydantic_model__  # type: ignore[attr-defined]
    inner = {name: cast(type, field.type_) for name, field in model.__fields__.items() if is_dataclass(field.type_)}
    for name, nested in inner.items():
        if isinstance(data.get(name), Mapping):
            yield from _faults(nested, data[name], (*place, name))
        elif name in data:
            yield (*place, name), _FIELDS
    error = validate_model(model, dict(data))[2]
    seen: set[Place] = set()
    for problem in cast(list[dict[str, Any]], error.errors() if error else []):
        field = problem["loc"]
        if field in seen or (field[0] in inner and field[0] in data):
            continue
        seen.add(field)
        yield (*place, *field), _advice(problem, model.__fields__)


def _advice(problem: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    kind, permitted = problem["type"], problem.get("ctx", {}).get("permitted")
    if kind == "value_error.extra":
        return f"there is no such field; use one of {', '.join(fields)}."
    if permitted:
        return f"choose one of {', '.join(map(str, permitted))}."
    if problem["loc"][-1] == "rank":
        return 'write a number (3 for "third"), "one of the" or "top 3".'
    return _ADVICE.get(kind, f"{problem['msg']}.")
