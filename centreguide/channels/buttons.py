"""Tells a click on a button of ours from text that looks like one."""

import hashlib
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

REACH = 5
"""How many of the bot's last messages a visitor can still click on."""


def button_id(payload: str) -> str:
    """What stands for a button's payload outside the server."""
    return hashlib.blake2b(payload.encode(), digest_size=9).hexdigest()


def offered(tracker: DialogueStateTracker | None, reach: int = REACH) -> list[dict[str, Any]]:
    """The buttons in the bot's last `reach` messages, each with `title` and `payload`; the earliest first."""
    said = [event for event in tracker.events if isinstance(event, BotUttered)] if tracker else []
    return [
        button
        for event in said[-reach:]
        for kind in ("buttons", "quick_replies")
        for button in event.data.get(kind) or []
        if isinstance(button.get("payload"), str)
    ]


def parse_payload(payload: str, domain: Domain) -> dict[str, Any] | None:
    """Reads `/intent{"entity": "value"}` as Rasa does.

    Returns:
        Parse data with the text, the intent, its ranking and the entities; None if the domain has no such intent.
    """
    message = YAMLStoryReader.unpack_regex_message(Message({TEXT: payload}), domain, "RegexMessageHandler")
    return dict(message.as_dict(only_output_properties=True)) if message.get(INTENT) else None
