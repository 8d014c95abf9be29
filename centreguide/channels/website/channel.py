"""The routes of the website's channel, as `openapi.yml` describes them."""

import asyncio
import functools
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from importlib.resources import files
from typing import Any

import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from centreguide.channels.alarm import alarm
from centreguide.channels.buttons import button_id, offered, parse_payload
from centreguide.channels.exchange import Replies, exchange
from centreguide.channels.incoming import BadRequest, clean, not_understood
from centreguide.channels.off import Off
from centreguide.channels.rates import MESSAGES, REQUESTS, STARTS, Rates, TooMany
from centreguide.channels.turnstile import Busy
from centreguide.channels.website import origins
from centreguide.channels.website.addresses import address
from centreguide.channels.website.requests import Sent, read
from centreguide.channels.website.sessions import LIFETIME, Session, Sessions
from centreguide.channels.website.settings import Settings
from centreguide.channels.website.transcript import RATING, TITLE, history, replies
from centreguide.errors import ServerError
from centreguide.metrics import REFUSED
from centreguide.release.content import live
from centreguide.request_id import request_id

logger = logging.getLogger(__name__)

CONTRACT = files(__package__) / "openapi.yml"
FAILED = "Something went wrong: please try again."
NOT_READY = "The bot isn't ready: please try again in a minute."
NO_SESSION = "This conversation has ended or expired: please start a new one."
NOT_ALLOWED = "This site may not use the chat."
TOO_MANY = "There were too many messages: please wait a moment."
NOT_OFFERED = "That wasn't offered in this conversation."

Erase = Callable[[str], Awaitable[Any]]
Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class WebsiteChannel(InputChannel):
    """Answers the widget over plain HTTP; one request, one JSON answer."""

    def __init__(self, settings: Settings, sessions: Sessions, erase: Erase) -> None:
        """Takes what deletes a conversation by its tracker's key."""
        self._settings, self._sessions, self._erase = settings, sessions, erase
        self._rates = Rates()

    @classmethod
    def name(cls) -> str:
        """The channel's place under `/webhooks/`."""
        return "website"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Makes the routes. Messages go through `exchange`, which holds the conversation, and not `on_new_message`."""
        routes = Blueprint("website_channel")
        contract = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
        handlers: dict[tuple[str, str], Handler] = {
            ("POST", "/sessions"): self._start,
            ("POST", "/messages"): self._message,
            ("GET", "/messages"): self._history,
            ("DELETE", "/session"): self._end,
        }
        for (method, path), handler in handlers.items():
            routes.add_route(self._guarded(handler), path, methods=(method,), name=handler.__name__.strip("_"))
        for number, path in enumerate(dict.fromkeys(path for _, path in handlers)):
            routes.add_route(self._guarded(_preflight), path, methods=("OPTIONS",), name=f"preflight_{number}")

        @routes.get("/openapi.json")
        async def describe(request: Request) -> HTTPResponse:
            return response.json(contract)

        return routes

    def _guarded(self, handler: Handler) -> Handler:
        """The handler with the checks before it, and every failure as an answer that the calling page may read."""

        @functools.wraps(handler)
        async def answer(request: Request) -> HTTPResponse:
            if not origins.allows(request, self._settings.origins):
                return origins.refuse(request, _error(NOT_ALLOWED, 403))
            try:
                if request.method != "OPTIONS":
                    # A page is never told why a preflight was refused.
                    self._rates.count(REQUESTS, address(request))
                answered = await handler(request)
            except TooMany as limit:
                REFUSED.labels("limit").inc()
                answered = _error(TOO_MANY, 429, {"Retry-After": str(limit.wait)})
            except BadRequest as fault:
                answered = _error(str(fault), fault.status)
            except Off as off:
                answered = response.json({"error": str(off), "off": True, "request": request_id.get()}, status=503)
            except Busy as busy:
                answered = _error(str(busy), 503, {"Retry-After": str(busy.wait)})
            except LockError:
                answered = _error(NOT_READY, 503)
            except Exception:
                logger.exception("A request couldn't be answered")
                answered = _error(FAILED, 500)
            return origins.share(request, answered)

        return answer

    async def _start(self, request: Request) -> HTTPResponse:
        self._rates.count(STARTS, address(request))
        return response.json({"token": self._sessions.start(), "expires_in": LIFETIME, **_off()}, status=201)

    async def _message(self, request: Request) -> HTTPResponse:
        session = self._session(request)
        sent, agent = read(request.body), _agent(request)
        typed = clean(sent.text or "")
        await self._limit(session, typed, agent)

        def make(tracker: DialogueStateTracker | None) -> UserMessage:
            if not self._sessions.is_open(session):
                # It was ended while the message waited for its turn.
                raise BadRequest(NO_SESSION, 401)
            return _user_message(sent, session, agent, tracker)

        said = await exchange(agent, session.conversation, sent.id, make, typed, address(request))
        if not said:
            logger.error("A message got no reply: an action failed, or no rule says what to do")
            return _error(FAILED, 500)
        return response.json({"replies": replies(said, sent.id)})

    async def _limit(self, session: Session, typed: str, agent: Agent) -> None:
        """Counts the message. Whoever is in danger isn't told to wait.

        Raises:
            TooMany: The visitor has written too much in this minute.
        """
        try:
            self._rates.count(MESSAGES, session.key)
        except TooMany:
            if not typed or await alarm(typed, session.conversation, agent) is None:
                raise

    async def _history(self, request: Request) -> HTTPResponse:
        session = self._session(request)
        tracker = await _agent(request).tracker_store.retrieve_full_tracker(session.conversation)
        return response.json({"messages": history(tracker.events if tracker else ()), **_off()})

    async def _end(self, request: Request) -> HTTPResponse:
        session, agent = self._session(request), _agent(request)
        async with agent.lock_store.lock(session.conversation):
            try:
                await self._erase(session.conversation)
                await asyncio.to_thread(self._sessions.end, session)
            except (sqlite3.Error, ServerError):
                logger.error("A conversation couldn't be deleted")
                return _error(FAILED, 503)
        return response.empty()

    def _session(self, request: Request) -> Session:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        session = self._sessions.recognised(token.strip()) if kind.lower() == "bearer" else None
        if session is None:
            raise BadRequest(NO_SESSION, 401)
        return session


async def _preflight(request: Request) -> HTTPResponse:
    return response.empty()


def _off() -> dict[str, str]:
    """The trust's message as a field of an answer, while the bot is switched off."""
    return {} if live.off is None else {"off": live.off}


def _agent(request: Request) -> Agent:
    agent = request.app.ctx.agent
    if not agent.is_ready():
        raise BadRequest(NOT_READY, 503)
    return agent


def _user_message(sent: Sent, session: Session, agent: Agent, tracker: DialogueStateTracker | None) -> UserMessage:
    """Rasa's message for what was sent. Typed text is never a payload; a button is one that the bot offered.

    Raises:
        BadRequest: 409, the button or the reply isn't of this conversation.
    """
    metadata: dict[str, Any] = {}
    if sent.text is not None:
        text = clean(sent.text)
        parsed = None if text else not_understood()
    elif sent.rating is not None:
        known = history(tracker.events if tracker else ())
        if not any(one["from"] == "bot" and one["id"] == sent.rating.reply for one in known):
            raise BadRequest(NOT_OFFERED, 409)
        text = "/feedback_good" if sent.rating.helpful else "/feedback_bad"
        if (parsed := parse_payload(text, agent.domain)) is None:
            raise BadRequest(NOT_OFFERED, 409)
        metadata[RATING] = asdict(sent.rating)
    else:
        button = next((one for one in offered(tracker) if button_id(one["payload"]) == sent.button), None)
        if button is None or (parsed := parse_payload(button["payload"], agent.domain)) is None:
            raise BadRequest(NOT_OFFERED, 409)
        text, metadata[TITLE] = button["payload"], button["title"]
    return UserMessage(
        text,
        Replies(),
        session.conversation,
        parsed,
        input_channel=WebsiteChannel.name(),
        message_id=sent.id,
        metadata=metadata,
    )


def _error(sentence: str, status: int, headers: dict[str, str] | None = None) -> HTTPResponse:
    return response.json({"error": sentence, "request": request_id.get()}, status=status, headers=headers)
