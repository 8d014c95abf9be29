"""A stand-in for Telegram's Bot API, as far as private chats with a bot go."""

import json
import re
from collections.abc import Mapping
from typing import Any

from tests.channels.messaging.loopback import Answer, Api, as_json

BOT = {"id": 123456789, "is_bot": True, "first_name": "Riverside guide", "username": "riverside_guide_bot"}
BLOCKED, UNKNOWN = 403403, 404404


class BotApi(Api):
    """Knows one bot's token. The chat `BLOCKED` has blocked the bot; `UNKNOWN` never wrote to it.

    Attributes:
        answered: The presses that were answered; those whose id begins with "old" can't be.
        webhook: What was last given to `setWebhook`.
    """

    def __init__(self, token: str) -> None:
        super().__init__()
        self.answered: list[str] = []
        self.webhook: dict[str, Any] = {}
        self._token = token

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        bot, _, call = path.removeprefix("/").partition("/")
        if not re.fullmatch(r"bot\d+:[\w-]+", bot):
            return failed(404, "Not Found")
        if bot != f"bot{self._token}":
            return failed(401, "Unauthorized")
        if method != "POST" or headers.get("Content-Type") != "application/json":
            return failed(400, "Bad Request: message text is empty")
        told = json.loads(body)
        calls = {
            "getme": lambda told: succeeded(BOT),
            "setwebhook": self._set_webhook,
            "answercallbackquery": self._answer_press,
            "sendmessage": self._send,
        }
        called = calls.get(call.lower())
        return called(told) if called else failed(404, "Not Found: method not found")

    def _set_webhook(self, told: dict[str, Any]) -> Answer:
        if not told["url"].startswith("https://"):
            return failed(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", told["secret_token"]):
            return failed(400, "Bad Request: secret token contains unallowed characters")
        self.webhook = told
        return succeeded(True)

    def _answer_press(self, told: dict[str, Any]) -> Answer:
        if told["callback_query_id"].startswith("old"):
            return failed(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.answered.append(told["callback_query_id"])
        return succeeded(True)

    def _send(self, told: dict[str, Any]) -> Answer:
        chat, fault = told["chat_id"], _fault(told)
        if fault:
            return failed(400, f"Bad Request: {fault}")
        if chat == BLOCKED:
            return failed(403, "Forbidden: bot was blocked by the user")
        if chat == UNKNOWN:
            return failed(400, "Bad Request: chat not found")
        if self.is_too_fast(str(chat)):
            return failed(429, "Too Many Requests: retry after 1", retry_after=1)
        self.taken.append(told)
        sent = {"message_id": len(self.taken), "chat": {"id": chat, "type": "private"}, "text": told["text"]}
        return succeeded({**sent, "from": BOT, "date": 1700000000})


def succeeded(result: Any) -> Answer:
    return as_json({"ok": True, "result": result})


def failed(code: int, description: str, **parameters: Any) -> Answer:
    more = {"parameters": parameters} if parameters else {}
    return as_json({"ok": False, "error_code": code, "description": description, **more}, code)


def _fault(told: dict[str, Any]) -> str | None:
    if not isinstance(told["chat_id"], int):
        return "chat_id is empty"
    if not told["text"].strip():
        return "message text is empty"
    if len(told["text"].encode("utf-16-le")) // 2 > 4_096:
        return "message is too long"
    if "parse_mode" in told or told.get("entities"):
        return "can't parse entities"
    if "reply_markup" not in told:
        return None
    keyboard = told["reply_markup"]["inline_keyboard"]
    buttons = [button for row in keyboard for button in row]
    if len(buttons) > 100 or len(json.dumps(keyboard, ensure_ascii=False).encode()) > 10_000:
        return "reply markup is too long"
    if not all(button["text"].strip() for button in buttons):
        return "text buttons are unallowed in the inline keyboard"
    if not all(0 < len(button["callback_data"].encode()) <= 64 for button in buttons):
        return "BUTTON_DATA_INVALID"
    return None
