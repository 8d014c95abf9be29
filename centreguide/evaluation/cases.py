"""The questions to put to the bot: loads a file of conversations, or of urgent and other messages, and checks it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from centreguide import names
from centreguide.faults import Fault, FaultsError
from centreguide.yaml_lines import Document, Place, read

KINDS = ("answer", "decline", "urgent", "chat", "clarify", "any")
"""What a turn can expect of the bot; "any" is a set-up turn, which isn't judged."""

ANSWER, DECLINE, URGENT, CHAT, CLARIFY, ANY = KINDS

_CASE_FIELDS = ("id", "tags", "turns")
_TURN_FIELDS = ("say", "expect", "must", "must_not")
_URGENT_FIELDS = ("urgent", "not_urgent")
_DANGERS = (names.EMERGENCY, names.CRISIS)


@dataclass(frozen=True)
class Turn:
    """One message, and what its reply should be: `must` are regexes that the reply has, `must_not` those it lacks."""

    say: str
    expect: str = ANSWER
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """One conversation; `file` is the name of the file that it stands in."""

    file: str
    id: str
    turns: tuple[Turn, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class UrgentMessage:
    """A message alone: `danger` is "emergency", "crisis", "" for danger of either kind, or None where there is none."""

    say: str
    danger: str | None


@dataclass(frozen=True)
class Questions:
    """What some files ask."""

    cases: tuple[Case, ...] = ()
    urgent: tuple[UrgentMessage, ...] = ()


def load(files: Sequence[Path]) -> Questions:
    """The questions in the files, in order; a folder stands for every .yml file in it.

    Raises:
        FaultsError: with every mistake in every file.
    """
    cases: list[Case] = []
    urgent: list[UrgentMessage] = []
    faults: list[Fault] = []
    for path in _files(files):
        document = read(path)
        found = document.faults or list(_faults(document))
        faults += found
        if found:
            continue
        if isinstance(document.data, dict):
            urgent += _messages(document.data)
        else:
            cases += [_case(document.name, entry) for entry in document.data]
    if not faults and not cases and not urgent:
        faults.append(Fault(", ".join(map(str, files)), 1, "the whole file", "there are no questions here."))
    if faults:
        raise FaultsError(faults)
    return Questions(tuple(cases), tuple(urgent))


def _files(files: Sequence[Path]) -> Iterator[Path]:
    for path in files:
        yield from sorted(path.glob("*.yml")) if path.is_dir() else (path,)


def _messages(data: Mapping[str, Any]) -> list[UrgentMessage]:
    urgent = [UrgentMessage(entry["say"], entry.get("kind") or "") for entry in data.get("urgent") or ()]
    return urgent + [UrgentMessage(entry["say"], None) for entry in data.get("not_urgent") or ()]


def _case(file: str, entry: Mapping[str, Any]) -> Case:
    turns = (
        Turn(turn["say"], turn.get("expect", ANSWER), tuple(turn.get("must") or ()), tuple(turn.get("must_not") or ()))
        for turn in entry["turns"]
    )
    return Case(file, str(entry["id"]), tuple(turns), tuple(entry.get("tags") or ()))


def _faults(document: Document) -> Iterator[Fault]:
    data = document.data
    if isinstance(data, dict) and data and set(data) <= set(_URGENT_FIELDS):
        for field, entries in data.items():
            yield from _urgent_faults(document, field, entries)
        return
    if not isinstance(data, list):
        yield document.fault((), "it should be a list of cases, or hold `urgent` and `not_urgent`, each a list.")
        return
    seen: set[str] = set()
    for place, entry in enumerate(data):
        if not isinstance(entry, dict):
            yield document.fault((place,), "it should be a case with `id` and `turns`.")
            continue
        yield from _case_faults(document, place, entry)
        name = str(entry.get("id"))
        if "id" in entry and name in seen:
            yield document.fault((place, "id"), f'another case is called "{name}"; give each its own.')
        seen.add(name)


def _urgent_faults(document: Document, field: str, entries: object) -> Iterator[Fault]:
    if entries is not None and not isinstance(entries, list):
        yield document.fault((field,), "it should be a list of `{say: ...}`.")
        return
    for place, entry in enumerate(entries or ()):
        if not isinstance(entry, dict) or not isinstance(entry.get("say"), str):
            yield document.fault((field, place), "write the message as `say: text`, with the text in quotes.")
        elif field == "urgent" and entry.get("kind") not in (None, *_DANGERS):
            yield document.fault((field, place, "kind"), f"choose one of {', '.join(_DANGERS)}.")


def _case_faults(document: Document, at: int, entry: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _misspelt(document, (at,), entry, _CASE_FIELDS)
    if not isinstance(entry.get("id"), str | int) or not str(entry["id"]).strip():
        yield document.fault((at, "id"), "give the case a name of its own.")
    if not _is_texts(entry.get("tags")):
        yield document.fault((at, "tags"), "it should be a list of words, as [one, two].")
    turns = entry.get("turns")
    if not isinstance(turns, list) or not turns:
        yield document.fault((at, "turns"), "write at least one turn, as `- say: ...`.")
        return
    for place, turn in enumerate(turns):
        if isinstance(turn, dict):
            yield from _turn_faults(document, (at, "turns", place), turn)
        else:
            yield document.fault((at, "turns", place), "it should be a turn, as `- say: ...`.")


def _turn_faults(document: Document, place: Place, turn: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _misspelt(document, place, turn, _TURN_FIELDS)
    if not isinstance(turn.get("say"), str):
        yield document.fault((*place, "say"), "write what the visitor says, in quotes.")
    if turn.get("expect", ANSWER) not in KINDS:
        yield document.fault((*place, "expect"), f"choose one of {', '.join(KINDS)}.")
    for field in ("must", "must_not"):
        patterns = turn.get(field)
        if not _is_texts(patterns):
            yield document.fault((*place, field), 'it should be a list of patterns in quotes, as ["third", "3rd"].')
            continue
        for index, pattern in enumerate(patterns or ()):
            try:
                re.compile(pattern)
            except re.error as error:
                yield document.fault((*place, field, index), f"it isn't a regular expression ({error}).")


def _misspelt(document: Document, place: Place, entry: Mapping[str, Any], fields: Sequence[str]) -> Iterator[Fault]:
    """Fields that are nearly known ones; notes of the author's own are welcome, a `mustnot` isn't."""
    for name in entry:
        near = get_close_matches(name, fields, n=1, cutoff=0.8)
        if name not in fields and near:
            yield document.fault((*place, name), f'there is no such field; is "{near[0]}" meant?')


def _is_texts(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))
