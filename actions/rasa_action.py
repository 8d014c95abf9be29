"""The Rasa side of every action: reads the turn, asks the module's function for a reply, says it and sets the slots."""

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Reply
from actions.turn import Turn, read_turn
from centreguide.release.content import Content, live


class ReplyingAction(Action, ABC):
    """An action that is one function from a turn and the live content to a reply."""

    @abstractmethod
    def name(self) -> str:
        """The name that `domain.yml` gives it."""

    @abstractmethod
    def reply(self, turn: Turn, content: Content) -> Reply:
        """What to say."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        reply = self.reply(read_turn(tracker), live.get())
        buttons = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
        dispatcher.utter_message(text=reply.text, buttons=buttons, kind=reply.kind.value)
        return [SlotSet(name, value) for name, value in reply.slots.items()]
