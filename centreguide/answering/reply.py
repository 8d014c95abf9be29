"""A reply as data: text, buttons and what to remember."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
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
class Link:
    """Where a source can be read: the section's title, or the page's where the link leads to all of it."""

    title: str
    address: str


@dataclass(frozen=True)
class Source:
    """Where the facts of an answer stand, in words; the links are those that the trust has set."""

    text: str
    links: tuple[Link, ...] = ()

    @property
    def line(self) -> str:
        """For channels that have text alone."""
        return " ".join((self.text, *(link.address for link in self.links)))

    def data(self) -> dict[str, Any]:
        """As a message to a channel has it."""
        return {"text": self.text, "links": [asdict(link) for link in self.links]}

    @classmethod
    def restored(cls, data: Mapping[str, Any]) -> Source:
        """What gave this data."""
        return cls(data["text"], tuple(Link(**link) for link in data["links"]))


@dataclass(frozen=True)
class Reply:
    """What is said, its buttons, the slots that change, its kind, whether it is only the nearest that is known, and
    the source of what it tells.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    kind: Kind = Kind.TALK
    unsure: bool = False
    source: Source | None = None

    @property
    def whole(self) -> str:
        """The text with its source as the last paragraph."""
        return f"{self.text}\n\n{self.source.line}" if self.source else self.text

    def message(self) -> dict[str, Any]:
        """As Rasa sends it: the whole in `text`, for every channel, and its two parts where it has a source."""
        buttons = [{"title": button.title, "payload": button.payload} for button in self.buttons]
        parts = {names.SAID: self.text, names.SOURCE: self.source.data()} if self.source else {}
        return {"text": self.whole, "buttons": buttons, "kind": self.kind.value, "unsure": self.unsure, **parts}
