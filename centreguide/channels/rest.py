"""Rasa's REST channel, hardened: bad input gets a sentence, and one sender never reaches another's conversation."""

import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from centreguide.channels.exchange import Replies, exchange
from centreguide.channels.incoming import (
    LARGEST_BODY,
    BadRequest,
    Incoming,
    clean,
    incoming,
    json_object,
    user_message,
)
from centreguide.channels.off import Off
from centreguide.channels.turnstile import Busy
from centreguide.channels.website import origins
from centreguide.errors import ServerError
from centreguide.log_privacy import hide_words

SETTING = "CENTREGUIDE_REST"
FAILED = "Something went wrong: please try again."

logger = logging.getLogger(__name__)


def is_on(environment: Mapping[str, str]) -> bool:
    """Whether the bot's server has this channel.

    Raises:
        ServerError: The setting is neither on nor off.
    """
    chosen = environment.get(SETTING, "").strip().lower() or "on"
    if chosen not in ("on", "off"):
        raise ServerError(f"{SETTING}: {chosen!r} is neither on nor off.")
    return chosen == "on"


class RestChannel(RestInput):
    """`POST /webhooks/rest/webhook` with `{"sender": ..., "message": ...}`; the replies come as Rasa's own sends them.

    A request's `input_channel`, `metadata` and `stream` have no effect: they are the caller's to choose. It is for
    tools on this machine: no other site's page may call it.
    """

    def __init__(self, own: frozenset[str] = frozenset()) -> None:
        """Takes the origins of the server's own pages, which may."""
        self._own = own

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Makes the routes, for Rasa's server or ours. Messages go through `exchange`, and not `on_new_message`."""
        webhook = Blueprint("rest_channel")

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                self._check(request)
                return await self._reply(request)
            except BadRequest as fault:
                return _error(str(fault), fault.status)
            except Busy as busy:
                return _error(str(busy), 503, {"Retry-After": str(busy.wait)})
            except Exception:
                logger.exception("A message couldn't be answered")
                return _error(FAILED, 500)

        @webhook.after_server_start
        async def start_hiding_words(app: Any, loop: Any) -> None:
            hide_words()

        return webhook

    def _check(self, request: Request) -> None:
        """Browsers let any site's page send plain text or a form to any server, but ask before they send JSON."""
        if not origins.allows(request, self._own):
            raise BadRequest("Another site's page may not use this channel.", 403)
        if request.content_type.partition(";")[0].strip().lower() != "application/json":
            raise BadRequest("The Content-Type must be application/json.", 415)

    async def _reply(self, request: Request) -> HTTPResponse:
        message = self.read(request.body)
        agent = request.app.ctx.agent
        if not agent.is_ready():
            raise BadRequest("The bot isn't ready: please try again in a minute.", 503)

        def make(tracker: DialogueStateTracker | None) -> UserMessage:
            return user_message(message, tracker, agent.domain, Replies())

        try:
            said = await exchange(agent, message.conversation, uuid.uuid4().hex, make, clean(message.text))
        except Off as off:
            said = [{"text": str(off)}]
        if not said:
            logger.error("A message got no reply: an action failed, or no rule says what to do")
            return _error(FAILED, 500)
        output = CollectingOutputChannel()
        for one in said:
            await output.send_response(message.sender, one)
        return response.json(output.messages)

    def read(self, body: bytes) -> Incoming:
        """Takes the message from a request's body.

        Raises:
            BadRequest: It is too large, no JSON object, or its parts aren't right.
        """
        content = json_object(body, LARGEST_BODY)
        return incoming(self.name(), content.get("sender"), content.get("message"))


def _error(sentence: str, status: int, headers: dict[str, str] | None = None) -> HTTPResponse:
    return response.json({"error": sentence}, status=status, headers=headers)
