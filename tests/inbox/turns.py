"""Conversations as Rasa keeps them: what was typed, how it was understood, and the kinds of reply to it."""

from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide import names
from centreguide.channels.website.transcript import RATING, TITLE
from centreguide.heard import Segment


def segment(text: str, intent: str, certainty: str = names.SURE, **more: Any) -> dict[str, Any]:
    return Segment(text, intents=((intent, 0.9),), certainty=certainty, **more).state()


def turn(text: str, intent: str, kind: str, *segments: dict[str, Any], id: str = "m1", **metadata: Any) -> list[Event]:
    """A message and the reply to it; without segments, it is one segment that NLU was sure of."""
    found = segments or (segment(text, intent, names.UNKNOWN if intent == names.FALLBACK else names.SURE),)
    ranking = [{"name": intent, "confidence": 0.9}]
    parsed: Any = {"intent": ranking[0], "intent_ranking": ranking, "entities": [], names.SEGMENTS: list(found)}
    if text.startswith("/"):
        del parsed[names.SEGMENTS]
    message = UserUttered(text, ranking[0], parse_data=parsed, message_id=id, metadata=metadata)
    said = {"kind": kind.removesuffix(", unsure"), "unsure": kind.endswith(", unsure")}
    return [message, ActionExecuted("action_answer"), BotUttered("words", {}, said)]


def pressed(intent: str, kind: str, id: str = "m1") -> list[Event]:
    return turn(f"/{intent}", intent, kind, id=id, **{TITLE: "A question that was offered"})


def rated(reply: str, helpful: bool, id: str = "m9", reason: str | None = None) -> list[Event]:
    intent = "feedback_good" if helpful else "feedback_bad"
    rating = {"reply": reply, "helpful": helpful, "reason": reason}
    return turn(f"/{intent}", intent, "talk", id=id, **{RATING: rating})


def tracker(*turns: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("website-a", [event for events in turns for event in events])
