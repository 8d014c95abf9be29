import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from centreguide.server.health import database as databases
from centreguide.server.health.database import DatabaseCheck
from centreguide.server.health.readiness import State


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "conversations.db"
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE events (id INTEGER)")
    return made


def look(check: DatabaseCheck) -> State:
    return asyncio.run(check())


def test_it_is_written_to_beside_the_conversations(file: Path) -> None:
    check = DatabaseCheck(file)
    assert look(check) == State(True, "written to")
    assert look(check).good
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM written").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


def replace(file: Path) -> None:
    other = file.with_name("other.db")
    other.touch()
    other.replace(file)


def damage(file: Path) -> None:
    file.write_bytes(b"this is no database at all" * 1000)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Path.unlink, "was deleted: start the bot again"),
        (replace, "was replaced by another one: start the bot again"),
        (damage, "can't be used"),
    ],
)
def test_a_file_that_is_gone_is_told_and_not_made_anew(change: Callable[[Path], None], told: str, file: Path) -> None:
    check = DatabaseCheck(file)
    change(file)
    before = file.exists()
    state = look(check)
    assert not state.good
    assert told in state.told
    assert str(file.parent) not in state.told
    assert file.exists() == before


def test_a_database_that_somebody_has_locked_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "PATIENCE", 0.01)
    check = DatabaseCheck(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert look(check) == State(False, "it can't be used: database is locked")
    assert look(check).good


def test_a_database_without_conversations_is_told(file: Path) -> None:
    check = DatabaseCheck(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE events")
    assert look(check) == State(False, "it can't be used: no such table: events")
