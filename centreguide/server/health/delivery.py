"""Whether replies to messaging channels are on their way, and somebody carries them."""

import asyncio
import sqlite3
import time

from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.postman import Postman
from centreguide.server.health.readiness import State

LONGEST_ROUND = 120.0
"""Seconds that a round of the postman may take: it looks every half a minute at least."""

OLDEST = 60 * 60.0
"""Seconds that a reply may wait: platforms are away for a while now and then, and are tried every five minutes."""


class PostmanCheck:
    """Whether the postman goes his rounds."""

    def __init__(self, postman: Postman) -> None:
        self._postman = postman

    async def __call__(self) -> State:
        """Looks when the last round ended."""
        ago = time.monotonic() - self._postman.beat
        return State(ago <= LONGEST_ROUND, f"the last round ended {ago:.0f} seconds ago")


class OutboxCheck:
    """Whether the oldest reply that waits has waited for too long."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox

    async def __call__(self) -> State:
        """Counts, in a thread."""
        try:
            waiting, oldest = await asyncio.to_thread(self._outbox.waiting)
        except sqlite3.Error as error:
            return State(False, f"it can't be read: {error}")
        told = f"waiting: {waiting}, the oldest for {oldest:.0f} seconds" if waiting else "nothing waits"
        return State(oldest <= OLDEST, told)
