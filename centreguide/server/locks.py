"""One message at a time for each conversation, in the order of arrival, and without a wait between them."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, InMemoryLockStore, LockError


class QueueingLockStore(InMemoryLockStore):
    """Rasa's in-memory lock store, but a waiter is woken when its turn comes; Rasa's looks once a second.

    It serves one process: with more than one, take a lock store that they share.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        """Takes, and ignores, the settings that `endpoints.yml` gives to a lock store."""
        super().__init__()
        self._queues: dict[str, asyncio.Lock] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncGenerator[TicketLock, None]:
        """Holds the conversation for the length of the `async with`.

        Args:
            conversation_id: The tracker's key.
            lock_lifetime: How long to wait for a turn, in seconds.
            wait_time_in_seconds: Ignored.

        Raises:
            LockError: The turn didn't come in time.
        """
        queue = self._queues.setdefault(conversation_id, asyncio.Lock())
        self._users[conversation_id] = self._users.get(conversation_id, 0) + 1
        try:
            await _take(queue, self._users[conversation_id] == 1, lock_lifetime)
            try:
                yield TicketLock(conversation_id)
            finally:
                queue.release()
        finally:
            self._leave(conversation_id)

    def _leave(self, conversation_id: str) -> None:
        self._users[conversation_id] -= 1
        if not self._users[conversation_id]:
            del self._users[conversation_id], self._queues[conversation_id]


async def _take(queue: asyncio.Lock, alone: bool, seconds: float) -> None:
    if alone:
        await queue.acquire()
        return
    try:
        await asyncio.wait_for(queue.acquire(), seconds)
    except asyncio.TimeoutError:
        raise LockError(f"An earlier message of the conversation has taken over {seconds} seconds.") from None
