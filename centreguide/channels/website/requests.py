"""Reads a visitor's message from a request's body."""

import re
from dataclasses import dataclass
from typing import Any

from centreguide.channels.incoming import BadRequest, json_object

LONGEST_TEXT = 500
LARGEST_BODY = 16 * 1024
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


REASONS = ("wrong", "unclear", "other_question")
"""Why a reply didn't help: what it says is wrong, it isn't clear, or it answers another question."""


@dataclass(frozen=True)
class Rating:
    """Whether a reply helped; `reply` is its id, `reason` one of `REASONS` where it didn't and the visitor said why."""

    reply: str
    helpful: bool
    reason: str | None = None


@dataclass(frozen=True)
class Sent:
    """What a visitor sent: exactly one of `text`, `button` (its id) and `rating`; `id` is the client's own."""

    id: str
    text: str | None = None
    button: str | None = None
    rating: Rating | None = None


def read(body: bytes) -> Sent:
    """The message in the body.

    Raises:
        BadRequest: It is too large, no JSON, or not of the form that the contract describes.
    """
    content = json_object(body, LARGEST_BODY)
    message_id = content.pop("id", None)
    if not isinstance(message_id, str) or not _ID.fullmatch(message_id):
        raise BadRequest("The id must have 8 to 64 letters, digits, dashes or underscores.")
    if len(content) != 1:
        raise BadRequest("Send exactly one of text, button and rating.")
    kind, value = next(iter(content.items()))
    if kind == "text":
        return Sent(message_id, text=_text(value))
    if kind == "button" and isinstance(value, str):
        return Sent(message_id, button=value)
    if kind == "rating":
        return Sent(message_id, rating=_rating(value))
    raise BadRequest("Send exactly one of text, button and rating.")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest("The text must be a string.")
    if len(value) > LONGEST_TEXT:
        raise BadRequest(f"Your message is too long: please send at most {LONGEST_TEXT} characters at a time.")
    return value


def _rating(value: Any) -> Rating:
    match value:
        case {"reply": str(reply), "helpful": bool(helpful), **rest} if not rest:
            return Rating(reply, helpful)
        case {"reply": str(reply), "helpful": False, "reason": str(reason), **rest} if not rest and reason in REASONS:
            return Rating(reply, False, reason)
    told = f"and where that is false perhaps a reason, which is one of {', '.join(REASONS)}."
    raise BadRequest(f"A rating has a reply, which is an id, and helpful, which is true or false, {told}")
