"""The Rasa component that marks subjects as entities, and cuts the message into its questions with their subjects."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
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
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.nlu.mentions import Known, MentionFinder, known_subjects
from centreguide.nlu.segments import segments

_FILE = "subjects.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SubjectExtractor(GraphComponent, EntityExtractorMixin):
    """Marks each subject that a message names, and sets names.SEGMENTS.

    Config:
        knowledge: the folder of knowledge files that the subjects are read from at training.
    """

    def __init__(self, known: Known, storage: ModelStorage, resource: Resource) -> None:
        self._known = known
        self._finder = MentionFinder(known["names"])
        self._storage, self._resource = storage, resource

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"knowledge": "knowledge"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SubjectExtractor:
        return cls(_known(config), model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SubjectExtractor:
        with model_storage.read_from(resource) as folder:
            known = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(known, model_storage, resource)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the names in the knowledge, so that a new one isn't answered from the training cache."""
        return hashlib.sha256(json.dumps(_known(config), sort_keys=True).encode()).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._known), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(names.CORRECTED) or message.get(TEXT) or ""
            mentions = self._finder.find(text)
            entities = [
                {
                    ENTITY_ATTRIBUTE_TYPE: names.SUBJECT,
                    ENTITY_ATTRIBUTE_VALUE: mention.subject,
                    ENTITY_ATTRIBUTE_START: mention.start,
                    ENTITY_ATTRIBUTE_END: mention.end,
                }
                for mention in mentions
            ]
            known = message.get(ENTITIES, [])
            message.set(ENTITIES, known + self.add_extractor_name(entities), add_to_output=True)
            message.set(
                names.SEGMENTS, segments(text, mentions, self._known["listed"], self._known["lent"]), add_to_output=True
            )
        return messages


def _known(config: dict[str, Any]) -> Known:
    return known_subjects(load_knowledge(Path(config.get("knowledge", "knowledge"))).subjects)
