"""The webhook of a messaging platform: turn strangers away before they cost anything, and have messages taken."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.platform import Platform, Received, Refused
from centreguide.channels.messaging.postman import Postman
from centreguide.channels.messaging.taking import Taking
from centreguide.channels.rates import REFUSALS, Rates, TooMany
from centreguide.channels.turnstile import Busy
from centreguide.channels.website.addresses import address
from centreguide.metrics import REFUSED

logger = logging.getLogger(__name__)

UNKNOWN_FORM = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class MessagingChannel(InputChannel):
    """One platform's channel."""

    def __init__(self, platform: Platform, identity: Identity, desk: Desk, postman: Postman) -> None:
        self._platform, self._rates = platform, Rates()
        self._taking = Taking(platform, identity, desk, postman, self._rates)

    def url_prefix(self) -> str:
        """The channel's place under `/webhooks/`."""
        return self._platform.name

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Makes the route. Messages go through `exchange`, which holds the conversation, and not `on_new_message`."""
        routes = Blueprint(f"{self._platform.name}_channel")

        @routes.route("/webhook", methods=("GET", "POST"))
        async def webhook(request: Request) -> HTTPResponse:
            return await self._receive(request)

        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        try:
            answer = self._admit(request)
        except Refused as refusal:
            return self._turn_away(request, refusal)
        if answer is not None:
            return answer
        try:
            received = self._platform.read(request)
        except UNKNOWN_FORM:
            logger.warning("A request of %s had a form that isn't known; it was ignored", self._platform.name)
            return self._platform.taken()
        return await self._take_all(received, request.app.ctx.agent)

    def _admit(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that only tries the webhook; None for the platform's messages.

        Raises:
            Refused: It isn't from the platform.
        """
        if len(request.body) > self._platform.largest_body:
            raise Refused(413)
        try:
            answer = self._platform.handshake(request)
            if answer is None:
                self._platform.verify(request)
        except UNKNOWN_FORM:
            raise Refused(401) from None
        return answer

    def _turn_away(self, request: Request, refusal: Refused) -> HTTPResponse:
        """Counts by address what was refused, and nothing else: the platform's own messages never meet this limit."""
        try:
            self._rates.count(REFUSALS, address(request))
        except TooMany as limit:
            REFUSED.labels("limit").inc()
            return _error("There were too many requests.", 429, limit.wait)
        if refusal.status == 413:
            REFUSED.labels("framing").inc()
            return _error("The request is too large.", refusal.status)
        REFUSED.labels("signature").inc()
        return _error("The signature is missing or wrong.", refusal.status)

    async def _take_all(self, received: Sequence[Received], agent: Agent) -> HTTPResponse:
        limited: TooMany | None = None
        for message in received:
            try:
                await self._taking.take(message, agent)
            except TooMany as limit:
                REFUSED.labels("limit").inc()
                limited = limit
            except Busy as busy:
                return _error("The bot is busy. Please deliver again.", 503, busy.wait)
            except Exception:
                # The platform delivers again, and what was answered isn't answered twice.
                logger.exception("A message of %s couldn't be answered", self._platform.name)
                return _error("Please deliver again.", 503)
        if limited:
            return _error("There were too many messages.", 429, limited.wait)
        return self._platform.taken()


def _error(sentence: str, status: int, wait: int | None = None) -> HTTPResponse:
    headers = None if wait is None else {"Retry-After": str(wait)}
    return response.json({"error": sentence}, status=status, headers=headers)
