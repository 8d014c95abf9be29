"""Reads what the danger detector learns from: files of its own, so that no other question moves it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT

from centreguide.nlu.urgent.signs import KINDS, NO_DANGER

_LISTS = (*KINDS, "ordinary")

Example = tuple[str, str]
"""A message, and what it is: emergency, crisis or other."""


class ExamplesError(ValueError):
    """A file of examples can't be used; the message names it."""


def read(trained: Path, own: Path) -> list[Example]:
    """The examples in the order of their files.

    Args:
        trained: Rasa training data of emergencies, crises and what is easily taken for one, for the bot as a whole.
        own: a YAML file of the detector's own, with lists of messages: `emergency`, `crisis` and `ordinary`.

    Raises:
        ExamplesError: a file is missing or isn't in this form.
    """
    if not trained.is_file():
        raise ExamplesError(f"{trained} is missing.")
    found = training_data_from_paths([str(trained)], "en").intent_examples
    return [*((str(message.get(TEXT) or ""), _kind(str(message.get(INTENT)))) for message in found), *_own(own)]


@dataclass(frozen=True)
class Message:
    """A visitor's message in a talk, and whether it shows danger there."""

    say: str
    danger: bool


def read_talks(file: Path) -> list[list[Message]]:
    """The talks in a YAML file: a list, each with `turns` of `say` and `urgent` (emergency, crisis or false).

    Raises:
        ExamplesError: the file is missing or isn't in this form.
    """
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        return [[Message(str(turn["say"]), bool(turn["urgent"])) for turn in talk["turns"]] for talk in content]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise ExamplesError(f"{file} can't be used: {error!r}") from error


def fingerprint(*files: Path) -> str:
    """Changes with the content of any of the files."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def _kind(name: str) -> str:
    return name if name in KINDS else NO_DANGER


def _own(file: Path) -> Iterator[Example]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ExamplesError(f"{file} can't be read: {error}") from error
    if not isinstance(content, dict) or set(content) != set(_LISTS):
        raise ExamplesError(f"{file} doesn't hold the lists {', '.join(_LISTS)}, and nothing else.")
    for name, texts in content.items():
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            raise ExamplesError(f"{file}: `{name}` isn't a list of texts.")
        yield from ((text, _kind(name)) for text in texts)
