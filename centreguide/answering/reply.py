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
    fact: str

    @property
    def payload(self) -> str:
        """Rasa's payload, which only a button that was offered may send."""
        return f"/{self.intent}{json.dumps({names.FACT: self.fact})}"


@dataclass(frozen=True)
class Reply:
    """What is said, its buttons, the slots that change, its kind, and whether it is only the nearest that is known."""

    text: str
    buttons: tuple[Button, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.TALK
    unsure: bool = False
