"""A visitor's turn as the actions take it: what was understood, and what the conversation was about."""

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.nlu.segment_intent import segment_intent


@dataclass(frozen=True)
class Turn:
    """The questions of the latest message, the context they stand in, and the bot's last words."""

    questions: tuple[Question, ...]
    context: Context
    intent: str
    last_reply: str | None = None


def read_turn(tracker: Tracker) -> Turn:
    """The turn from Rasa's tracker; a button's payload, which has no segments, makes one question."""
    message: dict[str, Any] = tracker.latest_message or {}
    intent = (message.get("intent") or {}).get("name") or names.FALLBACK
    found = message.get(names.SEGMENTS) or []
    questions = tuple(_question(segment) for segment in found) or (_pressed(message, intent),)
    context = Context(
        subjects=tuple(tracker.get_slot(names.SUBJECT) or ()),
        intent=tracker.get_slot(names.LAST_INTENT),
        told=tuple(tracker.get_slot(names.TOLD) or ()),
    )
    return Turn(questions, context, intent, _last_reply(tracker))


def _question(segment: dict[str, Any]) -> Question:
    ranking = [(entry["name"], float(entry["confidence"])) for entry in segment.get(names.SEGMENT_RANKING, [])]
    return Question(
        text=segment[names.SEGMENT_TEXT],
        intent=segment_intent(segment),
        certainty=names.SURE if segment.get(names.SEGMENT_BARE) else segment.get(names.SEGMENT_CERTAINTY, names.SURE),
        ranking=tuple(ranking),
        subjects=tuple(segment.get(names.SEGMENT_SUBJECTS, ())),
        story=segment.get(names.SEGMENT_STORY, ""),
        bare=bool(segment.get(names.SEGMENT_BARE)),
        unfamiliar=tuple(segment.get(names.SEGMENT_UNFAMILIAR, ())),
    )


def _pressed(message: dict[str, Any], intent: str) -> Question:
    entities = message.get("entities") or []
    subjects = tuple(entity["value"] for entity in entities if entity.get("entity") == names.SUBJECT)
    return Question(text="", intent=intent, certainty=names.SURE, subjects=subjects)


def _last_reply(tracker: Tracker) -> str | None:
    said = (event.get("text") for event in reversed(tracker.events) if event.get("event") == "bot")
    return next((text for text in said if text), None)
