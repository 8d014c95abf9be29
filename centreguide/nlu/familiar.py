"""Marks the words of a question that neither the training questions nor the knowledge's names have."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.lang.en.stop_words import STOP_WORDS

from centreguide import names
from centreguide.nlu.source import knowledge as read_knowledge
from centreguide.nlu.stored import Stored

_FILE = "words.json"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SHORTEST = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FamiliarWords(Stored[frozenset[str]]):
    """Sets names.SEGMENT_UNFAMILIAR on each segment.

    Config:
        knowledge: the folder of knowledge files whose names count as known.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"knowledge": "knowledge"}

    @classmethod
    def read(cls, folder: Path) -> frozenset[str]:
        return frozenset(json.loads((folder / _FILE).read_text(encoding="utf-8")))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        return hashlib.sha256(json.dumps(sorted(_known(config))).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        asked = (m.get(TEXT) for m in training_data.intent_examples if str(m.get(INTENT)).startswith("ask_"))
        self.learnt = frozenset(word for text in asked for word in words(text)) | _known(self._config)
        with self.store() as folder:
            (folder / _FILE).write_text(json.dumps(sorted(self.learnt)), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            for segment in message.get(names.SEGMENTS, []):
                segment[names.SEGMENT_UNFAMILIAR] = self.unfamiliar(segment[names.SEGMENT_TEXT])
        return messages

    def unfamiliar(self, text: str) -> list[str]:
        """The content words of the text that aren't known, in its order."""
        return [word for word in words(text) if len(word) >= _SHORTEST and not self._knows(word)]

    def _knows(self, word: str) -> bool:
        forms = {word, word.removesuffix("'s"), word.removesuffix("s"), word + "s"}
        return bool(forms & self.learnt) or bool(forms & STOP_WORDS)


def words(text: str) -> list[str]:
    """The text's words in small letters, in order, each once."""
    return list(dict.fromkeys(_WORD.findall(text.lower().replace("’", "'"))))


def _known(config: dict[str, Any]) -> frozenset[str]:
    knowledge = read_knowledge(Path(config.get("knowledge", "knowledge")))
    # Names only: what facts say may be reworded without a new training.
    texts = [name for subject in knowledge.subjects for name in (subject.name, *subject.also_called)]
    return frozenset(word for text in texts for word in words(text))
