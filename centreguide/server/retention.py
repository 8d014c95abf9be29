"""Deletes conversations: 24 hours after their last message, or at once. It needs no Rasa, so that the CLI is quick."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from centreguide.errors import ServerError

logger = logging.getLogger(__name__)

KEEP = 24 * 60 * 60
"""How long a conversation is kept after its last message, in seconds."""

INTERVAL = 60
"""How often the server looks for conversations to delete, in seconds."""

PATIENCE = 5
"""How long to wait for another user of the database, in seconds."""

DELETE_ONE = "DELETE FROM events WHERE sender_id = ?"
DELETE_EXPIRED = (
    "DELETE FROM events WHERE sender_id IN (SELECT sender_id FROM events GROUP BY sender_id HAVING max(timestamp) < ?)"
)


def erase_conversation(database: Path, sender_id: str) -> int:
    """Deletes one conversation now, from the database and from its write-ahead log.

    Args:
        database: The SQLite file.
        sender_id: The tracker's key: the channel and the sender, as in `rest-a`.

    Returns:
        How many events were deleted; 0 if there is no such conversation.

    Raises:
        ServerError: There is no such database, or it can't be used now.
    """
    return _delete(database, DELETE_ONE, sender_id)


def delete_expired(database: Path, keep: float = KEEP) -> int:
    """Deletes every conversation whose last message is older than `keep` seconds.

    Returns:
        How many events were deleted.

    Raises:
        ServerError: There is no such database, or it can't be used now.
    """
    return _delete(database, DELETE_EXPIRED, time.time() - keep)


async def keep_deleting(database: Path, interval: float = INTERVAL) -> None:
    """Deletes expired conversations now and every `interval` seconds, until it is cancelled."""
    while True:
        try:
            deleted = await asyncio.to_thread(delete_expired, database)
        except ServerError as error:
            logger.error("Old conversations weren't deleted; trying again in %s seconds. %s", interval, error)
        else:
            if deleted:
                logger.info("Deleted %d events of conversations that ended %d hours ago", deleted, KEEP // 3600)
        await asyncio.sleep(interval)


def _delete(database: Path, statement: str, value: str | float) -> int:
    if not database.is_file():
        raise ServerError(f"There is no conversation database at {database}.")
    try:
        with _connection(database) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
                return 0
            deleted = connection.execute(statement, (value,)).rowcount
            connection.commit()
            _empty_log(connection)
            return deleted
    except sqlite3.Error as error:
        raise ServerError(f"The conversation database {database} can't be used: {error}.") from error


@contextmanager
def _connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, timeout=PATIENCE)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        yield connection


def _empty_log(connection: sqlite3.Connection) -> None:
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        logger.warning("The database's write-ahead log is in use: deleted text leaves it at the next deletion")
