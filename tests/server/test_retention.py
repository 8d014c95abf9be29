import asyncio
import sqlite3
import time
from pathlib import Path

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.errors import ServerError
from centreguide.server.conversations import ConversationStore
from centreguide.server.retention import KEEP, delete_expired, erase_conversation, keep_deleting

HOUR = 3600


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(tmp_path / "conversations.db")


def say(store: ConversationStore, sender: str, text: str, ago: float = 0) -> None:
    async def save() -> None:
        tracker = await store.get_or_create_tracker(sender)
        tracker.update(UserUttered(text, {"name": "ask_where"}, timestamp=time.time() - ago))
        await store.save(tracker)

    asyncio.run(save())


def heard(store: ConversationStore, sender: str) -> list[str | None]:
    tracker: DialogueStateTracker | None = asyncio.run(store.retrieve(sender))
    return [event.text for event in tracker.events if isinstance(event, UserUttered)] if tracker else []


def age(store: ConversationStore, sender: str, hours: float) -> None:
    with sqlite3.connect(store.database) as connection:
        connection.execute("UPDATE events SET timestamp = timestamp - ? WHERE sender_id = ?", (hours * HOUR, sender))


def on_disk(store: ConversationStore, word: str) -> list[str]:
    return [file.name for file in store.database.parent.iterdir() if word.encode() in file.read_bytes()]


def test_a_conversation_is_deleted_a_day_after_its_last_message(store: ConversationStore) -> None:
    for sender, hours in (("old", 24.1), ("young", 23.9)):
        say(store, sender, f"words of {sender}")
        age(store, sender, hours)
    assert delete_expired(store.database) > 0
    assert heard(store, "old") == []
    assert heard(store, "young") == ["words of young"]


def test_a_new_message_keeps_an_old_conversation(store: ConversationStore) -> None:
    say(store, "a", "first")
    age(store, "a", 48)
    say(store, "a", "second")
    assert delete_expired(store.database) == 0
    assert heard(store, "a") == ["first", "second"]


def test_erasing_takes_one_conversation_and_says_how_much(store: ConversationStore) -> None:
    say(store, "rest-a", "mine")
    say(store, "rest-b", "theirs")
    assert erase_conversation(store.database, "rest-a") == 2
    assert erase_conversation(store.database, "rest-a") == 0
    assert (heard(store, "rest-a"), heard(store, "rest-b")) == ([], ["theirs"])


def test_deleted_words_are_gone_from_the_disk(store: ConversationStore) -> None:
    for number in range(50):
        say(store, f"rest-{number}", f"canary{number} sings")
    assert on_disk(store, "canary7 ")
    erase_conversation(store.database, "rest-7")
    assert on_disk(store, "canary7 ") == []
    for number in range(50):
        age(store, f"rest-{number}", 25)
    delete_expired(store.database)
    assert on_disk(store, "canary") == []
    assert on_disk(store, "rest-1") == []


def test_the_server_deletes_at_once_and_then_at_intervals(store: ConversationStore) -> None:
    async def run() -> None:
        deleting = asyncio.create_task(keep_deleting(store.database, interval=0.05))
        for _ in range(2):
            tracker = await store.get_or_create_tracker("a")
            tracker.update(UserUttered("words", timestamp=time.time() - KEEP - 1))
            for event in tracker.events:
                event.timestamp = time.time() - KEEP - 1
            await store.save(tracker)
            age(store, "a", 25)
            await asyncio.sleep(0.3)
            assert await store.retrieve("a") is None
        deleting.cancel()

    asyncio.run(run())


def test_the_server_goes_on_when_deleting_fails(store: ConversationStore, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        deleting = asyncio.create_task(keep_deleting(Path("no such file"), interval=0.01))
        await asyncio.sleep(0.1)
        assert not deleting.done()
        deleting.cancel()

    asyncio.run(run())
    assert "weren't deleted" in caplog.text


def test_a_database_without_conversations_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert erase_conversation(tmp_path / "empty.db", "a") == 0


def test_no_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="There is no conversation database at"):
        erase_conversation(tmp_path / "none.db", "a")


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_text("this is no database at all" * 100)
    with pytest.raises(ServerError, match="can't be used"):
        delete_expired(tmp_path / "bad.db")
