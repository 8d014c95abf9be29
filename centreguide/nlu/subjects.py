"""The Rasa component that marks subjects as entities, and cuts the message into its questions with their subjects."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.nlu.mentions import Known, MentionFinder, known_subjects
from centreguide.nlu.segments import segments
from centreguide.nlu.source import knowledge as read_knowledge
from centreguide.nlu.stored import Stored

_FILE = "subjects.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SubjectExtractor(Stored[tuple[Known, MentionFinder]], EntityExtractorMixin):
    """Marks each subject that a message names, and sets names.SEGMENTS: what its questions are.

    Config:
        knowledge: the folder of knowledge files that the subjects are read from at training.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"knowledge": "knowledge"}

    @classmethod
    def read(cls, folder: Path) -> tuple[Known, MentionFinder]:
        known = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return known, MentionFinder(known["names"])

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the names in the knowledge, so that a new one isn't answered from the training cache."""
        return hashlib.sha256(json.dumps(_known(config), sort_keys=True).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        known = _known(self._config)
        self.learnt = known, MentionFinder(known["names"])
        with self.store() as folder:
            (folder / _FILE).write_text(json.dumps(known), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        known, finder = self.learnt
        for message in messages:
            text = message.get(names.CORRECTED) or message.get(TEXT) or ""
            mentions = finder.find(text)
            entities = [
                {
                    ENTITY_ATTRIBUTE_TYPE: names.SUBJECT,
                    ENTITY_ATTRIBUTE_VALUE: mention.subject,
                    ENTITY_ATTRIBUTE_START: mention.start,
                    ENTITY_ATTRIBUTE_END: mention.end,
                }
                for mention in mentions
            ]
            others = message.get(ENTITIES, [])
            message.set(ENTITIES, others + self.add_extractor_name(entities), add_to_output=True)
            found = segments(text, mentions, known["listed"], known["lent"])
            message.set(names.SEGMENTS, found)
        return messages


def _known(config: dict[str, Any]) -> Known:
    return known_subjects(read_knowledge(Path(config.get("knowledge", "knowledge"))).subjects)
