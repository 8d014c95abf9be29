"""Vectors on disk, by the hash of their text: checking, training and serving the same content encode it once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import numpy.typing as npt

MOST = 100_000
"""How many are kept, the latest: 150 MB."""
_AT_ONCE = 500

Vector = npt.NDArray[np.float32]


class KeptVectors:
    """Keeps vectors in a SQLite file; where it can't be read or written, nothing is kept and nobody is told."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, keys: Sequence[bytes]) -> dict[bytes, Vector]:
        """The vectors of those keys that are known."""
        try:
            with closing(self._open()) as database:
                return {key: np.frombuffer(vector, dtype=np.float32) for key, vector in _found(database, keys)}
        except sqlite3.Error:
            return {}

    def put(self, vectors: Mapping[bytes, Vector]) -> None:
        rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
        try:
            with closing(self._open()) as database, database:
                database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
                database.execute("DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?", (MOST,))
        except sqlite3.Error:
            return

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._file)
        try:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
        except sqlite3.Error:
            database.close()
            raise
        return database


def _found(database: sqlite3.Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        marks = ",".join("?" * len(some))
        yield from database.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", some)  # noqa: S608
