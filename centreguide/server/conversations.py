"""Keeps conversations in SQLite, where they survive a restart and leave nothing behind when they are deleted."""

import asyncio
import itertools
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import sqlalchemy
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from centreguide.errors import ServerError
from centreguide.server.retention import erase_conversation

LAST_EVENTS = 150
"""How much of a conversation is read with each message: some twenty turns."""

WAIT = 1
"""How long a message waits for another user of the database, in seconds; it is answered without memory then."""

PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY")


_EVENTS: Any = SQLTrackerStore.SQLEvent.__table__
_LATEST = (
    sqlalchemy.select(_EVENTS.c.data)
    .where(_EVENTS.c.sender_id == sqlalchemy.bindparam("sender_id"))
    .order_by(_EVENTS.c.id.desc())
    .limit(LAST_EVENTS)
)
_INSERT = _EVENTS.insert()

_just_read: ContextVar[DialogueStateTracker | None] = ContextVar("just_read", default=None)
"""The tracker that this task has read of the conversation that it holds."""


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, tuned for SQLite: connections that stay open, no sync at each commit.

    It reads and writes in threads, so that a locked database holds up no one else. It serves one process, whose lock
    store sees to it that a conversation has one tracker at a time.
    """

    def __init__(self, database: Path, domain: Domain | None = None) -> None:
        """Opens the database, or makes it, readable by its owner alone.

        Raises:
            ServerError: It can't be made or opened.
        """
        self.database = database
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
            super().__init__(domain, host=f"sqlite:///{database}")
            self.engine.dispose()
            self.engine: Any = _engine(database)
            self.Base.metadata.create_all(self.engine)
        except (OSError, SQLAlchemyError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is no database, or it is damaged"
            raise ServerError(f"The conversation database {database} can't be opened: {reason}.") from error
        self.sessionmaker = sqlalchemy.orm.sessionmaker(bind=self.engine)

    async def erase(self, sender_id: str) -> int:
        """Deletes one conversation now; see `erase_conversation`."""
        return await asyncio.to_thread(erase_conversation, self.database, sender_id)

    def close(self) -> None:
        """Closes the connections, at which SQLite empties its write-ahead log."""
        self.engine.dispose()

    @contextmanager
    def session_scope(self) -> Iterator[Any]:
        """A session that is closed at the end. Rasa's own ends the process at any ValueError inside."""
        session = self.sessionmaker()
        try:
            yield session
        finally:
            session.close()

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The last turns of all sessions. Rasa, which asks for those of the latest next, gets them without a read."""
        tracker = await super().retrieve_full_tracker(conversation_id)
        _just_read.set(tracker)
        return tracker

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The last turns of the latest session."""
        just = _just_read.get()
        _just_read.set(None)
        if just and just.sender_id == sender_id and not any(_starts_anew(just.events)):
            return just
        return await super().retrieve(sender_id)

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        """The conversation's last turns: older ones stay stored, but aren't read with each message."""
        stored = await asyncio.to_thread(self._read, sender_id)
        events = _whole_turns(list(map(json.loads, stored)))
        if not fetch_events_from_all_sessions:
            events = _latest_session(events)
        if not events:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        tracker.events_when_retrieved = len(tracker.events)
        return tracker

    def _read(self, sender_id: str) -> list[str]:
        with self.engine.connect() as connection:
            rows = connection.execute(_LATEST, {"sender_id": sender_id}).all()
        return [data for (data,) in reversed(rows)]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores what is new: the events after retrieval, so that nothing comes back that was deleted meanwhile."""
        stored = getattr(tracker, "events_when_retrieved", 0)
        rows = [_row(tracker.sender_id, event.as_dict()) for event in itertools.islice(tracker.events, stored, None)]
        if rows:
            await asyncio.to_thread(self._write, rows)
        tracker.events_when_retrieved = stored + len(rows)

    def _write(self, rows: Sequence[dict[str, Any]]) -> None:
        with self.engine.begin() as connection:
            connection.execute(_INSERT, rows)


def _row(sender_id: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": sender_id,
        "type_name": event["event"],
        "timestamp": event.get("timestamp"),
        "intent_name": ((event.get("parse_data") or {}).get("intent") or {}).get("name"),
        "action_name": event.get("name"),
        "data": json.dumps(event),
    }


def _starts_anew(events: Iterable[Event]) -> Iterator[Event]:
    """The sessions that began later than the first event's."""
    said = itertools.dropwhile(lambda event: not isinstance(event, UserUttered), events)
    return (event for event in said if isinstance(event, SessionStarted))


def _whole_turns(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events without those at the beginning that are a part of a turn."""
    if len(events) < LAST_EVENTS:
        return events
    begins = (place for place, event in enumerate(events) if event.get("name") == ACTION_LISTEN_NAME)
    return events[next(begins, 0) :]


def _latest_session(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    starts = [place for place, event in enumerate(events) if event["event"] == SessionStarted.type_name]
    return events[starts[-1] :] if starts else events


def _engine(database: Path) -> Any:
    engine = sqlalchemy.create_engine(
        f"sqlite:///{database}",
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": WAIT},
        hide_parameters=True,
    )
    sqlalchemy.event.listen(engine, "connect", _tune)
    return engine


def _tune(connection: Any, _: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
