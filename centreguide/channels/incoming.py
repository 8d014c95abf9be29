"""Turns what a visitor sent into a message for Rasa, whatever the channel; typed text is never a payload."""

import json
import re
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.buttons import offered, parse_payload
from centreguide.names import FALLBACK

LONGEST_TEXT = 2_000
LONGEST_SENDER = 200
LARGEST_BODY = 64 * 1024

SPACES = frozenset("\t\n\r\x0b\x0c\x85\u2028\u2029")


class BadRequest(Exception):
    """What was sent is no message. The text is a sentence for the sender, without a word of what was sent.

    Attributes:
        status: The HTTP status.
    """

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Incoming:
    """A visitor's message, as a channel took it from a request.

    Attributes:
        channel: The channel's name.
        sender: Who sent it, in the channel's own terms.
        text: What was typed, or a button's payload.
    """

    channel: str
    sender: str
    text: str

    @property
    def conversation(self) -> str:
        """The tracker's key: no channel can reach another's conversation."""
        return f"{self.channel}-{self.sender}"


def incoming(channel: str, sender: Any, text: Any) -> Incoming:
    """Checks a message's parts. A sender who isn't named gets a new name, never a shared one.

    Raises:
        BadRequest: The sender or the text isn't of the right kind.
    """
    if not isinstance(text, str):
        raise BadRequest("The message must be a string.")
    if sender is None or sender == "":
        sender = uuid.uuid4().hex
    if not isinstance(sender, str):
        raise BadRequest("The sender must be a string.")
    if len(sender) > LONGEST_SENDER:
        raise BadRequest(f"The sender must have {LONGEST_SENDER} characters at most.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in sender):
        raise BadRequest("The sender must not hold control characters.")
    return Incoming(channel, sender, text)


def json_object(body: bytes, largest: int) -> dict[str, Any]:
    """The JSON object in a request's body.

    Raises:
        BadRequest: It has more than `largest` bytes, or is no JSON object.
    """
    if len(body) > largest:
        raise BadRequest(f"The body must have {largest} bytes at most.", 413)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("The body must be JSON.") from None
    if not isinstance(content, dict):
        raise BadRequest("The body must be a JSON object.")
    return content


def user_message(
    message: Incoming, tracker: DialogueStateTracker | None, domain: Domain, output: OutputChannel
) -> UserMessage:
    """Makes the message for Rasa.

    The payload of a button that the bot offered in this conversation passes by NLU. An empty message is one that the
    bot doesn't understand. All else is text.
    """
    text, parsed = clean(message.text), None
    if message.text in {button["payload"] for button in offered(tracker)}:
        parsed = parse_payload(message.text, domain)
    if parsed is not None:
        text = message.text
    elif not text:
        parsed = not_understood()
    return UserMessage(text, output, message.conversation, parsed, input_channel=message.channel)


def clean(text: str) -> str:
    """Takes out control characters, halves of characters and leading slashes, and cuts to `LONGEST_TEXT` characters."""
    kept = "".join(" " if character in SPACES else character for character in text if _is_kept(character))
    return re.sub(r"^[\s/]+", "", kept)[:LONGEST_TEXT].strip()


def _is_kept(character: str) -> bool:
    return character in SPACES or unicodedata.category(character) not in ("Cc", "Cs")


def not_understood() -> dict[str, Any]:
    """Parse data of an empty message."""
    intent = {"name": FALLBACK, "confidence": 1.0}
    return {"text": "", "intent": intent, "intent_ranking": [intent], "entities": []}
