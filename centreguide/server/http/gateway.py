"""Between uvicorn and Sanic: gives each request its id, its body and its deadline, and each response its length."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from sanic import Sanic

from centreguide.metrics import REFUSED
from centreguide.request_id import HEADER, new, request_id
from centreguide.server.http import body
from centreguide.server.http.deadlines import Deadlines
from centreguide.server.http.errors import Refused, refusal

WITHOUT_BODY = (204, 304)
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_NAME = HEADER.lower().encode()

Scope = dict[str, Any]
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


class Gateway:
    """The ASGI application that uvicorn calls. It makes good what Sanic 21.12 does with its own server only."""

    def __init__(self, app: Sanic, deadlines: Deadlines, *, behind_proxies: bool) -> None:
        """Behind the trust's own proxies, an id that they have given is kept."""
        self._app, self._deadlines, self._trusting = app, deadlines, behind_proxies

    async def __call__(self, scope: Scope, receive: body.Receive, send: Send) -> None:
        """Answers a request, or starts and stops the application."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            request_id.set(_identify(scope["headers"]) if self._trusting else new())
            await self._answer(scope, receive, _Response(send))

    async def _live(self, scope: Scope, receive: body.Receive, send: Send) -> None:
        stopped = False

        async def tell(message: Message) -> None:
            nonlocal stopped
            stopped = message["type"] == "lifespan.shutdown.complete"
            await send(message)

        try:
            await self._app(scope, receive, tell)
        except AttributeError:
            # Once its life has ended, Sanic goes on to answer it like a request.
            if not stopped:
                raise

    async def _answer(self, scope: Scope, receive: body.Receive, response: "_Response") -> None:
        try:
            content = await body.read(scope["headers"], receive, self._deadlines.body)
            # As it was sent: Sanic's routes have no encoded characters, and a proxy may have looked for a plain path.
            plain = {**scope, "path": scope["raw_path"].decode("ascii")}
            await asyncio.wait_for(self._app(plain, _whole(content), response.send), self._deadlines.response)
        except body.Gone:
            return
        except Refused as refused:
            REFUSED.labels(refused.reason).inc()
            await response.refuse(refused.status)
            await body.drain(receive, self._deadlines.lingering)
            await response.end()
        except (asyncio.TimeoutError, asyncio.CancelledError):
            # Cancelled when the server stops and has waited long enough.
            if response.started:
                raise
            REFUSED.labels("busy").inc()
            await response.refuse(503)
            await response.end()


class _Response:
    """What is sent back; `started` says whether some of it is."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self.started = False

    async def send(self, message: Message) -> None:
        """Holds the head back until the body is there, whose length Sanic leaves to its server."""
        if message["type"] == "http.response.start":
            self._head = {**message, "headers": list(message["headers"])}
            return
        if self._head:
            head, self._head = self._head, None
            if not message.get("more_body") and head["status"] not in WITHOUT_BODY:
                head["headers"].append((b"content-length", str(len(message["body"])).encode()))
            head["headers"].append((_NAME, request_id.get().encode()))
            self.started = True
            await self._send(head)
        await self._send(message)

    async def refuse(self, status: int) -> None:
        """Sends an error, whole, but leaves the response open."""
        headers, content = refusal(status, request_id.get())
        await self.send({"type": "http.response.start", "status": status, "headers": headers})
        await self.send({"type": "http.response.body", "body": content, "more_body": True})

    async def end(self) -> None:
        """Ends the response and, after an error, the connection."""
        await self.send({"type": "http.response.body", "body": b"", "more_body": False})


def _identify(headers: Iterable[tuple[bytes, bytes]]) -> str:
    given = dict(headers).get(_NAME, b"").decode("latin-1")
    return given if _ID.fullmatch(given) else new()


def _whole(content: bytes) -> body.Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    return receive
