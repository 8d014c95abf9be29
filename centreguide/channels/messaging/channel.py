"""The webhook of a messaging platform: verify, take each message once, answer it, leave delivery to the postman."""

import functools
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from centreguide.channels.buttons import button_id, offered, parse_payload
from centreguide.channels.exchange import Replies, Said, exchange
from centreguide.channels.incoming import LONGEST_TEXT, clean, not_understood
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platform import Platform, Received, Refused
from centreguide.channels.messaging.postman import Postman
from centreguide.channels.off import Off
from centreguide.channels.rates import MESSAGES, Rates, TooMany
from centreguide.release.content import live
from centreguide.wording import Wording

logger = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
UNKNOWN_FORM = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit"})
START, HELP, MORE = frozenset({"start", "unstop"}), frozenset({"help", "info"}), frozenset({"more"})


class MessagingChannel(InputChannel):
    """One platform's channel. Its conversations are keyed hashes; nothing of a sender is in a tracker or a log."""

    def __init__(self, platform: Platform, identity: Identity, outbox: Outbox, postman: Postman) -> None:
        self._platform, self._identity, self._outbox, self._postman = platform, identity, outbox, postman
        self._rates = Rates()

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
        if len(request.body) > LARGEST_BODY:
            return _error("The request is too large.", 413)
        platform = self._platform
        try:
            answer = platform.handshake(request)
            if answer is not None:
                return answer
            platform.verify(request)
        except Refused as refusal:
            return _error("The signature is missing or wrong.", refusal.status)
        except UNKNOWN_FORM:
            return _error("The signature is missing or wrong.", 401)
        try:
            received = platform.read(request)
        except UNKNOWN_FORM:
            logger.warning("A request of %s had a form that isn't known; it was ignored", platform.name)
            return platform.taken()
        return await self._take_all(received, request)

    async def _take_all(self, received: Sequence[Received], request: Request) -> HTTPResponse:
        limited: TooMany | None = None
        for message in received:
            try:
                await self._take(message, request.app.ctx.agent)
            except TooMany as limit:
                limited = limit
            except Exception:
                # The platform delivers again, and what was answered isn't answered twice.
                logger.exception("A message of %s couldn't be answered", self._platform.name)
                return _error("Please deliver again.", 503)
        if limited:
            return _error("There were too many messages.", 429, {"Retry-After": str(limited.wait)})
        return self._platform.taken()

    async def _take(self, message: Received, agent: Agent) -> None:
        channel, wording = self._platform.name, live.get().wording
        conversation = self._identity.conversation(channel, message.sender)
        key = self._identity.message(channel, message.sender, message.id)
        if self._outbox.is_taken(key):
            return
        self._rates.count(MESSAGES, conversation)
        word = clean(message.text or "").lower().strip(" .!")
        kept = self._outbox.rest(conversation) if self._platform.at_once and word in MORE else []
        if kept:
            parts = kept
        else:
            said = self._without_rasa(message, word, conversation, wording)
            if said is None:
                make = functools.partial(_user_message, message, key, conversation, agent, self._platform)
                try:
                    said = await exchange(agent, conversation, key, make) or [{"text": wording.channels["failed"]}]
                except Off as off:
                    said = [{"text": str(off)}]
            parts = self._platform.render(said, wording) if said else []
        first = self._platform.at_once or len(parts)
        address = self._identity.sealed(message.sender)
        self._outbox.put(key, channel, conversation, address, parts[:first], parts[first:])
        self._postman.wake()

    def _without_rasa(self, message: Received, word: str, conversation: str, wording: Wording) -> list[Said] | None:
        """What is said to a message that is no question, nothing to a visitor who said stop; None for a question."""
        told = wording.channels
        if self._platform.keywords and word in STOP:
            self._outbox.stop(conversation)
            return [{"text": told["stopped"]}]
        if self._platform.keywords and word in START:
            self._outbox.start(conversation)
            return [{"text": told["started"]}]
        if self._outbox.is_stopped(conversation):
            return []
        if self._platform.keywords and word in HELP:
            return [{"text": told["help"]}]
        if message.text is None and message.button is None:
            return [{"text": told["not_text"]}]
        if len(message.text or "") > LONGEST_TEXT:
            return [{"text": told["too_long"]}]
        if self._platform.at_once and word in MORE:
            return [{"text": told["no_more"]}]
        return None


def _user_message(
    message: Received,
    key: str,
    conversation: str,
    agent: Agent,
    platform: Platform,
    tracker: DialogueStateTracker | None,
) -> UserMessage:
    """Rasa's message. A press, or a choice's number where choices are numbered, is the button that was offered."""
    buttons = offered(tracker)
    text = clean(message.text or "")
    payload = next((one["payload"] for one in buttons if button_id(one["payload"]) == message.button), None)
    if payload is None and platform.numbered and text.rstrip(".)").isdecimal():
        choices = offered(tracker, reach=1)
        number = int(text.rstrip(".)"))
        payload = choices[number - 1]["payload"] if 1 <= number <= len(choices) else None
    parsed = parse_payload(payload, agent.domain) if payload else None
    if parsed is None and not text:
        parsed = not_understood()
    return UserMessage(
        payload if payload and parsed else text,
        Replies(),
        conversation,
        parsed,
        input_channel=platform.name,
        message_id=key,
    )


def _error(sentence: str, status: int, headers: dict[str, str] | None = None) -> HTTPResponse:
    return response.json({"error": sentence}, status=status, headers=headers)
