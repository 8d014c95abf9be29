"""A reply as data: text, buttons and what to remember."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from centreguide import names


class Kind(str, Enum):
    """What a reply does: it answers, says that it can't, asks back, chats, or sends for help."""

    ANSWER = "answer"
    DECLINE = "decline"
    QUESTION = "question"
    TALK = "talk"
    URGENT = "urgent"


@dataclass(frozen=True)
class Button:
    """A question that the visitor can put with one press."""

    title: str
    intent: str
    subject: str | None = None

    @property
    def payload(self) -> str:
        """Rasa's payload, which only a button that was offered may send."""
        entities = json.dumps({names.SUBJECT: self.subject}) if self.subject else ""
        return f"/{self.intent}{entities}"


@dataclass(frozen=True)
class Reply:
    """What is said, the buttons under it, the slots that change, and what kind of reply it is."""

    text: str
    buttons: tuple[Button, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.TALK
