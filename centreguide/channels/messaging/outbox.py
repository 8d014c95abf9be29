"""Replies on their way out: kept until the platform has taken them, through restarts, in order for each visitor."""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from centreguide.channels.messaging.platform import Part

KEEP = 24 * 60 * 60
"""Seconds after which a reply that couldn't be delivered is given up, with its address."""

KNOWN = 30 * 24 * 60 * 60
"""Seconds for which a message that was answered is known, so that a copy of its request isn't answered again."""

_PATIENCE = 5.0
_AT_ONCE, _AFTER_OTHERS = 0.0, float("inf")
"""The `due` of a visitor's first reply, and of those that wait for it. Only the first is looked for, by an index."""

_TABLES = """
CREATE TABLE IF NOT EXISTS outbox (
    place INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, conversation TEXT NOT NULL, address BLOB NOT NULL,
    parts TEXT NOT NULL, sending INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL,
    made REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS outbox_by_due ON outbox (channel, due, place);
CREATE INDEX IF NOT EXISTS outbox_by_visitor ON outbox (conversation, place);
CREATE INDEX IF NOT EXISTS outbox_by_age ON outbox (made);
CREATE TABLE IF NOT EXISTS outbox_taken (message TEXT PRIMARY KEY, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS outbox_taken_by_age ON outbox_taken (at);
CREATE TABLE IF NOT EXISTS outbox_rest (conversation TEXT PRIMARY KEY, parts TEXT NOT NULL, at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS outbox_stopped (conversation TEXT PRIMARY KEY);
"""
_FIRSTS = "(SELECT min(place) FROM outbox GROUP BY conversation)"


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


@dataclass(frozen=True)
class Known:
    """What is known when a message comes.

    Attributes:
        taken: Whether it was taken before.
        stopped: Whether the visitor wants no messages.
        rest: What the visitor hasn't seen yet of the last reply.
    """

    taken: bool = False
    stopped: bool = False
    rest: tuple[Part, ...] = ()


class Outbox:
    """Safe to use from several threads. Addresses come and stay encrypted; words here are the bot's own.

    Attributes:
        interrupted: How many replies were being sent when the server last stopped; they may go out twice.
    """

    def __init__(self, database: Path) -> None:
        """Opens the tables in `database`; makes them if there are none."""
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            database, timeout=_PATIENCE, check_same_thread=False, isolation_level="IMMEDIATE"
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA secure_delete = ON")
        with self._writing() as connection:
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            # Replies that waited when the server was an older version all had a time.
            update = f"UPDATE outbox SET due = ? WHERE due < ? AND place NOT IN {_FIRSTS}"  # noqa: S608
            connection.execute(update, (_AFTER_OTHERS, _AFTER_OTHERS))
            _free_firsts(connection)
        found = self._connection.execute("SELECT count(*) FROM outbox WHERE sending").fetchone()
        self.interrupted = int(found[0])

    def wait_for(self, seconds: float) -> None:
        """How long calls wait for a database that another program holds, from now on."""
        self._connection.execute(f"PRAGMA busy_timeout = {max(0, round(seconds * 1_000))}")

    def put(
        self,
        keys: tuple[str, ...],
        channel: str,
        conversation: str,
        address: bytes,
        parts: Sequence[Part],
        rest: Sequence[Part] = (),
    ) -> bool:
        """Takes the reply to a message, once.

        Args:
            keys: What the message is known by; if any of it was taken before, the reply isn't.
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
            rows = [(key, now) for key in keys]
            new = connection.executemany("INSERT OR IGNORE INTO outbox_taken VALUES (?, ?)", rows).rowcount
            if new < len(keys):
                connection.rollback()
                return False
            if parts:
                query = "SELECT 1 FROM outbox WHERE conversation = ? LIMIT 1"
                waits = connection.execute(query, (conversation,)).fetchone()
                due = _AFTER_OTHERS if waits else _AT_ONCE
                connection.execute(
                    "INSERT INTO outbox (channel, conversation, address, parts, due, made) VALUES (?, ?, ?, ?, ?, ?)",
                    (channel, conversation, address, json.dumps(list(parts)), due, now),
                )
            connection.execute("DELETE FROM outbox_rest WHERE conversation = ?", (conversation,))
            if rest:
                kept = (conversation, json.dumps(list(rest)), now)
                connection.execute("INSERT INTO outbox_rest VALUES (?, ?, ?)", kept)
            return True

    def known(self, keys: tuple[str, ...], conversation: str) -> Known:
        """What is known of a message and its visitor."""
        with self._lock:
            run = self._connection.execute
            taken = any(run("SELECT 1 FROM outbox_taken WHERE message = ?", (key,)).fetchone() for key in keys)
            stopped = run("SELECT 1 FROM outbox_stopped WHERE conversation = ?", (conversation,)).fetchone()
            rest = run("SELECT parts FROM outbox_rest WHERE conversation = ?", (conversation,)).fetchone()
        return Known(taken, stopped is not None, tuple(json.loads(rest["parts"])) if rest else ())

    def heads(self, channels: Iterable[str], most: int) -> list[Outgoing]:
        """The first waiting reply of each visitor, what is due first first; `most` for each channel."""
        query = "SELECT * FROM outbox WHERE channel = ? AND due < ? ORDER BY due, place LIMIT ?"
        with self._lock:
            run = self._connection.execute
            rows = [row for channel in channels for row in run(query, (channel, _AFTER_OTHERS, most))]
        return [_outgoing(row) for row in rows]

    def waiting(self) -> tuple[int, float]:
        """How many replies wait, and the age of the oldest in seconds."""
        with self._lock:
            count, oldest = self._connection.execute("SELECT count(*), min(made) FROM outbox").fetchone()
        return count, max(0.0, time.time() - oldest) if count else 0.0

    def sending(self, place: int) -> None:
        """Notes that the first part is about to be sent."""
        self._run("UPDATE outbox SET sending = 1 WHERE place = ?", (place,))

    def sent(self, place: int, left: Sequence[Part]) -> None:
        """Notes that a part was taken; with nothing left the reply and its address are deleted."""
        if left:
            update = "UPDATE outbox SET parts = ?, sending = 0, tries = 0 WHERE place = ?"
            self._run(update, (json.dumps(list(left)), place))
        else:
            self.drop(place)

    def later(self, place: int, wait: float) -> None:
        """Notes that a part wasn't taken, to try again after `wait` seconds."""
        update = "UPDATE outbox SET sending = 0, tries = tries + 1, due = ? WHERE place = ?"
        self._run(update, (time.time() + wait, place))

    def drop(self, place: int) -> None:
        """Takes a reply out: it was delivered, or is given up. The visitor's next one may go."""
        with self._writing() as connection:
            query = "SELECT conversation FROM outbox WHERE place = ?"
            found = connection.execute(query, (place,)).fetchone()
            connection.execute("DELETE FROM outbox WHERE place = ?", (place,))
            if found:
                connection.execute(
                    "UPDATE outbox SET due = ?1 WHERE due = ?2"
                    " AND place = (SELECT min(place) FROM outbox WHERE conversation = ?3)",
                    (_AT_ONCE, _AFTER_OTHERS, found["conversation"]),
                )

    def expire(self, keep: float = KEEP, known: float = KNOWN) -> list[Outgoing]:
        """Deletes what is older than `keep` seconds, of messages that were answered `known`; the replies given up."""
        now = time.time()
        with self._writing() as connection:
            connection.execute("DELETE FROM outbox_taken WHERE at < ?", (now - known,))
            connection.execute("DELETE FROM outbox_rest WHERE at < ?", (now - keep,))
            old = connection.execute("SELECT * FROM outbox WHERE made < ? ORDER BY place", (now - keep,)).fetchall()
            if old:
                connection.execute("DELETE FROM outbox WHERE made < ?", (now - keep,))
                _free_firsts(connection)
        return [_outgoing(row) for row in old]

    def stop(self, conversation: str) -> None:
        """Notes that this visitor wants no messages; it is kept until they do."""
        self._run("INSERT OR IGNORE INTO outbox_stopped VALUES (?)", (conversation,))

    def start(self, conversation: str) -> None:
        """Notes that this visitor wants messages again."""
        self._run("DELETE FROM outbox_stopped WHERE conversation = ?", (conversation,))

    def close(self) -> None:
        """Closes the connection."""
        with self._lock:
            self._connection.close()

    def _run(self, statement: str, values: Sequence[object]) -> None:
        with self._writing() as connection:
            connection.execute(statement, values)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._connection
                self._connection.commit()
            except BaseException:
                # A commit that failed, as on a full disk, would stay open and hold up everyone else.
                self._connection.rollback()
                raise


def _free_firsts(connection: sqlite3.Connection) -> None:
    update = f"UPDATE outbox SET due = ? WHERE due = ? AND place IN {_FIRSTS}"  # noqa: S608
    connection.execute(update, (_AT_ONCE, _AFTER_OTHERS))


def _outgoing(row: sqlite3.Row) -> Outgoing:
    return Outgoing(
        row["place"],
        row["channel"],
        row["conversation"],
        row["address"],
        tuple(json.loads(row["parts"])),
        bool(row["sending"]),
        row["tries"],
        row["due"],
    )
