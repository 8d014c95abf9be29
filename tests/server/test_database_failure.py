import asyncio
from pathlib import Path

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.server import database_failure
from centreguide.server.conversations import ConversationStore
from centreguide.server.database_failure import FailSafeConversations


async def say(store: FailSafeConversations, text: str) -> int:
    tracker = await store.get_or_create_tracker("a")
    tracker.update(UserUttered(text))
    await store.save(tracker)
    return len(tracker.events)


def test_a_failing_database_costs_the_memory_and_not_the_reply(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_failure, "RETRY", 0.0)
    inner = ConversationStore(tmp_path / "conversations.db")
    store = FailSafeConversations(inner)
    assert [asyncio.run(say(store, "canary")) for _ in range(2)] == [2, 3]
    with inner.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO gone")
    assert [asyncio.run(say(store, "canary")) for _ in range(2)] == [2, 2]
    assert "replies have no memory" in caplog.text
    assert "canary" not in caplog.text
    with inner.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO events")
    assert asyncio.run(say(store, "canary")) == 4


class Failing(TrackerStore):
    """Fails each time, and counts how often it was tried."""

    def __init__(self) -> None:
        super().__init__(Domain.empty())
        self.tries = 0

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        self.tries += 1
        raise OSError("locked")

    async def save(self, tracker: DialogueStateTracker) -> None:
        self.tries += 1
        raise OSError("locked")


def test_a_database_that_just_failed_holds_up_no_one_else() -> None:
    inner = Failing()
    store = FailSafeConversations(inner)

    async def many() -> None:
        for _ in range(20):
            assert await say(store, "canary") == 2

    asyncio.run(many())
    assert inner.tries == 1
