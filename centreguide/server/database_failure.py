"""What happens when the conversation database fails: visitors still get answers, without memory."""

import logging

from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)


class NoMemory(TrackerStore):
    """Keeps nothing. Rasa's own substitute keeps every conversation in memory, for ever."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Forgets the tracker."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Knows no conversation."""
        return None


class FailSafeConversations(FailSafeTrackerStore):
    """A tracker store that answers on when the one inside it fails."""

    def __init__(self, store: TrackerStore) -> None:
        super().__init__(store, self._failed, NoMemory(store.domain))

    def _failed(self, error: Exception) -> None:
        logger.error("The conversation database failed, so replies have no memory: %s", type(error).__name__)
