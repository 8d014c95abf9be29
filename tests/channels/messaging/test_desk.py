import asyncio
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.outbox import Outbox


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "conversations.db")


@pytest.fixture
def locked(tmp_path: Path, outbox: Outbox) -> Iterator[sqlite3.Connection]:
    """Another program's hold on the database, until it rolls back."""
    connection = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield connection
    connection.close()


def test_a_call_gives_what_the_outbox_says(outbox: Outbox) -> None:
    assert asyncio.run(Desk(outbox).do(5, Outbox.put, ("m1",), "sms", "sms-a", b"x", [{"text": "one"}]))
    assert outbox.waiting()[0] == 1


def test_a_locked_database_freezes_nobody(outbox: Outbox, locked: sqlite3.Connection) -> None:
    """While calls wait for the database, the loop turns as often as ever."""

    async def wait() -> int:
        desk, turns = Desk(outbox), 0
        calls = asyncio.gather(*(desk.do(0.3, Outbox.stop, str(n)) for n in range(5)), return_exceptions=True)
        while not calls.done():
            await asyncio.sleep(0.001)
            turns += 1
        assert all(isinstance(told, sqlite3.OperationalError) for told in await calls)
        return turns

    assert asyncio.run(wait()) > 20


def test_who_is_in_a_hurry_doesn_t_wait_behind_who_is_patient(outbox: Outbox, locked: sqlite3.Connection) -> None:
    async def wait() -> bool:
        desk = Desk(outbox)
        patient = asyncio.create_task(desk.do(60, Outbox.stop, "sms-a"))
        await asyncio.sleep(0.05)
        with pytest.raises(sqlite3.OperationalError):
            await desk.do(0.05, Outbox.stop, "sms-b")
        still = not patient.done()
        locked.execute("ROLLBACK")
        await patient
        return still

    assert asyncio.run(wait())
    assert outbox.known(("m1",), "sms-a").stopped
    assert not outbox.known(("m1",), "sms-b").stopped


def test_what_failed_wasn_t_done(outbox: Outbox, locked: sqlite3.Connection) -> None:
    """Neither while it was tried nor later, so that a caller may do it in another way."""

    async def fail() -> None:
        desk = Desk(outbox)
        with pytest.raises(sqlite3.OperationalError):
            await desk.do(0.05, Outbox.put, ("m1",), "sms", "sms-a", b"x", [{"text": "one"}])
        locked.execute("ROLLBACK")
        assert await desk.do(5, Outbox.waiting) == (0, 0.0)

    asyncio.run(fail())


def test_closing_waits_for_what_was_asked_for(outbox: Outbox, tmp_path: Path) -> None:
    async def close() -> None:
        desk = Desk(outbox)
        call = asyncio.create_task(desk.do(5, lambda outbox: (time.sleep(0.1), outbox.stop("sms-a"))))
        await asyncio.sleep(0.01)
        desk.close()
        await call

    asyncio.run(close())
    assert Outbox(tmp_path / "conversations.db").known(("m1",), "sms-a").stopped
