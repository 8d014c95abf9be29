"""The Rasa side of every action: reads the turn, has the pipeline reply, says it and keeps the thread."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from centreguide import names
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
        buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
        dispatcher.utter_message(text=reply.text, buttons=buttons, kind=reply.kind.value, unsure=reply.unsure)
        return [SlotSet(name, value) for name, value in reply.slots.items()]


def read_turn(tracker: Tracker) -> Turn:
    """The turn from Rasa's tracker."""
    said = (event.get("text") for event in reversed(tracker.events) if event.get("event") == "bot")
    thread = Thread.restored(tracker.get_slot(names.THREAD))
    return Turn(Heard.of(tracker.latest_message or {}), thread, next((text for text in said if text), None))
