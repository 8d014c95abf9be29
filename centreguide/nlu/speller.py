"""The Rasa component that sets the text with its spelling put right, for the components after it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.encoder import runtime
from centreguide.nlu.alignment import ALIGNMENT
from centreguide.nlu.mentions import names_by_subject
from centreguide.nlu.source import knowledge as read_knowledge
from centreguide.nlu.spelling import Spelling
from centreguide.nlu.stored import Stored
from centreguide.nlu.vocabulary import Own, general

_FILE = "words.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class Speller(Stored[Spelling]):
    """Sets names.CORRECTED and alignment.ALIGNMENT; leaves the text itself alone.

    Config:
        protected: words and names that are never changed, and that slips are corrected to.
        knowledge: a folder of knowledge files whose names are protected too; none by default.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"protected": [], "knowledge": None}

    @classmethod
    def read(cls, folder: Path) -> Spelling:
        return Spelling(Own.restored(json.loads((folder / _FILE).read_text(encoding="utf-8"))), general())

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the protected names and with the general words."""
        parts = [_protected(config), runtime.shared().fingerprint, version("symspellpy")]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        texts = [str(message.get(TEXT) or "") for message in training_data.intent_examples]
        own = Own.learnt(texts, _protected(self._config))
        self.learnt = Spelling(own, general())
        with self.store() as folder:
            (folder / _FILE).write_text(json.dumps(own.state(), ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                corrected, changes = self.learnt.correct(text)
                message.set(names.CORRECTED, corrected, add_to_output=True)
                message.set(ALIGNMENT, [list(change) for change in changes])
        return messages


def _protected(config: dict[str, Any]) -> list[str]:
    own = [str(name) for name in config.get("protected") or ()]
    if folder := config.get("knowledge"):
        found = names_by_subject(read_knowledge(Path(folder)).subjects)
        own += [name for forms in found.values() for name in forms]
    return sorted(set(own))
