"""Conversations to learn from: what visitors said, with the facts that answer it or what else is due."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pydantic import StrictBool, StrictStr, constr, parse_obj_as
from pydantic.dataclasses import dataclass

from centreguide.faults import Fault, FaultsError
from centreguide.intents import Family, family
from centreguide.knowledge.fields import field_faults
from centreguide.knowledge.model import Strict
from centreguide.knowledge.query import Knowledge
from centreguide.knowledge.references import Entry
from centreguide.yaml_lines import Document, read

if TYPE_CHECKING:
    _Text: TypeAlias = str
else:
    _Text = constr(strict=True, strip_whitespace=True, min_length=1)

_FIELDS = {"id", "turns"}
NONE = "there is no conversation to learn from; add some to a file here: docs/staff.md, “Teach it a follow-up”."
OUTCOMES = ("facts", "decline", "chat", "ask_back", "urgent")


@dataclass(frozen=True, config=Strict)
class Utterance:
    """A visitor's message and what is due to it, one of OUTCOMES; `either` names facts that would do as well."""

    say: _Text
    facts: tuple[StrictStr, ...] = ()
    either: tuple[StrictStr, ...] = ()
    decline: StrictStr | None = None
    chat: StrictStr | None = None
    ask_back: StrictBool = False
    urgent: StrictStr | None = None


@dataclass(frozen=True, config=Strict)
class Conversation:
    """What one visitor said, in order."""

    id: _Text
    turns: tuple[Utterance, ...]


def load(folder: Path, knowledge: Knowledge, intents: Collection[str]) -> tuple[Conversation, ...]:
    """The conversations in the folder's `*.yml` files.

    Raises:
        FaultsError: with every fault in every file; or there is no conversation, without which nothing can be learned.
    """
    documents = [read(path, f"{folder.name}/{path.name}") for path in sorted(folder.glob("*.yml"))]
    faults = [fault for document in documents for fault in document.faults]
    entries = [entry for document in documents for entry in _entries(document)]
    if not entries and not faults:
        faults = [Fault(f"{folder.name}/", 1, "turns", NONE)]
    first: dict[str, Entry] = {}
    for entry in entries:
        found = list(_faults(entry, knowledge, intents))
        faults += found
        if not found and first.setdefault(entry.data["id"], entry) is not entry:
            faults.append(entry.fault("this id is taken; choose another.", "id"))
    if faults:
        raise FaultsError(faults)
    return tuple(parse_obj_as(Conversation, entry.data) for entry in entries)


def _entries(document: Document) -> Iterator[Entry]:
    for index, item in enumerate(document.data if isinstance(document.data, list) else ()):
        yield Entry(document, (index,), item)


def _faults(entry: Entry, knowledge: Knowledge, intents: Collection[str]) -> Iterator[Fault]:
    if not isinstance(entry.data, dict) or not isinstance(entry.data.get("turns"), list):
        yield entry.fault("a conversation holds an `id` and `turns`, a list that starts each message with `- say:`.")
        return
    wrong = [entry.fault("there is no such field; use id and turns.", name) for name in set(entry.data) - _FIELDS]
    if not isinstance(entry.data.get("id"), str):
        wrong.append(entry.fault("a conversation needs an `id` of its own.", "id"))
    for index, turn in enumerate(entry.data["turns"]):
        said = Entry(entry.document, (*entry.place, "turns", index), turn)
        if not isinstance(turn, dict):
            wrong.append(said.fault("it should hold `say:` and what is due to it."))
            continue
        wrong += field_faults(said, Utterance)
        due = [name for name in OUTCOMES if turn.get(name)]
        if len(due) != 1:
            wrong.append(said.fault(f"say what is due to it with just one of {', '.join(OUTCOMES)}."))
        for place, name in (*said.names("facts"), *said.names("either")):
            if knowledge.fact(name) is None:
                wrong.append(said.fault(f'there is no fact "{name}"; correct the spelling.', *place))
        for field, wanted in (("decline", Family.DECLINED), ("chat", Family.SMALL_TALK), ("urgent", Family.URGENT)):
            for place, name in said.names(field):
                if name not in intents or family(name) is not wanted:
                    wrong.append(said.fault(f'"{name}" is no kind of {field}; correct the spelling.', *place))
    yield from wrong
