import asyncio
from pathlib import Path

import pytest
from rasa.shared.core.events import UserUttered

from centreguide.server.conversations import ConversationStore
from centreguide.server.database_failure import FailSafeConversations


async def say(store: FailSafeConversations, text: str) -> int:
    tracker = await store.get_or_create_tracker("a")
    tracker.update(UserUttered(text))
    await store.save(tracker)
    return len(tracker.events)


def test_a_failing_database_costs_the_memory_and_not_the_reply(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
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
