"""Telegram: the Bot API's webhook, its inline buttons and sendMessage."""

import asyncio
import hmac
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import quote

import aiohttp
from sanic import Request

from centreguide.channels.buttons import button_id
from centreguide.channels.exchange import Said
from centreguide.channels.messaging.limits import pieces, shortened, wait_asked
from centreguide.channels.messaging.platform import (
    Part,
    Platform,
    Received,
    Refused,
    Setting,
    TryLater,
    Undeliverable,
)
from centreguide.wording import Wording

LONGEST_TEXT = 4_096
"""UTF-16 units in a message, which is how Telegram counts."""

LONGEST_TITLE = 64
MOST_BUTTONS = 50
UPDATES = ("message", "callback_query")
"""What Telegram is asked to send; whatever else comes is ignored."""

_TIMEOUT = aiohttp.ClientTimeout(total=10)
_START = "/start"
_MEANT = {_START: "Hello", "/help": "What can you do?"}
"""What is asked by a command that Telegram itself offers, in words that the bot knows."""

_SERVICE = frozenset(
    {
        "chat_background_set",
        "chat_shared",
        "checklist_tasks_added",
        "checklist_tasks_done",
        "connected_website",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "gift",
        "gift_upgrade_sent",
        "left_chat_member",
        "message_auto_delete_timer_changed",
        "new_chat_members",
        "passport_data",
        "pinned_message",
        "proximity_alert_triggered",
        "refunded_payment",
        "successful_payment",
        "unique_gift",
        "users_shared",
        "web_app_data",
        "write_access_allowed",
    }
)
"""What Telegram tells of a private chat in the form of a message, though nobody wrote one."""


class Telegram(Platform):
    """Private chats with the trust's bot."""

    name = "telegram"
    settings = (
        Setting("TELEGRAM_BOT_TOKEN", "The bot's token, such as 123456789:AAE...: Telegram's @BotFather gives it."),
        Setting("TELEGRAM_WEBHOOK_SECRET", "A long random word of your own, of letters and digits only."),
    )
    largest_body = 256 * 1024
    """Room for a text of the greatest length and the one that it replies to, escaped, with all their entities."""

    api: ClassVar[str] = os.environ.get("CENTREGUIDE_TELEGRAM_API", "https://api.telegram.org").rstrip("/")
    """Where the Bot API is; the environment names another for tests, and for a Bot API server of the trust's own."""

    def __init__(self, values: Mapping[str, str], public_url: str) -> None:
        super().__init__(values, public_url)
        self._presses: dict[str, str] = {}

    def verify(self, request: Request) -> None:
        """The secret that `register` gave Telegram. It signs no time: a replay is a message that is known."""
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        if not given:
            raise Refused(401)
        wanted = self.values["TELEGRAM_WEBHOOK_SECRET"]
        if not hmac.compare_digest(given.encode(errors="replace"), wanted.encode(errors="replace")):
            raise Refused

    def read(self, request: Request) -> Sequence[Received]:
        """The message or the press in a request, which holds one update."""
        update = json.loads(request.body)
        if "message" in update:
            received = _message(update["message"])
        elif "callback_query" in update:
            received = self._press(update["callback_query"])
        else:
            received = None
        return [received] if received else []

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """Plain texts in pieces, with a reply's buttons under its last."""
        urgent_first = sorted(said, key=lambda one: one.get("kind") != "urgent")
        return [part for one in urgent_first for part in _parts(one)]

    async def send(self, address: str, part: Part) -> None:
        """Sends one part, and ends the wait that the visitor's app shows on a button that was pressed."""
        press = self._presses.pop(address, None)
        if press:
            with suppress(TryLater, Undeliverable):
                await self._call("answerCallbackQuery", {"callback_query_id": press})
        await self._call("sendMessage", {"chat_id": int(address), **part})

    async def check(self) -> str:
        """The bot that the token is for."""
        bot = await self._call("getMe")
        return f"The token is for the bot @{bot.get('username', '')}."

    async def register(self) -> None:
        """Has Telegram call the webhook, with the secret that `verify` wants to see."""
        webhook = {
            "url": self.webhook,
            "secret_token": self.values["TELEGRAM_WEBHOOK_SECRET"],
            "allowed_updates": list(UPDATES),
            "drop_pending_updates": False,
        }
        await self._call("setWebhook", webhook)

    def _press(self, query: Mapping[str, Any]) -> Received | None:
        """A button that was pressed, with its words for who presses what isn't offered to them any more."""
        message = query.get("message") or {}
        if "data" not in query or not _is_private(message) or query["from"].get("is_bot"):
            return None
        sender, pressed = str(message["chat"]["id"]), str(query["data"])
        self._presses[sender] = str(query["id"])
        return Received(sender, f"press {query['id']}", _title(message, pressed), pressed)

    async def _call(self, method: str, content: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Calls the Bot API, on a connection of its own: one that was kept may be gone without having told.

        Raises:
            TryLater: It may work later.
            Undeliverable: It won't.
        """
        # The token is part of the address, which therefore mustn't be in an error, and isn't taken to another host.
        address = f"{self.api}/bot{quote(self.values['TELEGRAM_BOT_TOKEN'], safe=':')}/{method}"
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session,
                session.post(address, json=content or {}, allow_redirects=False) as answer,
            ):
                told = _answer(await answer.read())
                status, asked = answer.status, wait_asked(answer.headers)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise TryLater from None
        if status == HTTPStatus.OK and told.get("ok") is True:
            result = told.get("result")
            return result if isinstance(result, dict) else {}
        refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        if refused and status != HTTPStatus.TOO_MANY_REQUESTS:
            raise Undeliverable
        raise TryLater(_retry_after(told) or asked)


def _message(message: Mapping[str, Any]) -> Received | None:
    """What a person wrote to the bot; None for groups, other bots and what Telegram tells of the chat."""
    if not _is_private(message) or message["from"].get("is_bot") or not _SERVICE.isdisjoint(message):
        return None
    text = message.get("text", message.get("caption"))
    # Not the update's id, which starts anew at random after a quiet week.
    identity = f"message {message['message_id']}"
    return Received(str(message["chat"]["id"]), identity, _asked(text) if isinstance(text, str) else None)


def _is_private(message: Mapping[str, Any]) -> bool:
    return bool(message.get("chat")) and message["chat"].get("type") == "private"


def _asked(text: str) -> str:
    """What was typed: the question after a command, or what the command alone means.

    A single word after `/start` is the payload of the link that the visitor came by, and no question.
    """
    words = text.split()
    command = words[0].partition("@")[0].lower() if words else ""
    if command not in _MEANT:
        return text
    is_link = command == _START and len(words) == 2
    return _MEANT[command] if len(words) == 1 or is_link else " ".join(words[1:])


def _title(message: Mapping[str, Any], pressed: str) -> str | None:
    keyboard = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
    buttons = (button for row in keyboard for button in row)
    return next((button["text"] for button in buttons if button.get("callback_data") == pressed), None)


def _parts(one: Said) -> list[Part]:
    parts: list[Part] = [
        {"text": piece, "link_preview_options": {"is_disabled": True}} for piece in _pieces(one.get("text") or "")
    ]
    buttons = (one.get("buttons") or [])[:MOST_BUTTONS]
    if parts and buttons:
        keyboard = [
            [{"text": shortened(button["title"], LONGEST_TITLE), "callback_data": button_id(button["payload"])}]
            for button in buttons
        ]
        parts[-1]["reply_markup"] = {"inline_keyboard": keyboard}
    return parts


def _pieces(text: str) -> list[str]:
    """The text in pieces that keep to the limit in UTF-16 units, of which a character has two at most."""
    found = []
    for piece in pieces(text, LONGEST_TEXT):
        fits = len(piece.encode("utf-16-le")) // 2 <= LONGEST_TEXT
        found += [piece] if fits else pieces(piece, LONGEST_TEXT // 2)
    return found


def _answer(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _retry_after(told: Mapping[str, Any]) -> float | None:
    parameters = told.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(seconds) if isinstance(seconds, int) and seconds > 0 else None
