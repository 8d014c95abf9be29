"""Keeps conversations in SQLite, where they survive a restart and leave nothing behind when they are deleted."""

import asyncio
import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import QueuePool

from centreguide.errors import ServerError
from centreguide.server.retention import PATIENCE, erase_conversation

PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY")


class ConversationStore(SQLTrackerStore):
    """Rasa's SQL tracker store, tuned for SQLite: one connection that stays open, and no sync at each commit.

    It serves one process, whose lock store sees to it that a conversation has one tracker at a time.
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

    async def _retrieve(self, sender_id: str, fetch_events_from_all_sessions: bool) -> DialogueStateTracker | None:
        tracker = await super()._retrieve(sender_id, fetch_events_from_all_sessions)
        if tracker is not None:
            tracker.events_when_retrieved = len(tracker.events)
        return tracker

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Any]:
        """The events to store: those after retrieval, so that nothing comes back that was deleted meanwhile."""
        stored = getattr(tracker, "events_when_retrieved", None)
        tracker.events_when_retrieved = len(tracker.events)
        if stored is None:
            stored = self._event_query(session, tracker.sender_id, fetch_events_from_all_sessions=False).count()
        return itertools.islice(tracker.events, stored, None)


def _engine(database: Path) -> Any:
    engine = sqlalchemy.create_engine(
        f"sqlite:///{database}",
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": PATIENCE},
        hide_parameters=True,
    )
    sqlalchemy.event.listen(engine, "connect", _tune)
    return engine


def _tune(connection: Any, _: Any) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
