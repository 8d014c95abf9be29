"""Replies on their way out: kept until the platform has taken them, through restarts, in order for each visitor."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from centreguide.channels.messaging.platform import Part

KEEP = 24 * 60 * 60
"""Seconds after which a reply that couldn't be delivered is given up, with its address."""

_PATIENCE = 5
_TABLES = """
CREATE TABLE IF NOT EXISTS outbox (
    place INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, conversation TEXT NOT NULL, address BLOB NOT NULL,
    parts TEXT NOT NULL, sending INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL,
    made REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS outbox_taken (message TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS outbox_rest (conversation TEXT PRIMARY KEY, parts TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS outbox_stopped (conversation TEXT PRIMARY KEY);
"""
_HEADS = """
SELECT * FROM outbox WHERE place IN (SELECT min(place) FROM outbox GROUP BY conversation) ORDER BY place
"""


@dataclass(frozen=True)
class Outgoing:
    """The first reply that waits for a visitor; `sending` if a crash may have come between sending and noting it."""

    place: int
    channel: str
    conversation: str
    address: bytes
    parts: tuple[Part, ...]
    sending: bool
    tries: int
    due: float


class Outbox:
    """Safe to use from several threads. Addresses come and stay encrypted; words here are the bot's own."""

    def __init__(self, database: Path) -> None:
        """Opens the tables in `database`; makes them if there are none."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(database, timeout=_PATIENCE, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing():
            for statement in _TABLES.split(";"):
                self._connection.execute(statement)

    def put(
        self,
        message: str,
        channel: str,
        conversation: str,
        address: bytes,
        parts: Sequence[Part],
        rest: Sequence[Part] = (),
    ) -> bool:
        """Takes the reply to a message, once.

        Args:
            message: The message's key; a second reply to it isn't taken.
            channel: The channel's name.
            conversation: The tracker's key; a visitor's replies go out in the order of `put`.
            address: Where to, sealed.
            parts: What to send.
            rest: What to send when the visitor asks for more.

        Returns:
            Whether it was taken.
        """
        now = time.time()
        with self._writing() as connection:
            new = connection.execute("INSERT OR IGNORE INTO outbox_taken VALUES (?, ?)", (message, now)).rowcount
            if not new:
                return False
            if parts:
                row = (channel, conversation, address, json.dumps(list(parts)), now, now)
                connection.execute(
                    "INSERT INTO outbox (channel, conversation, address, parts, due, made) VALUES (?, ?, ?, ?, ?, ?)",
                    row,
                )
            connection.execute("DELETE FROM outbox_rest WHERE conversation = ?", (conversation,))
            if rest:
                kept = (conversation, json.dumps(list(rest)), now)
                connection.execute("INSERT INTO outbox_rest VALUES (?, ?, ?)", kept)
            return True

    def is_taken(self, message: str) -> bool:
        """Whether a reply to this message was taken before."""
        with self._lock:
            query = "SELECT 1 FROM outbox_taken WHERE message = ?"
            return self._connection.execute(query, (message,)).fetchone() is not None

    def rest(self, conversation: str) -> list[Part]:
        """What the visitor hasn't seen yet of the last reply."""
        with self._lock:
            query = "SELECT parts FROM outbox_rest WHERE conversation = ?"
            row = self._connection.execute(query, (conversation,)).fetchone()
        return list(json.loads(row["parts"])) if row else []

    def heads(self) -> list[Outgoing]:
        """The first waiting reply of each visitor, the oldest first."""
        with self._lock:
            rows = self._connection.execute(_HEADS).fetchall()
        return [
            Outgoing(
                row["place"],
                row["channel"],
                row["conversation"],
                row["address"],
                tuple(json.loads(row["parts"])),
                bool(row["sending"]),
                row["tries"],
                row["due"],
            )
            for row in rows
        ]

    def sending(self, place: int) -> None:
        """Notes that the first part is about to be sent."""
        self._run("UPDATE outbox SET sending = 1 WHERE place = ?", (place,))

    def sent(self, place: int, left: Sequence[Part]) -> None:
        """Notes that a part was taken; with nothing left the reply and its address are deleted."""
        if left:
            update = "UPDATE outbox SET parts = ?, sending = 0, tries = 0 WHERE place = ?"
            self._run(update, (json.dumps(list(left)), place))
        else:
            self._run("DELETE FROM outbox WHERE place = ?", (place,))

    def later(self, place: int, wait: float) -> None:
        """Notes that a part wasn't taken, to try again after `wait` seconds."""
        update = "UPDATE outbox SET sending = 0, tries = tries + 1, due = ? WHERE place = ?"
        self._run(update, (time.time() + wait, place))

    def waiting(self) -> tuple[int, float]:
        """How many replies wait, and for how many seconds the oldest has."""
        with self._lock:
            count, made = self._connection.execute("SELECT count(*), min(made) FROM outbox").fetchone()
        return count, max(0.0, time.time() - made) if count else 0.0

    def drop(self, place: int) -> None:
        """Gives a reply up."""
        self._run("DELETE FROM outbox WHERE place = ?", (place,))

    def expire(self, keep: float = KEEP) -> int:
        """Deletes what is older than `keep` seconds; how many replies were given up."""
        before = time.time() - keep
        with self._writing() as connection:
            connection.execute("DELETE FROM outbox_taken WHERE at < ?", (before,))
            connection.execute("DELETE FROM outbox_rest WHERE at < ?", (before,))
            return connection.execute("DELETE FROM outbox WHERE made < ?", (before,)).rowcount

    def stop(self, conversation: str) -> None:
        """Notes that this visitor wants no messages; it is kept until they do."""
        self._run("INSERT OR IGNORE INTO outbox_stopped VALUES (?)", (conversation,))

    def start(self, conversation: str) -> None:
        """Notes that this visitor wants messages again."""
        self._run("DELETE FROM outbox_stopped WHERE conversation = ?", (conversation,))

    def is_stopped(self, conversation: str) -> bool:
        """Whether this visitor wants no messages."""
        with self._lock:
            query = "SELECT 1 FROM outbox_stopped WHERE conversation = ?"
            return self._connection.execute(query, (conversation,)).fetchone() is not None

    def close(self) -> None:
        """Closes the connection."""
        with self._lock:
            self._connection.close()

    def _run(self, statement: str, values: Sequence[object]) -> None:
        with self._writing() as connection:
            connection.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._connection:
            yield self._connection
