"""The outbox's own thread: its calls wait there for the database, and nobody else waits with them."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from centreguide.channels.messaging.outbox import Outbox

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Desk:
    """Runs one call after another, each for as long as its caller has patience."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")

    async def do(
        self,
        patience: float,
        call: Callable[Concatenate[Outbox, _Arguments], _Result],
        *arguments: _Arguments.args,
        **named: _Arguments.kwargs,
    ) -> _Result:
        """Has the outbox do something within `patience` seconds, such as `do(5, Outbox.drop, place)`.

        Raises:
            sqlite3.Error: It couldn't, and hasn't.
        """
        until = time.monotonic() + patience

        def run() -> _Result:
            self.outbox.wait_for(until - time.monotonic())
            return call(self.outbox, *arguments, **named)

        job = self._thread.submit(run)
        result = asyncio.wrap_future(job)
        done, _ = await asyncio.wait({result}, timeout=patience)
        if not done and job.cancel():
            raise sqlite3.OperationalError("the outbox is held up")
        # A call that has begun ends now, by itself, one way or the other: only so its caller knows which.
        return await result

    def close(self) -> None:
        """Waits for what was asked for, and closes the outbox."""
        self._thread.shutdown()
        self.outbox.close()
