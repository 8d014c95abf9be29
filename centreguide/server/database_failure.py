"""What happens when the conversation database fails: visitors still get answers, without memory."""

import logging
import time
from collections.abc import Awaitable, Callable

from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

Read = Callable[[str], Awaitable[DialogueStateTracker | None]]

RETRY = 2.0
"""Seconds after a failure until the database is tried again."""


class NoMemory(TrackerStore):
    """Keeps nothing. Rasa's own substitute keeps every conversation in memory, for ever."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forgets the tracker."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Knows no conversation."""
        return None


class FailSafeConversations(FailSafeTrackerStore):
    """A tracker store that answers on when the one inside it fails.

    While it fails, one message in RETRY seconds tries it, and the others don't wait for it.
    """

    def __init__(self, store: TrackerStore) -> None:
        super().__init__(store, self._failed, NoMemory(store.domain))
        self._works = True
        self._next_try = 0.0

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session; None while the store inside fails."""
        return await self._read(self._tracker_store.retrieve, sender_id)

    async def retrieve_full_tracker(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of all sessions; None while the store inside fails."""
        return await self._read(self._tracker_store.retrieve_full_tracker, sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the tracker, or notes that it couldn't."""
        if self._may_try():
            try:
                await self._tracker_store.save(tracker)
            except Exception as error:
                self._failed(error)
            else:
                self._works = True

    async def _read(self, read: Read, sender_id: str) -> DialogueStateTracker | None:
        if not self._may_try():
            return None
        try:
            tracker = await read(sender_id)
        except Exception as error:
            self._failed(error)
            return None
        # Who could read may write.
        self._next_try = 0.0
        return tracker

    def _may_try(self) -> bool:
        if self._works:
            return True
        now = time.monotonic()
        if now < self._next_try:
            return False
        self._next_try = now + RETRY
        return True

    def _failed(self, error: Exception) -> None:
        self._works = False
        self._next_try = time.monotonic() + RETRY
        logger.error("The conversation database failed, so replies have no memory: %s", type(error).__name__)
