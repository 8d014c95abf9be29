import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest
from rasa.core.tracker_store import check_if_tracker_store_async
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from sqlalchemy.exc import OperationalError

from centreguide.errors import ServerError
from centreguide.server.conversations import LAST_EVENTS, ConversationStore

DOMAIN = Domain.from_yaml(
    """
    version: "3.1"
    intents: [ask_where]
    slots: {subject: {type: text, influence_conversation: false, mappings: [{type: custom}]}}
    """
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "conversations.db"


@pytest.fixture
def store(database: Path) -> ConversationStore:
    return ConversationStore(database, DOMAIN)


def pragma(database: Path, name: str) -> object:
    with sqlite3.connect(database) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


async def say(store: ConversationStore, sender: str, text: str) -> None:
    tracker = await store.get_or_create_tracker(sender)
    tracker.update(UserUttered(text, {"name": "ask_where", "confidence": 1.0}))
    tracker.update(SlotSet("subject", text))
    await store.save(tracker)


def test_a_conversation_survives_a_restart(store: ConversationStore, database: Path) -> None:
    asyncio.run(say(store, "a", "eyes"))
    asyncio.run(say(store, "a", "ears"))
    store.close()
    tracker = asyncio.run(ConversationStore(database, DOMAIN).retrieve("a"))
    assert tracker is not None
    assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == ["eyes", "ears"]
    assert tracker.get_slot("subject") == "ears"


def test_events_are_stored_once_across_sessions(store: ConversationStore) -> None:
    async def sessions() -> None:
        for text in ("first", "second"):
            tracker = await store.get_or_create_tracker("a", append_action_listen=False)
            tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], DOMAIN)
            await store.save(tracker)
            await say(store, "a", text)
        full = await store.retrieve_full_tracker("a")
        latest = await store.retrieve("a")
        assert full is not None
        assert latest is not None
        assert [e.text for e in full.events if isinstance(e, UserUttered)] == ["first", "second"]
        assert [e.text for e in latest.events if isinstance(e, UserUttered)] == ["second"]

    asyncio.run(sessions())


def test_of_a_long_conversation_the_last_turns_are_read_and_all_is_stored(
    store: ConversationStore, database: Path
) -> None:
    async def talk() -> None:
        for number in range(LAST_EVENTS):
            tracker = await store.get_or_create_tracker("a")
            tracker.update(UserUttered(str(number), {"name": "ask_where", "confidence": 1.0}))
            tracker.update(SlotSet("subject", str(number)))
            tracker.update(ActionExecuted("action_listen"))
            await store.save(tracker)
        tracker = await store.retrieve("a")
        assert tracker is not None
        said = [event.text for event in tracker.events if isinstance(event, UserUttered)]
        assert said == [str(number) for number in range(LAST_EVENTS - len(said), LAST_EVENTS)]
        assert len(tracker.events) <= LAST_EVENTS
        assert isinstance(tracker.events[0], ActionExecuted)
        assert tracker.get_slot("subject") == str(LAST_EVENTS - 1)

    asyncio.run(talk())
    with sqlite3.connect(database) as connection:
        stored = connection.execute("SELECT count(*) FROM events WHERE type_name = 'user'").fetchone()
    assert stored == (LAST_EVENTS,)


def test_a_message_reads_its_conversation_once(store: ConversationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    async def talk() -> tuple[int, int]:
        await say(store, "a", "eyes")
        await say(store, "b", "feet")
        reads: list[str] = []
        read = store._read
        monkeypatch.setattr(store, "_read", lambda sender: reads.append(sender) or read(sender))
        full = await store.retrieve_full_tracker("a")
        latest = await store.get_or_create_tracker("a")
        assert full is latest
        assert reads == ["a"]
        assert (await store.get_or_create_tracker("a")) is not latest
        await store.retrieve_full_tracker("a")
        other = await store.get_or_create_tracker("b")
        assert other.sender_id == "b"
        return len(reads), len(other.events)

    assert asyncio.run(talk())[0] == 4


def test_a_locked_database_holds_up_no_one_else(store: ConversationStore, database: Path) -> None:
    async def race() -> list[str]:
        done: list[str] = []

        async def save() -> None:
            with pytest.raises(OperationalError):
                await say(store, "a", "eyes")
            done.append("saved")

        async def other() -> None:
            await asyncio.sleep(0.05)
            done.append("other")

        await asyncio.gather(save(), other())
        return done

    with sqlite3.connect(database) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert asyncio.run(race()) == ["other", "saved"]


def test_it_has_rasas_async_methods(store: ConversationStore) -> None:
    assert check_if_tracker_store_async(store)


def test_the_database_is_tuned_and_private(store: ConversationStore, database: Path) -> None:
    asyncio.run(say(store, "a", "eyes"))
    assert pragma(database, "journal_mode") == "wal"
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 1000


def test_erasing_leaves_nothing(store: ConversationStore) -> None:
    asyncio.run(say(store, "a", "eyes"))
    assert asyncio.run(store.erase("a")) == 3
    assert asyncio.run(store.retrieve("a")) is None


def test_what_is_erased_while_a_message_is_handled_does_not_come_back(store: ConversationStore) -> None:
    async def race() -> None:
        await say(store, "a", "eyes")
        tracker = await store.get_or_create_tracker("a")
        await store.erase("a")
        tracker.update(UserUttered("ears", {"name": "ask_where", "confidence": 1.0}))
        await store.save(tracker)
        after = await store.retrieve("a")
        assert after is not None
        assert [event.text for event in after.events if isinstance(event, UserUttered)] == ["ears"]

    asyncio.run(race())


def test_a_damaged_event_is_an_error_and_not_the_end_of_the_process(store: ConversationStore, database: Path) -> None:
    asyncio.run(say(store, "a", "eyes"))
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE events SET data = 'no json'")
    with pytest.raises(ValueError, match="Expecting value"):
        asyncio.run(store.retrieve("a"))


def test_a_database_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="can't be opened: Is a directory"):
        ConversationStore(tmp_path)
    (tmp_path / "bad.db").write_text("this is no database at all" * 100)
    with pytest.raises(ServerError, match="it is no database"):
        ConversationStore(tmp_path / "bad.db")
