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
from centreguide.answering.question import points_back
from centreguide.intents import ABOUT_OTHERS, Family, family

Segment = dict[str, Any]


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
            confidence = segment.get(names.SEGMENT_CONFIDENCE, 0.0)
            message.set(INTENT, {"name": segment_intent(segment), "confidence": confidence}, add_to_output=True)
        return messages


def leading(found: Sequence[Segment]) -> Segment:
    """The segment that decides what is done: a question that can be answered, else one to decline, else small talk."""
    rank = {Family.QUESTION: 0, Family.DECLINED: 1, Family.SMALL_TALK: 2}
    return min(found, key=lambda segment: rank[family(segment_intent(segment))])


def segment_intent(segment: Segment) -> str:
    """The segment's intent, or the fallback where it is too unlikely to act on.

    A subject of ours in it rules out that it asks for someone else's services, and makes the likeliest intent good
    enough. So does "it" or "there": what it points to is known to the actions only.
    """
    listed = segment.get(names.SEGMENT_LISTED, False)
    intent = str(segment.get(names.SEGMENT_INTENT) or names.FALLBACK)
    unknown = segment.get(names.SEGMENT_CERTAINTY) == names.UNKNOWN
    if unknown and not listed and not (points_back(segment[names.SEGMENT_TEXT]) and family(intent) is Family.QUESTION):
        return names.FALLBACK
    if not listed or intent not in (*ABOUT_OTHERS, names.FALLBACK):
        return intent
    likely = (str(entry["name"]) for entry in segment.get(names.SEGMENT_RANKING, ()))
    return next((name for name in likely if name not in (*ABOUT_OTHERS, names.FALLBACK)), intent)
