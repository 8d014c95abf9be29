"""Slack: the Events API, buttons, and chat.postMessage by Slack's own library."""

import asyncio
import json
import logging
import os
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, ClassVar
from urllib.parse import parse_qs

import aiohttp
from sanic import Request, response
from sanic.response import HTTPResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

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

LONGEST_SECTION = 3_000
LONGEST_TITLE = 75
MOST_BUTTONS = 25

_FORM = "application/x-www-form-urlencoded"
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_TYPED = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of what a person has typed; all others tell of edits, joins, bots and the like."""

_PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_TOKEN = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")

_quiet = logging.getLogger(f"{__name__}.library")
# Below this level the library logs every text and where it goes.
_quiet.setLevel(logging.INFO)


class Slack(Platform):
    """Direct messages to the app, and mentions of it, in the trust's workspace."""

    name = "slack"
    settings = (
        Setting("SLACK_BOT_TOKEN", "Begins with xoxb-: the Slack app, OAuth & Permissions, Bot User OAuth Token."),
        Setting("SLACK_SIGNING_SECRET", "The Slack app, Basic Information, App Credentials, Signing Secret, Show."),
    )
    api: ClassVar[str] = os.environ.get("CENTREGUIDE_SLACK_API", "https://slack.com/api").rstrip("/")
    """Where the Web API is; the environment names another for tests, and for Slack's government cloud."""

    def __init__(self, values: Mapping[str, str], public_url: str) -> None:
        super().__init__(values, public_url)
        self._verifier = SignatureVerifier(values["SLACK_SIGNING_SECRET"])

    def handshake(self, request: Request) -> HTTPResponse | None:
        """Slack's question when the webhook is saved, which is signed as all else is."""
        if b"url_verification" not in request.body:
            return None
        self.verify(request)
        told = _told(request)
        return response.json({"challenge": told["challenge"]}) if told.get("type") == "url_verification" else None

    def verify(self, request: Request) -> None:
        """Slack's signature of the body and the time, which mustn't be more than five minutes away."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp")
        signature = request.headers.get("X-Slack-Signature")
        if not timestamp or not signature:
            raise Refused(401)
        try:
            valid = self._verifier.is_valid(request.body, timestamp, signature)
        except (ValueError, TypeError):
            # The library's own words for a time that is no number and for characters that no signature has.
            valid = False
        if not valid:
            raise Refused

    def read(self, request: Request) -> Sequence[Received]:
        """The message or the presses in a request."""
        told = _told(request)
        if told.get("type") == "event_callback":
            return _messages(told)
        if told.get("type") == "block_actions":
            return _presses(told)
        return []

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """A message for each reply: sections, buttons under them, and the text for screen readers and notifications."""
        urgent_first = sorted(said, key=lambda one: one.get("kind") != "urgent")
        return [_part(one) for one in urgent_first if one.get("text") or one.get("buttons")]

    async def send(self, address: str, part: Part) -> None:
        """Posts one part to where the visitor wrote."""
        place, _, *thread = address.split(" ")
        async with self._client() as client:
            await client.chat_postMessage(
                channel=place,
                text=part["text"],
                blocks=part["blocks"],
                thread_ts=thread[0] if thread else None,
                unfurl_links=False,
                unfurl_media=False,
            )

    async def check(self) -> str:
        """The workspace and the name that the token is for."""
        async with self._client() as client:
            told = await client.auth_test()
            return f"The token is for “{told.get('user', '')}” in the workspace “{told.get('team', '')}”."

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[AsyncWebClient]:
        """The library's client, with its errors put into ours.

        It has a connection of its own, and no retries: one that was kept may be gone without having told, and the
        library's retry could post twice.
        """
        try:
            async with aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True) as session:
                client = AsyncWebClient(
                    self.values["SLACK_BOT_TOKEN"], self.api, session=session, retry_handlers=[], logger=_quiet
                )
                # The session knows the environment's proxy, and, unlike the library, what is reached without it.
                client.proxy = None
                yield client
        except SlackApiError as error:
            raise _refusal(error.response) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise TryLater from None


def _refusal(answer: Any) -> TryLater | Undeliverable:
    """What an answer that isn't ok comes to; it is aiohttp's own where the library couldn't read it."""
    if isinstance(answer, aiohttp.ClientResponse):
        status, error = answer.status, ""
    else:
        status = answer.status_code
        error = answer.data.get("error", "") if isinstance(answer.data, dict) else ""
    known = status == HTTPStatus.OK and error
    refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    if error not in _PASSING and status != HTTPStatus.TOO_MANY_REQUESTS and (known or refused):
        return Undeliverable()
    return TryLater(wait_asked(answer.headers))


def _told(request: Request) -> dict[str, Any]:
    """The request's content: JSON, or JSON in a form's field; nothing for a form without it."""
    content = request.body.decode()
    if request.content_type.partition(";")[0].strip().lower() == _FORM:
        content = parse_qs(content).get("payload", ["{}"])[0]
    told = json.loads(content)
    if not isinstance(told, dict):
        raise ValueError("The request holds no object.")
    return told


def _messages(told: Mapping[str, Any]) -> list[Received]:
    """What a person wrote to the app; nothing for other events, other bots and the app itself."""
    event = told["event"]
    direct = event["type"] == "message" and event.get("channel_type") == "im"
    if not direct and event["type"] != "app_mention":
        return []
    if event.get("bot_id") or event.get("subtype") not in _TYPED:
        return []
    place, user, at = event["channel"], event["user"], event["ts"]
    if user in {own.get("user_id") for own in told.get("authorizations") or ()}:
        return []
    text: str | None = _plain(event.get("text") or "")
    if not text and event.get("files"):
        text = None
    # A message and a mention of the app are two events of one text, which have this in common and nothing else.
    return [Received(_sender(place, user, event), f"{place} {at}", text)]


def _presses(told: Mapping[str, Any]) -> list[Received]:
    """Buttons that were pressed, with their words for who presses what wasn't offered to them."""
    message, place, user = told["message"], told["channel"]["id"], told["user"]["id"]
    sender = _sender(place, user, message)
    return [
        Received(
            sender,
            f"{place} {message['ts']} {action['action_id']} {action['action_ts']}",
            action["text"]["text"],
            action["value"],
        )
        for action in told["actions"]
        if action["type"] == "button"
    ]


def _sender(place: str, user: str, message: Mapping[str, Any]) -> str:
    """Where a reply goes, and whose it is: the conversation, the person, and the thread if it is in one."""
    thread = message.get("thread_ts")
    return f"{place} {user} {thread}" if thread and thread != message["ts"] else f"{place} {user}"


def _plain(text: str) -> str:
    """What was typed: without mentions, with links as they look, and with the three characters that Slack escapes."""
    shown = _TOKEN.sub(lambda token: "" if token[1][:1] in ("@", "!") else token[2] or token[1].lstrip("#"), text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _part(one: Said) -> Part:
    text, buttons = one.get("text") or "", one.get("buttons") or []
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": section}} for section in _sections(text)
    ]
    if buttons:
        elements = [_button(number, button) for number, button in enumerate(buttons[:MOST_BUTTONS], 1)]
        blocks.append({"type": "actions", "elements": elements})
    return {"text": _escaped(text), "blocks": blocks}


def _sections(text: str) -> list[str]:
    """The text in pieces that keep to the limit when they are escaped, which makes a character five at most."""
    sections = []
    for piece in pieces(text, LONGEST_SECTION):
        fits = len(_escaped(piece)) <= LONGEST_SECTION
        sections += [_escaped(part) for part in ([piece] if fits else pieces(piece, LONGEST_SECTION // 5))]
    return sections


def _button(number: int, button: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": f"button-{number}",
        "text": {"type": "plain_text", "text": shortened(button["title"], LONGEST_TITLE), "emoji": False},
        "value": button_id(button["payload"]),
    }
