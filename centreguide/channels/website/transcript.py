"""The conversation as the widget shows it: replies with ids, buttons without payloads, ratings on what they rate."""

from collections.abc import Iterable, Sequence
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from centreguide import names
from centreguide.channels.buttons import button_id
from centreguide.channels.exchange import Said

RATING, REASON, TITLE = "rating", "reason", "title"
"""Keys of a visitor's message's metadata: the reply that it rates, how and why, and the title of the button pressed."""

_TALK = "talk"


def replies(said: Sequence[Said], message_id: str) -> list[dict[str, Any]]:
    """What the bot said to the message with this id, as replies of the contract."""
    return [
        {
            "id": f"{message_id}.{number}",
            "text": one.get(names.SAID) or one.get("text") or "",
            "source": one.get(names.SOURCE),
            "kind": one.get("kind") or _TALK,
            "buttons": [
                {"id": button_id(button["payload"]), "title": button["title"]} for button in one.get("buttons") or ()
            ],
        }
        for number, one in enumerate(said, 1)
    ]


def history(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Every answered message, in order; ratings stand on what was rated, and the thanks for them are left out."""
    shown: list[dict[str, Any]] = []
    for message, said in _turns(events):
        answered = replies(said, message.message_id)
        rating = message.metadata.get(RATING)
        if rating:
            for one in shown:
                if one["id"] == rating["reply"]:
                    one |= {RATING: rating["helpful"], REASON: rating.get(REASON)}
            continue
        if not said:
            continue
        shown.append({"from": "visitor", "id": message.message_id, "text": message.metadata.get(TITLE) or message.text})
        shown += [{"from": "bot", **one, RATING: None, REASON: None} for one in answered]
    return shown


def _turns(events: Iterable[Event]) -> list[tuple[UserUttered, list[Said]]]:
    turns: list[tuple[UserUttered, list[Said]]] = []
    for event in events:
        if isinstance(event, UserUttered):
            turns.append((event, []))
        elif isinstance(event, BotUttered) and turns:
            turns[-1][1].append(event.message())
    return turns
