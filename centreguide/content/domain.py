"""The lines of domain.yml and data/rules.yml that follow from the examples: an intent's entry, and its rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreguide.content.listing import Listing, rewritten
from centreguide.faults import Fault, FaultsError
from centreguide.intents import BUILT_IN, FEEDBACK, Family, family
from centreguide.training_data import TrainingData
from centreguide.training_data import read as read_training_data
from centreguide.yaml_lines import Document, Place, read

DOMAIN, RULES = Path("domain.yml"), Path("data/rules.yml")
_ACTIONS = {
    Family.QUESTION: "action_answer",
    Family.SMALL_TALK: "action_small_talk",
    Family.DECLINED: "action_decline",
    Family.URGENT: "action_urgent",
}
_FEEDBACK = "action_feedback"
_REMEDY = "run `centreguide check --write`"


def derived(folder: Path) -> dict[Path, str]:
    """The texts of domain.yml and data/rules.yml, as seen from the draft's folder, that differ from what stands there.

    Raises:
        FaultsError: the training data has mistakes, or one of the two files has a form that can't be added to.
    """
    data = read_training_data(folder)
    if data.faults:
        raise FaultsError(data.faults)
    changed = [file for file in _files(folder, data) if any(listing.differs for listing in file.listings)]
    return {file.path: "\n".join(rewritten(file.lines, file.listings, _kind)) for file in changed}


def write(folder: Path) -> list[Path]:
    """Puts the derived lines into the draft's files, and gives the files that changed, as seen from its folder.

    Raises:
        FaultsError: as `derived`; nothing is changed.
    """
    changed = derived(folder)
    for path, text in changed.items():
        fresh = folder / path.with_name(f".{path.name}-new")
        fresh.write_bytes(text.encode())
        fresh.replace(folder / path)
    return list(changed)


def faults(folder: Path, data: TrainingData) -> list[Fault]:
    """What `derived` would change, told for each intent; or why it can't.

    Args:
        data: the draft's training data, without mistakes.
    """
    try:
        files = _files(folder, data)
    except FaultsError as error:
        return error.faults
    missing: dict[str, list[str]] = {}
    surplus: dict[str, list[tuple[str, int]]] = {}
    for file in files:
        for listing in file.listings:
            for name in listing.missing:
                missing.setdefault(name, []).append(file.path.as_posix())
            for name, line in listing.surplus:
                surplus.setdefault(name, []).append((file.path.as_posix(), line + 1))
    first = {example.intent: (example.file, example.line) for example in reversed(data.examples)}
    told: list[Fault] = []
    for name, places in surplus.items():
        where = " and ".join(dict.fromkeys(file for file, _ in places))
        if name in first or name in BUILT_IN:
            message = f"{name} stands twice, in another form or in another place than it should in {where}"
            told.append(Fault(*places[0], name, f"{message}: {_REMEDY}, which puts it right."))
        else:
            message = f"{name} has no examples but is in {where}: give it some in data/nlu.yml"
            told.append(Fault(*places[0], name, f"{message}, or {_REMEDY}, which takes it out."))
    for name in missing.keys() - surplus.keys():
        message = f"{name} has examples but isn't in {' and '.join(missing[name])} yet"
        told.append(Fault(*first.get(name, (missing[name][0], 1)), name, f"{message}: {_REMEDY}, which adds it."))
    return told


def known_intents(folder: Path, data: TrainingData) -> set[str]:
    """The intents that facts and wording may be about: those with examples.

    Where examples can't be read, which would make facts and wording about them seem wrong, those in domain.yml, too.
    """
    declared = [name for _, name, _ in _declared(read(folder / DOMAIN))] if data.faults else []
    return {*data.intents, *BUILT_IN, *declared}


@dataclass(frozen=True)
class _File:
    path: Path
    lines: list[str]
    listings: list[Listing]


def _files(folder: Path, data: TrainingData) -> list[_File]:
    wanted = list(dict.fromkeys([*data.intents, *sorted(BUILT_IN)]))
    files: list[_File] = []
    found: list[Fault] = []
    for path, listings_in in ((DOMAIN, _domain_listings), (RULES, _rule_listings)):
        document = read(folder / path, path.as_posix())
        found += document.faults
        if not document.faults:
            # In bytes, since reading text would change a file's Windows line ends.
            file = _File(path, (folder / path).read_bytes().decode().split("\n"), listings_in(document, wanted))
            stuck = [listing for listing in file.listings if listing.differs and not listing.can_change(file.lines)]
            told = "this list can't be added to as it stands; write it as one intent a line, each after a dash."
            found += [document.fault(listing.place, told) for listing in stuck]
            files.append(file)
    if found:
        raise FaultsError(found)
    return files


def _declared(document: Document) -> Iterator[tuple[int, str, bool]]:
    """The intents of domain.yml by number; False for one whose entities would steer what comes next."""
    entries = document.data.get("intents") if isinstance(document.data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, str):
            yield index, entry, False
        elif isinstance(entry, dict) and len(entry) == 1:
            yield index, str(next(iter(entry))), True


def _domain_listings(document: Document, wanted: Sequence[str]) -> list[Listing]:
    found = Listing(("intents",), ("- {}:", "    use_entities: []"), wanted)
    for index, name, sound in _declared(document):
        found.take(name, document.line(("intents", index)) - 1, sound)
    return [found]


def _rule_listings(document: Document, wanted: Sequence[str]) -> list[Listing]:
    """One for each action that follows from an intent's name; intents in rules of another form are left alone."""
    rules = list(_rules(document))
    special = {name for action, entries in rules if action is None for _, name in entries}
    found = {}
    for action in (*_ACTIONS.values(), _FEEDBACK):
        names = [name for name in wanted if name not in special and _action(name) == action]
        found[action] = Listing(("rules",), ("- intent: {}",), names)
    for ours, entries in rules:
        for place, name in entries if ours else ():
            found[str(ours)].place = place[:2]
            found[str(ours)].take(name, document.line(place) - 1)
    return list(found.values())


def _rules(document: Document) -> Iterator[tuple[str | None, list[tuple[Place, str]]]]:
    """A rule's action, or None if it does more than an action of ours after one of several intents; and its intents."""
    rules = document.data.get("rules") if isinstance(document.data, dict) else None
    for index, rule in enumerate(rules if isinstance(rules, list) else ()):
        match rule:
            case {"rule": _, "steps": [{"or": [*options]}, {"action": str(action)}], **rest} if not rest:
                ours = action in (*_ACTIONS.values(), _FEEDBACK)
                place: Place = ("rules", index, "steps", 0, "or")
                yield (action if ours else None), list(_intents(options, place))
            case {"steps": [*steps]}:
                yield None, list(_intents(steps, ("rules", index, "steps")))


def _intents(steps: Sequence[Any], place: Place) -> Iterator[tuple[Place, str]]:
    for index, step in enumerate(steps):
        if isinstance(step, dict) and isinstance(step.get("or"), list):
            yield from _intents(step["or"], (*place, index, "or"))
        elif isinstance(step, dict) and "intent" in step:
            yield (*place, index), str(step["intent"])


def _action(intent: str) -> str:
    return _FEEDBACK if intent in FEEDBACK else _ACTIONS[family(intent)]


def _kind(intent: str) -> str:
    """What a new entry is put beside: others of its first word, as long as the word says what is done with it."""
    return intent[:4] if intent.startswith(("ask_", "oos_")) else _action(intent)
