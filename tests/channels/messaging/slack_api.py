"""A stand-in for Slack's Web API, as far as replies go."""

import json
from collections.abc import Mapping
from typing import Any

from tests.channels.messaging.loopback import Answer, Api, as_json


class SlackApi(Api):
    """Knows one bot's token. Conversations that begin with "X" aren't known."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        if headers.get("Authorization") != f"Bearer {self._token}":
            return failed("invalid_auth")
        call = path.rpartition("/")[2]
        if call == "auth.test":
            return as_json({"ok": True, "team": "Riverside", "user": "guide", "team_id": "T1", "user_id": "U0BOT"})
        if call != "chat.postMessage" or method != "POST":
            return failed("unknown_method")
        told = json.loads(body)
        fault = _fault(told)
        if fault:
            return failed(fault)
        if told["channel"].startswith("X"):
            return failed("channel_not_found")
        if self.is_too_fast(told["channel"]):
            return as_json({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "1"})
        self.taken.append(told)
        return as_json({"ok": True, "channel": told["channel"], "ts": f"1700000000.{len(self.taken):06}"})


def failed(error: str) -> Answer:
    return as_json({"ok": False, "error": error})


def _fault(told: dict[str, Any]) -> str | None:
    if not told.get("text") or len(told["text"]) > 40_000:
        return "no_text"
    blocks = told["blocks"]
    if len(blocks) > 50 or not all(_is_right(block) for block in blocks):
        return "invalid_blocks"
    ids = [element["action_id"] for block in blocks for element in block.get("elements", ())]
    return "invalid_blocks" if len(ids) != len(set(ids)) else None


def _is_right(block: dict[str, Any]) -> bool:
    if block["type"] == "section":
        return block["text"]["type"] in ("mrkdwn", "plain_text") and 0 < len(block["text"]["text"]) <= 3_000
    return block["type"] == "actions" and 0 < len(block["elements"]) <= 25 and all(map(_is_button, block["elements"]))


def _is_button(element: dict[str, Any]) -> bool:
    text = element["text"]
    return (
        element["type"] == "button"
        and text["type"] == "plain_text"
        and 0 < len(text["text"]) <= 75
        and 0 < len(element["action_id"]) <= 255
        and len(element["value"]) <= 2_000
    )
