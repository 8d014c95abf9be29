"""Whether replies to messaging channels are on their way, and somebody carries them."""

import asyncio
import sqlite3
import time
from collections.abc import Callable

from centreguide.server.health.readiness import State

LONGEST_ROUND = 120.0
"""Seconds that a round of the postman may take: it looks every half a minute at least."""

OLDEST = 60 * 60.0
"""Seconds that a reply may wait: platforms are away for a while now and then, and are tried every five minutes."""


class PostmanCheck:
    """Whether the postman goes his rounds."""

    def __init__(self, beat: Callable[[], float]) -> None:
        """Takes what tells when the last round ended, by the monotonic clock."""
        self._beat = beat

    async def __call__(self) -> State:
        """Looks when the last round ended."""
        ago = time.monotonic() - self._beat()
        return State(ago <= LONGEST_ROUND, f"the last round ended {ago:.0f} seconds ago")


class OutboxCheck:
    """Whether the oldest reply that waits has waited for too long."""

    def __init__(self, waiting: Callable[[], tuple[int, float]]) -> None:
        """Takes what counts the replies that wait, and gives the age of the oldest in seconds."""
        self._waiting = waiting

    async def __call__(self) -> State:
        """Counts, in a thread."""
        try:
            waiting, oldest = await asyncio.to_thread(self._waiting)
        except sqlite3.Error as error:
            return State(False, f"it can't be read: {error}")
        told = f"waiting: {waiting}, the oldest for {oldest:.0f} seconds" if waiting else "nothing waits"
        return State(oldest <= OLDEST, told)
