"""The Rasa side of every action: reads the turn, has the pipeline reply, says it and keeps the thread."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from centreguide import names
from centreguide.answering.reply import Reply, Source
from centreguide.answering.turn import Thread, Turn
from centreguide.heard import Heard
from centreguide.release.content import live


class ReplyingAction(Action, ABC):
    """An action whose reply the pipeline makes: which one a policy chose says what the intent was, and no more."""

    @abstractmethod
    def name(self) -> str:
        """The name that `domain.yml` gives it."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        reply = live.get().pipeline.reply(read_turn(tracker), date.today())
        dispatcher.utter_message(**reply.message())
        return [SlotSet(name, value) for name, value in reply.slots.items()]


def read_turn(tracker: Tracker) -> Turn:
    """The turn from Rasa's tracker."""
    said = (event for event in reversed(tracker.events) if event.get("event") == "bot" and event.get("text"))
    thread = Thread.restored(tracker.get_slot(names.THREAD))
    return Turn(Heard.of(tracker.latest_message or {}), thread, next(map(_said, said), None))


def _said(event: dict[str, Any]) -> Reply:
    """The text and the source of what the bot said."""
    parts = event.get("metadata") or {}
    source = parts.get(names.SOURCE)
    return Reply(parts.get(names.SAID) or event["text"], source=Source.restored(source) if source else None)
