"""A stand-in for Meta's Graph API, as far as Messenger's replies go."""

import json
from collections.abc import Mapping
from typing import Any

from tests.channels.messaging.loopback import Answer, Api, as_json

PAGE = {"name": "Riverside Hospitals", "id": "1122334455"}


class GraphApi(Api):
    """Knows one page's token; whose ids begin with "blocked" has blocked the page."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if headers.get("Authorization") != f"Bearer {self._token}":
            return error(190, "Invalid OAuth access token.", 401)
        version, _, call = path.lstrip("/").partition("/")
        if not version.startswith("v") or (method, call) not in (("GET", "me"), ("POST", "me/messages")):
            return error(2500, "Unknown path components")
        if call == "me":
            return as_json(PAGE)
        told = json.loads(body)
        fault = _fault(told)
        if fault:
            return error(100, fault)
        recipient = told["recipient"]["id"]
        if recipient.startswith("blocked"):
            return error(551, "This person isn't available right now.")
        if self.is_too_fast(recipient):
            return error(613, "Calls to this API have exceeded the rate limit.")
        self.taken.append(told)
        return as_json({"recipient_id": recipient, "message_id": f"m_{len(self.taken)}"})


def error(code: int, message: str, status: int = 400, **more: Any) -> Answer:
    return as_json({"error": {"message": message, "type": "OAuthException", "code": code, **more}}, status)


def _fault(told: dict[str, Any]) -> str | None:
    text, quick_replies = told["message"]["text"], told["message"].get("quick_replies", [])
    if told["messaging_type"] != "RESPONSE" or not told["recipient"]["id"]:
        return "Param messaging_type or recipient is wrong"
    if not 0 < len(text) <= 2_000:
        return "Length of param message[text] must be less than or equal to 2000"
    if len(quick_replies) > 13 or ("quick_replies" in told["message"] and not quick_replies):
        return "Param message[quick_replies] must have 1 to 13 elements"
    for one in quick_replies:
        if one["content_type"] != "text" or not 0 < len(one["title"]) <= 20 or not 0 < len(one["payload"]) <= 1_000:
            return "A quick reply is too long or has no text"
    return None
