"""Twilio's webhook and REST API, which SMS and WhatsApp have in common."""

import asyncio
import functools
import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar
from urllib.parse import parse_qs

from requests import RequestException
from sanic import Request, response
from sanic.request import RequestParameters
from sanic.response import HTTPResponse
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from centreguide.channels.exchange import Said
from centreguide.channels.messaging.limits import wait_asked
from centreguide.channels.messaging.platform import (
    SLOTS,
    Part,
    Platform,
    Received,
    Refused,
    Setting,
    TryLater,
    Undeliverable,
)
from centreguide.wording import Wording

ACCOUNT_SID = Setting("TWILIO_ACCOUNT_SID", "Begins with AC: the Twilio Console, Account Info, Account SID.")
AUTH_TOKEN = Setting("TWILIO_AUTH_TOKEN", "The Twilio Console, Account Info, Auth Token, Show.")

_HOME = "https://api.twilio.com"
_TIMEOUT = 10.0
_PASSING = frozenset({14107, 20429, 21611})
"""Twilio's codes for its own limits, whatever the status that they come with."""

_MOST_FIELDS = 200
_FIELD = re.compile(r"[A-Z][A-Za-z]*\d*")
_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
_SIDS = ("MessageSid", "SmsSid", "SmsMessageSid")
"""The message's id, under its name of today and those that it had."""

_NOT_TEXT = frozenset({"Latitude", "Longitude"})
_IGNORED = frozenset({"reaction"})
_Made = TypeVar("_Made")


class Twilio(Platform):
    """Messages to a number at Twilio; a subclass for each kind of number."""

    origin: ClassVar[Setting]
    """The number that replies come from."""

    prefix: ClassVar[str] = ""
    """What Twilio writes before the numbers of this kind."""

    visitor: ClassVar[re.Pattern[str]]
    """What the addresses of people look like."""

    largest_body = 64 * 1024
    """Twice what the longest text and ten pictures come to when every character is escaped."""

    api: ClassVar[str] = os.environ.get("CENTREGUIDE_TWILIO_API", _HOME).rstrip("/")
    """Where the REST API is; the environment names another for tests, and for Twilio's regions."""

    def __init__(self, values: Mapping[str, str], public_url: str) -> None:
        super().__init__(values, public_url)
        account, token = values[ACCOUNT_SID.name], values[AUTH_TOKEN.name]
        number = re.sub(r"[\s()-]", "", values[self.origin.name])
        self.number = self.prefix + number.removeprefix(self.prefix)
        self.client = Client(account, token, http_client=_HttpClient(self.api))
        self._validator = RequestValidator(token)
        # Threads of its own: those that everyone shares are few, and a platform that hangs would have them all.
        self._threads = ThreadPoolExecutor(SLOTS, thread_name_prefix=self.name)

    def verify(self, request: Request) -> None:
        """Twilio's signature of the address and the form. It signs no time: a replay is a message that is known.

        It signs names and values strung together, so that the same characters cut up otherwise have the same
        signature. Such a form has names, ids or fields twice that Twilio's don't have; and what is left is stopped by
        taking each signature once (`Received.signature`).
        """
        signature = request.headers.get("X-Twilio-Signature")
        if not signature:
            raise Refused(401)
        form = _form(request)
        if not _is_twilios(form):
            raise Refused
        query = f"?{request.query_string}" if request.query_string else ""
        if not self._validator.validate(self.webhook + query, form, signature):
            raise Refused

    def read(self, request: Request) -> Sequence[Received]:
        """The visitor's message; none in the news of what became of our own, and in what can't be replied to."""
        form: dict[str, str] = {name: values[0] for name, values in _form(request).items()}
        sid, sender, text = form["MessageSid"], form.get("From", ""), form.get("Body")
        news = text is None and "MessageStatus" in form
        is_visitor = self.visitor.fullmatch(sender) and sender != self.number
        if news or not is_visitor or form.get("MessageType") in _IGNORED:
            return []
        if not (text or "").strip() and (text is None or _has_other(form)):
            text = None
        return [Received(sender, sid, text, form.get("ButtonPayload"), request.headers.get("X-Twilio-Signature"))]

    async def send(self, address: str, part: Part) -> None:
        """Sends one part from the trust's number."""
        await self.call(self.client.messages.create, to=address, from_=self.number, body=part["text"])

    def taken(self) -> HTTPResponse:
        """Twilio's markup for "no reply now"."""
        return response.text("<Response/>", content_type="text/xml; charset=utf-8")

    async def check(self) -> str:
        """The account's name and state."""
        account = await self.call(self.client.api.v2010.accounts(self.values[ACCOUNT_SID.name]).fetch)
        return f"The account is “{account.friendly_name}” ({account.status})."

    async def call(self, function: Callable[..., _Made], **arguments: Any) -> _Made:
        """Calls the library in a thread of the platform's own.

        Raises:
            TryLater: It may work later.
            Undeliverable: It won't.
        """
        try:
            called = functools.partial(function, **arguments)
            return await asyncio.get_running_loop().run_in_executor(self._threads, called)
        except TwilioRestException as refusal:
            if refusal.code in _PASSING:
                raise TryLater from None
            raise Undeliverable from None

    async def close(self) -> None:
        """Lets the threads go."""
        self._threads.shutdown(wait=False)


class _HttpClient(TwilioHttpClient):
    """The library's way out, with a timeout, and with what may pass told apart.

    Each call has a connection of its own: one that was kept may be gone without having told.
    """

    def __init__(self, api: str) -> None:
        super().__init__(pool_connections=False, timeout=_TIMEOUT)
        self._api = api

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if url.startswith(_HOME):
            url = self._api + url.removeprefix(_HOME)
        try:
            answer = super().request(method, url, *args, **kwargs)
        except RequestException:
            raise TryLater from None
        taken = answer.status_code < HTTPStatus.MULTIPLE_CHOICES
        refused = HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        if not taken and (not refused or answer.status_code == HTTPStatus.TOO_MANY_REQUESTS):
            raise TryLater(wait_asked(answer.headers))
        return answer


def _form(request: Request) -> RequestParameters:
    """The form as it was signed: with fields that are empty, and all of those that come twice."""
    return RequestParameters(parse_qs(request.body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))


def _is_twilios(form: Mapping[str, Sequence[str]]) -> bool:
    """Whether a form has only names such as Twilio gives, each once, and one message's id at most."""
    sids = {value for name in _SIDS if name in form for value in form[name]}
    return (
        all(_FIELD.fullmatch(name) and len(values) == 1 for name, values in form.items())
        and len(sids) <= 1
        and all(_SID.fullmatch(sid) for sid in sids)
    )


def _has_other(form: Mapping[str, str]) -> bool:
    """Whether there is something that isn't text: a picture, a voice note, a place, a contact."""
    return form.get("NumMedia", "0") != "0" or not _NOT_TEXT.isdisjoint(form)


def choices(said: Sequence[Said], wording: Wording) -> str:
    """The numbered choices under what was said last, which are the ones that a number is taken for."""
    buttons = said[-1].get("buttons") or [] if said else []
    lines = [f"{number}. {button['title']}" for number, button in enumerate(buttons, 1)]
    return "\n".join([wording.channels["choose"], *lines]) if lines else ""


def joined(*blocks: str) -> str:
    """The blocks that aren't empty, with a blank line between them."""
    return "\n\n".join(block for block in blocks if block)
