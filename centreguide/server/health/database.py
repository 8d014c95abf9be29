"""Writes to the conversation database, in the file that the bot has open."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from centreguide.server.health.readiness import State

PATIENCE = 2.0
"""Seconds to wait for whoever has it locked."""

_READ = "SELECT 1 FROM events LIMIT 1"
_TABLE = "CREATE TABLE IF NOT EXISTS written (one INTEGER PRIMARY KEY CHECK (one = 1), at REAL NOT NULL)"
_WRITE = "INSERT OR REPLACE INTO written VALUES (1, ?)"


class DatabaseCheck:
    """Whether conversations can be stored where the next start finds them.

    A file that was deleted or replaced isn't made anew under a running bot: visitors go on getting answers from the one
    that is open, and whoever runs the bot is told to start it again.
    """

    def __init__(self, database: Path) -> None:
        """Takes the file, which is open by now."""
        self._database = database
        self._opened = _identity(database)

    async def __call__(self) -> State:
        """Reads and writes, in a thread."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> State:
        try:
            if _identity(self._database) != self._opened:
                return State(False, "the file was replaced by another one: start the bot again")
            self._use()
        except FileNotFoundError:
            return State(False, "the file was deleted: start the bot again, which makes it anew")
        except (OSError, sqlite3.Error) as error:
            return State(False, f"it can't be used: {error}")
        return State(True, "written to")

    def _use(self) -> None:
        # Not to be made anew: a file that is missing is told.
        address = f"{self._database.absolute().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, timeout=PATIENCE, uri=True)) as connection, connection:
            connection.execute(_READ)
            connection.execute(_TABLE)
            connection.execute(_WRITE, (time.time(),))


def _identity(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino
