"""Where questions wait for staff: redacted, with the day and nothing else of who asked or when."""

import os
import re
import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import numpy as np

from centreguide.encoder import runtime
from centreguide.encoder.runtime import Encode, Vectors
from centreguide.errors import ServerError
from centreguide.inbox.placeholders import ANY
from centreguide.inbox.redaction import redacted

INBOX = "inbox.db"
"""The name of the file, beside the conversations'."""

MOST_OPEN = 10_000
"""How many open questions are kept; the oldest go for new ones."""

_PATIENCE = 5
_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON", "temp_store = MEMORY")
_TABLE = """
CREATE TABLE IF NOT EXISTS questions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL, reason TEXT NOT NULL, intent TEXT NOT NULL,
    day TEXT NOT NULL, vector BLOB NOT NULL, status TEXT NOT NULL DEFAULT 'open', group_id INTEGER
)
"""
_INDEX = "CREATE INDEX IF NOT EXISTS questions_by_status ON questions (status, id)"
_SURPLUS = "SELECT id FROM questions WHERE status = 'open' ORDER BY id DESC LIMIT -1 OFFSET ?"
_TWICE = """
DELETE FROM questions WHERE status = 'aside' AND text = '' AND id NOT IN (
    SELECT min(id) FROM questions WHERE status = 'aside' AND text = '' GROUP BY group_id, vector
)
"""


class Reason(str, Enum):
    """Why a question is kept."""

    UNKNOWN = "unknown"
    ASKED_BACK = "asked_back"
    UNHELPFUL = "unhelpful"
    WRONG = "wrong"
    UNCLEAR = "unclear"
    OTHER_QUESTION = "other_question"
    UNSURE = "unsure"
    DECLINED = "declined"


EXPLAINED = frozenset({Reason.WRONG, Reason.UNCLEAR, Reason.OTHER_QUESTION})
"""Why a visitor found an answer unhelpful, where they said so."""


class Status(str, Enum):
    """What became of a question."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ASIDE = "aside"


@dataclass(frozen=True)
class Question:
    """One question. `intent` is what the bot took it for; `group` is that which it was closed with, if it was."""

    id: int
    text: str
    reason: Reason
    intent: str
    day: date
    vector: Vectors
    group: int | None = None


def _encode(texts: Sequence[str]) -> Vectors:
    return runtime.shared().encode(texts)


class Inbox:
    """Safe to use from several threads and processes."""

    def __init__(self, database: Path, encode: Encode = _encode) -> None:
        """Opens the database, or makes it, readable by its owner alone.

        Raises:
            ServerError: It can't be made or opened.
        """
        self._database, self._encode, self._lock = database, encode, threading.Lock()
        try:
            database.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
            self._connection = sqlite3.connect(database, timeout=_PATIENCE, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error
        with self._using() as connection:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(_TABLE)
            connection.execute(_INDEX)

    def note(self, text: str, reason: Reason, intent: str = "", today: date | None = None) -> int | None:
        """Keeps a visitor's question without what could tell who they are, and gives its id; None if no words are left.

        Raises:
            ServerError: The inbox can't be used now.
        """
        kept = redacted(text)
        if not has_words(ANY.sub(" ", kept)):
            return None
        vector = self._encode([kept])[0].astype(np.float16).tobytes()
        row = (kept, reason.value, intent, (today or date.today()).isoformat(), vector)
        with self._using() as connection:
            insert = "INSERT INTO questions (text, reason, intent, day, vector) VALUES (?, ?, ?, ?, ?)"
            question = connection.execute(insert, row).lastrowid
            connection.execute(f"DELETE FROM questions WHERE id IN ({_SURPLUS})", (MOST_OPEN,))  # noqa: S608
        return question

    def explain(self, question: int, reason: Reason) -> None:
        """Gives a question another reason: the visitor has said more. One that is gone stays so.

        Raises:
            ServerError: The inbox can't be used now.
        """
        with self._using() as connection:
            connection.execute("UPDATE questions SET reason = ? WHERE id = ?", (reason.value, question))

    def questions(self, status: Status = Status.OPEN) -> list[Question]:
        """The questions of this status, the oldest first.

        Raises:
            ServerError: The inbox can't be used now.
        """
        with self._using() as connection:
            query = "SELECT id, text, reason, intent, day, vector, group_id FROM questions WHERE status = ? ORDER BY id"
            return [_question(row) for row in connection.execute(query, (status.value,))]

    def close_group(self, group: int, questions: Collection[int], status: Status) -> None:
        """Marks the questions of a group as assigned or set aside.

        Raises:
            ServerError: The inbox can't be used now.
        """
        rows = [(status.value, group, question) for question in questions]
        with self._using() as connection:
            connection.executemany("UPDATE questions SET status = ?, group_id = ? WHERE id = ?", rows)

    def delete_expired(self, days: int, today: date | None = None) -> int:
        """Deletes the text of questions from more than `days` days ago; how many there were.

        Of what was set aside the vectors stay, so that the same question doesn't come up again.

        Raises:
            ServerError: The inbox can't be used now.
        """
        before = ((today or date.today()) - timedelta(days=days)).isoformat()
        with self._using() as connection:
            old = "day < ? AND status"
            count = connection.execute(f"DELETE FROM questions WHERE {old} != 'aside'", (before,)).rowcount  # noqa: S608
            blank = f"UPDATE questions SET text = '' WHERE {old} = 'aside' AND text != ''"  # noqa: S608
            count += connection.execute(blank, (before,)).rowcount
            connection.execute(_TWICE)
        if count:
            with self._using() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def close(self) -> None:
        """Closes the database, at which SQLite empties its write-ahead log."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def _using(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock, self._connection:
                yield self._connection
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> ServerError:
        return ServerError(f"The inbox {self._database} can't be used: {error}.")


def has_words(text: str) -> bool:
    """Whether there is a word of two letters or more in the text."""
    return re.search(r"[^\W\d_]{2}", text) is not None


def _question(row: tuple[Any, ...]) -> Question:
    number, text, reason, intent, day, vector, group = row
    vectors = np.frombuffer(vector, dtype=np.float16).astype(np.float32)
    return Question(number, text, Reason(reason), intent, date.fromisoformat(day), vectors, group)
