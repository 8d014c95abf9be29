"""Reads what the danger detector learns from: files of its own, so that no other question moves it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import yaml
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT

from centreguide.nlu.urgent_signs import KINDS, NO_DANGER

Example = tuple[str, str]
"""A message, and what it is: emergency, crisis or other."""


class ExamplesError(ValueError):
    """A file of examples can't be used; the message names it."""


def read(danger: Path, ordinary: Path) -> list[Example]:
    """The examples in the order of their files.

    Args:
        danger: Rasa training data of emergencies, crises and what is easily taken for one.
        ordinary: a YAML list `ordinary` of messages that show no danger.

    Raises:
        ExamplesError: a file is missing or isn't in this form.
    """
    if not danger.is_file():
        raise ExamplesError(f"{danger} is missing.")
    found = training_data_from_paths([str(danger)], "en").intent_examples
    examples = [(str(message.get(TEXT) or ""), _kind(str(message.get(INTENT)))) for message in found]
    return [*examples, *((text, NO_DANGER) for text in _listed(ordinary))]


def fingerprint(*files: Path) -> str:
    """Changes with the content of any of the files."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def _kind(intent: str) -> str:
    return intent if intent in KINDS else NO_DANGER


def _listed(file: Path) -> Sequence[str]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ExamplesError(f"{file} can't be read: {error}") from error
    listed = content.get("ordinary") if isinstance(content, dict) else None
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise ExamplesError(f"{file} isn't a list of texts under `ordinary`.")
    return listed
