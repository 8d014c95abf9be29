"""Operations on how people ask: the examples of an intent, and intents themselves."""

import re
from collections.abc import Collection, Generator, Iterator
from dataclasses import dataclass
from typing import Any

from centreguide.content.files import (
    DATA_FILE,
    DECLINES,
    EXAMPLES,
    FACTS,
    QUESTIONS,
    REASONS,
    SMALL_TALK,
    STORIES,
    Asked,
    Files,
    texts,
    unknown,
)
from centreguide.content.operations.operation import listed
from centreguide.content.texts import plain, tidy
from centreguide.content.yaml_entries import Entry
from centreguide.faults import Fault
from centreguide.intents import is_known_kind, kinds

_FILE = re.compile(r"data/[\w/-]+\.yml")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NEEDED = kinds("needed")
"""Intents that the program itself looks for."""


@dataclass(frozen=True)
class AddExamples:
    """More ways of asking a kind of question."""

    intent: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"Adds to the examples of {self.intent}: {listed(self.examples)}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entries = yield from _known(files, self.intent)
        if not entries:
            return
        entry = entries[0]
        new = yield from _new_examples(files, self.intent, self.examples, entry)
        written = entry.data.get("examples")
        if not isinstance(written, str):
            yield entry.fault("its examples aren't lines under `examples: |`; change them by hand.", "examples")
        elif new:
            entry.set("examples", written.rstrip("\n") + "\n" + _lines(new))


@dataclass(frozen=True)
class RemoveExamples:
    """Fewer ways of asking a kind of question."""

    intent: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return f"Takes out of the examples of {self.intent}: {listed(self.examples)}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entries = yield from _known(files, self.intent)
        if not entries:
            return
        if not self.examples:
            yield entries[0].fault("no example was given.")
        for example in self.examples:
            if not tidy(example):
                yield entries[0].fault("an example to take out is empty.")
                continue
            held = [entry for entry in entries if plain(example) in map(_words, _written(entry))]
            for entry in held:
                kept = [line for line in _written(entry) if _words(line) != plain(example)]
                if kept:
                    entry.set("examples", "\n".join(kept) + "\n")
                else:
                    entry.file.remove(entry)
                    entries.remove(entry)
            files.asked.pop(plain(example), None)
            if not held:
                known = [line.removeprefix("- ") for entry in entries for line in _written(entry)]
                yield unknown(f"example of {self.intent}", example, known, DATA_FILE)
        if not entries:
            told = f"{self.intent} would have no example left; retire it instead (centreguide content retire-intent)."
            yield Fault(DATA_FILE, 1, self.intent, told)


@dataclass(frozen=True)
class AddIntent:
    """A new kind of question, of thing to decline or of small talk, with its examples."""

    intent: str
    examples: tuple[str, ...]
    file: str = DATA_FILE

    def __str__(self) -> str:
        return f"Adds the kind of question {self.intent} with {len(self.examples)} examples."

    def apply(self, files: Files) -> Iterator[Fault]:
        def fault(message: str) -> Fault:
            return Fault(self.file, 1, self.intent, message)

        if not _NAME.fullmatch(self.intent):
            yield fault("use small letters, digits and underscores, starting with a letter, as ask_parking.")
        elif not is_known_kind(self.intent):
            yield fault("start the name with ask_ (facts answer it), oos_ (it is declined) or chat_ (small talk).")
        if not _FILE.fullmatch(self.file):
            yield fault("name a file in the folder data, such as data/nlu.yml.")
            return
        if taken := files.examples(self.intent):
            yield taken[0].fault(
                "there is such a kind of question already; add the examples to it, or choose another name."
            )
            return
        new = yield from _new_examples(files, self.intent, self.examples, None)
        files.file(self.file).add(EXAMPLES, {"intent": self.intent, "examples": _lines(new)})


@dataclass(frozen=True)
class RetireIntent:
    """A kind of question that isn't understood any more; its examples and its wording go."""

    intent: str

    def __str__(self) -> str:
        return f"Retires the kind of question {self.intent}."

    def apply(self, files: Files) -> Iterator[Fault]:
        entries = yield from _known(files, self.intent)
        if not entries:
            return
        if self.intent in _NEEDED:
            yield entries[0].fault("the program itself looks for it, so that it can't be retired.")
        for fact in files.entries(FACTS):
            if self.intent in texts(fact.data.get("answers")):
                yield fact.fault(
                    f"this fact answers {self.intent}; retire the fact, or change what it answers, first.", "answers"
                )
        for story in files.entries(STORIES):
            if self.intent in _intents(story.data):
                yield story.fault(f"this story has {self.intent} in it; change it first.")
        for entry in entries:
            entry.file.remove(entry)
            for line in _written(entry):
                files.asked.pop(_words(line), None)
        for file, place in ((QUESTIONS, ()), (SMALL_TALK, ()), (DECLINES, (REASONS,))):
            if files.file(file).sentence(*place, self.intent) is not None:
                files.file(file).say((*place, self.intent), None)


def _known(files: Files, intent: str) -> Generator[Fault, None, list[Entry]]:
    """The entries with the intent's examples; yields that there are none."""
    entries = files.examples(intent)
    if not entries:
        yield unknown("kind of question", intent, files.names(EXAMPLES), DATA_FILE)
    return entries


def _new_examples(
    files: Files, intent: str, examples: Collection[str], entry: Entry | None
) -> Generator[Fault, None, list[str]]:
    """The examples to add, tidied; yields what is wrong with them."""
    new: list[str] = []
    for example in map(tidy, examples):
        where = files.asked.get(plain(example))
        if not example:
            yield _fault(entry, intent, "an example is empty; write a question as people ask it.")
        elif where is None:
            files.asked[plain(example)] = Asked(intent, *(_place(entry)))
            new.append(example)
        elif where.intent == intent:
            yield Fault(where.file, where.line, intent, f'"{example}" is there already; leave it out.')
        else:
            told = f'"{example}" is an example of {where.intent} already; leave it out, or take it out there first.'
            yield Fault(where.file, where.line, intent, told)
    if not examples:
        yield _fault(entry, intent, "no example was given; write at least one question as people ask it.")
    return new


def _place(entry: Entry | None) -> tuple[str, int]:
    return (entry.file.name, entry.line("examples")) if entry else (DATA_FILE, 1)


def _fault(entry: Entry | None, intent: str, message: str) -> Fault:
    return Fault(*_place(entry), intent, message)


def _written(entry: Entry) -> list[str]:
    return str(entry.data.get("examples") or "").splitlines()


def _words(line: str) -> str:
    return plain(line.strip().removeprefix("- "))


def _lines(examples: Collection[str]) -> str:
    return "".join(f"- {example}\n" for example in examples)


def _intents(value: Any) -> Iterator[str]:
    """The intents in a story, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("intent"), str):
            yield value["intent"]
        for inner in value.values():
            yield from _intents(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _intents(inner)
