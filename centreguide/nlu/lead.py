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
from centreguide.heard import Segment
from centreguide.intents import Family, family


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LeadingQuestion(GraphComponent, IntentClassifier):
    """Sets the intent to that of the first question, else of what is declined, else of small talk; ends the segments.

    Which action a policy takes by it only names the reply: what is said, `answering` decides from all segments.
    """

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
            found: Sequence[Segment] = message.get(names.SEGMENTS) or ()
            chosen = (message.get(INTENT) or {}).get("name")
            if found and family(chosen or names.FALLBACK) is not Family.URGENT:
                segment = leading(found)
                confidence = segment.intents[0][1] if segment.intents else 0.0
                message.set(INTENT, {"name": segment.intent, "confidence": confidence}, add_to_output=True)
            message.set(names.SEGMENTS, [segment.state() for segment in found], add_to_output=True)
        return messages


def leading(found: Sequence[Segment]) -> Segment:
    """The segment that says what is done: danger, else a question, else what is declined, else small talk."""
    rank = {Family.URGENT: 0, Family.QUESTION: 1, Family.DECLINED: 2, Family.SMALL_TALK: 3}
    return min(found, key=lambda segment: rank[segment.act])
