"""Talks to the bot in the terminal; a button is pressed by its number."""

import uuid
from collections.abc import Sequence
from typing import Any

from centreguide.bot import Bot

_LEAVE = frozenset({"/stop", "/quit", "/exit"})


def chat(bot: Bot) -> None:
    """Reads questions until the visitor leaves."""
    sender, buttons = uuid.uuid4().hex, list[dict[str, str]]()
    print('Ask away. Press a button by its number; leave with "/stop".')
    while True:
        try:
            text = input("\n> ").strip()
        except EOFError:
            return
        if text in _LEAVE:
            return
        pressed = text.isdecimal() and 0 < int(text) <= len(buttons)
        buttons = show(bot.say(sender, buttons[int(text) - 1]["payload"] if pressed else text))


def show(replies: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Prints the replies and their buttons, numbered.

    Returns:
        The buttons, in the order of their numbers.
    """
    buttons: list[dict[str, str]] = []
    for reply in replies:
        print(reply.get("text", ""))
        for button in reply.get("buttons", ()):
            buttons.append(button)
            print(f"  [{len(buttons)}] {button['title']}")
    return buttons
