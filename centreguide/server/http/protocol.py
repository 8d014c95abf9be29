"""One connection: uvicorn's protocol with strict framing, with deadlines, and within the cap."""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from centreguide.metrics import REFUSED
from centreguide.request_id import new
from centreguide.server.http.connections import Connections
from centreguide.server.http.deadlines import Deadlines
from centreguide.server.http.errors import on_the_wire
from centreguide.server.http.framing import StrictConnection


class Front(H11Protocol):
    """It waits for the client until a request is whole; then the client waits for it."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        deadlines: Deadlines,
        connections: Connections,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn: StrictConnection = StrictConnection()
        self._deadlines, self._cap = deadlines, connections
        self._deadline: asyncio.TimerHandle | None = None
        self._reading: asyncio.TimerHandle | None = None
        self._idle = self._refused = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request, if there is room."""
        super().connection_made(transport)
        if self._cap.admit(self):
            self._wait(self._deadlines.head, self._late)
        else:
            self._refuse(503, "connections")
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forgets it."""
        super().connection_lost(exc)
        self._cap.forget(self)
        for timer in (self._deadline, self._reading):
            if timer:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Takes what came; the first byte after a response begins the next request."""
        if self._refused:
            return
        if self._idle:
            self._begin()
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        """Waits for the next request, or for the client to take what was written."""
        self._idle = True
        self._cap.wait(self)
        self._wait(self._deadlines.idle, self.transport.abort)
        super().on_response_complete()
        if not self.transport.is_closing():
            if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
                self._begin()
            self._look()

    def pause_writing(self) -> None:
        """The client doesn't read."""
        super().pause_writing()
        self._reading = self.loop.call_later(self._deadlines.reading, self.transport.abort)

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        if self._reading:
            self._reading.cancel()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no request; uvicorn calls it."""
        status = self.conn.refused_with
        self._refuse(status, "limit" if status == 431 else "framing")

    def shutdown(self) -> None:
        """Answers the request that is whole, and closes; uvicorn calls it when the server is to stop."""
        if self._idle or self._refused or self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self.transport.close()
        else:
            self.cycle.keep_alive = False

    def make_room(self) -> None:
        """Closes at once, for another connection."""
        REFUSED.labels("connections").inc()
        self.transport.abort()

    def _begin(self) -> None:
        self._idle = False
        self._cap.wait(self)
        self._wait(self._deadlines.head, self._late)

    def _look(self) -> None:
        """Ends the head's deadline once it is there (the body has the gateway's), and the waiting after the body."""
        if self._refused or self.conn.their_state is h11.IDLE:
            return
        self._idle = False
        if self._deadline:
            self._deadline.cancel()
        if self.conn.their_state is not h11.SEND_BODY:
            self._cap.work(self)

    def _late(self) -> None:
        """A connection that never said anything is closed silently: browsers open some to have them ready."""
        if self.conn.trailing_data[0]:
            self._refuse(408, "slow")
        else:
            self.transport.abort()

    def _refuse(self, status: int, reason: str) -> None:
        """Says why, and reads on for a moment: closed at once, the answer would be lost with what is still sent."""
        REFUSED.labels(reason).inc()
        self._refused = True
        if self.cycle and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self.transport.write(on_the_wire(status, new()))
            self.transport.write_eof()
        self._cap.wait(self)
        self._wait(self._deadlines.lingering, self.transport.abort)

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, then)
