"""Facebook Messenger: Meta's webhook and Send API."""

import asyncio
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, ClassVar

import aiohttp
from sanic import Request, response
from sanic.response import HTTPResponse

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

LONGEST_TEXT = 2_000
LONGEST_TITLE = 20
MOST_QUICK_REPLIES = 13

_VERSION = "v19.0"
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_PASSING = frozenset({1, 2, 4, 17, 32, 341, 613, 1200, 80006})
"""Meta's codes for its own limits and troubles, which come with HTTP 400 too."""


class Messenger(Platform):
    """Messages to the trust's Facebook page."""

    name = "messenger"
    settings = (
        Setting("MESSENGER_PAGE_TOKEN", "The page's access token: the Meta app, Messenger, Settings, Generate token."),
        Setting("MESSENGER_APP_SECRET", "The app secret: the Meta app, App settings, Basic, App secret, Show."),
        Setting("MESSENGER_VERIFY_TOKEN", "A long random word of your own; write it into the Meta app's webhook too."),
    )
    numbered = True
    api: ClassVar[str] = os.environ.get("CENTREGUIDE_MESSENGER_API", "https://graph.facebook.com").rstrip("/")
    """Where the Graph API is; the environment names another for tests."""

    def handshake(self, request: Request) -> HTTPResponse | None:
        """Meta's question when the webhook is saved, which is the only GET that there is."""
        if request.method != "GET":
            return None
        token = str(request.args.get("hub.verify_token", ""))
        if request.args.get("hub.mode") != "subscribe" or not _same(token, self.values["MESSENGER_VERIFY_TOKEN"]):
            raise Refused
        return response.text(str(request.args.get("hub.challenge", "")))

    def verify(self, request: Request) -> None:
        """The body's HMAC-SHA256 with the app secret. Meta signs no time: a replay is a message that is known."""
        signature = request.headers.get("X-Hub-Signature-256")
        if not signature:
            raise Refused(401)
        if not _same(signature, f"sha256={_hmac(self.values['MESSENGER_APP_SECRET'], request.body)}"):
            raise Refused

    def read(self, request: Request) -> Sequence[Received]:
        """Messages and presses of all the request's entries; an event of an unknown form doesn't cost the others."""
        told = json.loads(request.body)
        if told.get("object") != "page":
            return []
        found = []
        for page, event in _events(told):
            with suppress(KeyError, TypeError, AttributeError):
                message = _received(page, event)
                if message is not None:
                    found.append(message)
        return found

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """Texts in pieces; choices are numbered in the text, because a quick reply's title is too short for them."""
        urgent_first = sorted(said, key=lambda one: one.get("kind") != "urgent")
        return [part for one in urgent_first for part in _parts(one, wording.channels["choose"])]

    async def send(self, address: str, part: Part) -> None:
        """Sends one part as the answer to a message."""
        message = {"recipient": {"id": address}, "messaging_type": "RESPONSE", "message": part}
        await self._call("POST", "me/messages", message)

    async def check(self) -> str:
        """The page that the token is for."""
        page = await self._call("GET", "me")
        return f"The token is for the page “{page.get('name', page.get('id', ''))}”."

    async def _call(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Calls the Graph API, on a connection of its own: one that was kept may be gone without having told.

        Raises:
            TryLater: It may work later.
            Undeliverable: It won't.
        """
        token = self.values["MESSENGER_PAGE_TOKEN"]
        headers = {"Authorization": f"Bearer {token}"}
        proof = {"appsecret_proof": _hmac(self.values["MESSENGER_APP_SECRET"], token.encode())}
        try:
            async with (
                aiohttp.ClientSession(timeout=_TIMEOUT, headers=headers, trust_env=True) as session,
                session.request(
                    method, f"{self.api}/{_VERSION}/{path}", params=proof, json=content, allow_redirects=False
                ) as answer,
            ):
                told = _answer(await answer.read())
                status, asked = answer.status, wait_asked(answer.headers)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise TryLater from None
        if status == HTTPStatus.OK:
            return told
        error = told.get("error")
        error = error if isinstance(error, dict) else {}
        refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        passing = status == HTTPStatus.TOO_MANY_REQUESTS or error.get("code") in _PASSING or error.get("is_transient")
        if refused and not passing:
            raise Undeliverable
        raise TryLater(asked)


def _hmac(secret: str, content: bytes) -> str:
    return hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()


def _same(given: str, wanted: str) -> bool:
    """Compares without telling by the time how much is right, whatever characters there are."""
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode(errors="replace"))


def _events(told: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each event that is the bot's to answer, with its page; `standby` holds those that another app answers."""
    for entry in told.get("entry") or ():
        if isinstance(entry, dict):
            for event in entry.get("messaging") or ():
                yield str(entry.get("id")), event


def _received(page: str, event: Mapping[str, Any]) -> Received | None:
    """The visitor's message in an event; None for receipts, reactions, opt-ins and the page's own messages."""
    sender, recipient = event["sender"]["id"], event["recipient"]["id"]
    if sender == page or recipient != page:
        return None
    postback, message = event.get("postback"), event.get("message")
    if postback is not None:
        payload = str(postback["payload"])
        told = postback.get("mid") or f"{event['timestamp']} {payload}"
        return Received(str(sender), str(told), _text(postback.get("title")), payload)
    if message is None or message.get("is_echo"):
        return None
    quick_reply = message.get("quick_reply")
    button = str(quick_reply["payload"]) if quick_reply else None
    return Received(str(sender), str(message["mid"]), _text(message.get("text")), button)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _parts(one: Said, choose: str) -> list[Part]:
    text, buttons = one.get("text") or "", one.get("buttons") or []
    if buttons:
        lines = [f"{number}. {button['title']}" for number, button in enumerate(buttons, 1)]
        text = "\n\n".join([text, "\n".join([choose, *lines])])
    parts: list[Part] = [{"text": piece} for piece in pieces(text, LONGEST_TEXT)]
    if buttons:
        parts[-1]["quick_replies"] = [
            _quick_reply(number, button) for number, button in enumerate(buttons[:MOST_QUICK_REPLIES], 1)
        ]
    return parts


def _quick_reply(number: int, button: Mapping[str, Any]) -> dict[str, str]:
    title = shortened(f"{number} {button['title']}", LONGEST_TITLE)
    return {"content_type": "text", "title": title, "payload": button_id(button["payload"])}


def _answer(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
