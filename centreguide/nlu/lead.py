"""Gives the message the intent of its leading question, on which the policy acts; danger to life stays first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from centreguide import names
from centreguide.intents import GUARDED, Family, family
from centreguide.nlu.segment_intent import Segment, segment_intent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LeadingQuestion(GraphComponent, IntentClassifier):
    """Sets the intent to that of the first question that can be answered, else declined, else chatted about."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LeadingQuestion:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            chosen = (message.get(INTENT) or {}).get("name")
            found = message.get(names.SEGMENTS)
            if chosen in (names.EMERGENCY, names.CRISIS) or not found:
                continue
            segment = leading(found)
            if chosen in GUARDED and not _is_sure_question(segment):
                # What is told before the question made it one: "my blood test says 48. What does it mean?"
                continue
            confidence = segment.get(names.SEGMENT_CONFIDENCE, 0.0)
            message.set(INTENT, {"name": segment_intent(segment), "confidence": confidence}, add_to_output=True)
        return messages


def _is_sure_question(segment: Segment) -> bool:
    asked = family(segment_intent(segment)) in (Family.QUESTION, Family.URGENT)
    sure = segment.get(names.SEGMENT_CERTAINTY) == names.SURE or segment.get(names.SEGMENT_BARE, False)
    return asked and sure


def leading(found: Sequence[Segment]) -> Segment:
    """The segment that decides what is done: danger, else a question, else what is declined, else small talk."""
    rank = {Family.URGENT: 0, Family.QUESTION: 1, Family.DECLINED: 2, Family.SMALL_TALK: 3}
    return min(found, key=lambda segment: rank[family(segment_intent(segment))])
