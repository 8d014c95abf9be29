import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.channels.messaging import postman as postmen
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platform import SLOTS, TryLater, Undeliverable
from centreguide.channels.messaging.postman import Postman
from tests.channels.messaging.pigeon import IDENTITY, Pigeon, counted, heads, put, work


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "conversations.db")


@pytest.fixture
def pigeon() -> Pigeon:
    return Pigeon()


@pytest.fixture
def counts() -> Callable[[str], float]:
    before = {name: counted(name) for name in ("delivered", "retried", "given_up")}
    return lambda name: counted(name) - before[name]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A postman that loses patience, and tries again, a hundred times as soon."""
    monkeypatch.setattr(postmen, "_PATIENCE", 0.01)
    monkeypatch.setattr(postmen, "_FIRST_WAIT", 0.01)


def empty(outbox: Outbox) -> Callable[[Postman], bool]:
    return lambda postman: not outbox.waiting()[0]


class FullDisk:
    """Has one of the outbox's calls fail for a while."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, what: str, times: int = 5) -> None:
        self.times = times
        works: Callable[..., None] = getattr(Outbox, what)

        def failing(*arguments: object) -> None:
            if self.times:
                self.times -= 1
                raise sqlite3.OperationalError("database or disk is full")
            works(*arguments)

        monkeypatch.setattr(Outbox, what, failing)


def test_replies_arrive_in_order_and_the_outbox_is_empty(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float]
) -> None:
    for number in range(5):
        put(outbox, f"a{number}", "ann", f"{number}", f"{number} more")
        put(outbox, f"b{number}", "bob", f"{number}")
    work(outbox, [pigeon], empty(outbox))
    assert pigeon.taken_by["ann"] == [text for n in range(5) for text in (f"{n}", f"{n} more")]
    assert pigeon.taken_by["bob"] == [f"{n}" for n in range(5)]
    assert (counts("delivered"), counts("retried"), counts("given_up")) == (15, 0, 0)


def test_what_isn_t_taken_is_tried_again_from_where_it_stopped(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float], caplog: pytest.LogCaptureFixture
) -> None:
    put(outbox, "m1", "ann", "one", "two")
    put(outbox, "m2", "ann", "three")
    pigeon.refusals = [TryLater(0.02), TryLater(0.02)]
    work(outbox, [pigeon], empty(outbox))
    assert pigeon.taken_by["ann"] == ["one", "two", "three"]
    assert (counts("delivered"), counts("retried")) == (3, 2)
    assert "A reply on pigeon is tried again in 0 s: place 1, try 2, the platform didn't take it" in caplog.messages


def test_one_visitors_trouble_doesn_t_hold_up_another(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float]
) -> None:
    put(outbox, "m1", "ann", "one")
    put(outbox, "m2", "bob", "two")
    pigeon.refusals = [TryLater(3_600)]
    work(outbox, [pigeon], lambda postman: counts("retried") == 1 and outbox.waiting()[0] == 1)
    assert pigeon.taken_by == {"bob": ["two"]}
    assert len(heads(outbox)) == 1


def test_a_platform_that_hangs_doesn_t_hold_up_another(outbox: Outbox) -> None:
    """More visitors wait for the one that hangs than there are slots, and all came before."""
    hanging, other = Pigeon("hanging"), Pigeon()
    hanging.hangs = True
    for number in range(3 * SLOTS):
        put(outbox, f"h{number}", f"visitor {number}", "one", channel="hanging")
    put(outbox, "m1", "ann", "two")
    work(outbox, [hanging, other], lambda postman: bool(other.taken_by))
    assert other.taken_by == {"ann": ["two"]}
    assert outbox.waiting()[0] == 3 * SLOTS


def test_what_can_t_be_delivered_is_given_up_and_counted_without_its_text(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float], caplog: pytest.LogCaptureFixture
) -> None:
    put(outbox, "m1", "zebedee", "kestrel")
    pigeon.refusals = [Undeliverable()]
    work(outbox, [pigeon], empty(outbox))
    assert counts("given_up") == 1
    assert caplog.messages == ["Gave up a reply on pigeon: place 1, after 0 tries, the platform refused it"]


def test_what_is_a_day_old_is_given_up(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float], caplog: pytest.LogCaptureFixture
) -> None:
    put(outbox, "m1", "ann", "one")
    with sqlite3.connect(outbox._connection.execute("PRAGMA database_list").fetchone()[2]) as connection:
        connection.execute("UPDATE outbox SET made = 0")
    work(outbox, [pigeon], lambda postman: counts("given_up") == 1)
    assert pigeon.taken_by == {}
    assert counts("given_up") == 1
    assert caplog.messages == ["Gave up a reply on pigeon: place 1, after 0 tries, it is a day old"]


def test_an_address_of_another_secret_is_given_up(
    outbox: Outbox, pigeon: Pigeon, counts: Callable[[str], float]
) -> None:
    put(outbox, "m1", "ann", "one", sealed_by=Identity("another secret" * 3))
    work(outbox, [pigeon], empty(outbox))
    assert counts("given_up") == 1


def test_a_crash_while_sending_is_told_and_the_reply_goes_out(
    outbox: Outbox, pigeon: Pigeon, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(outbox, "m1", "ann", "one")
    outbox.sending(heads(outbox)[0].place)
    again = Outbox(tmp_path / "conversations.db")
    work(again, [pigeon], empty(again))
    assert pigeon.taken_by["ann"] == ["one"]
    assert caplog.messages == ["1 replies may go out twice: the server stopped while they were being sent"]


def test_a_fault_of_ours_keeps_the_reply(outbox: Outbox, pigeon: Pigeon) -> None:
    put(outbox, "m1", "ann", "one")
    pigeon.refusals = [RuntimeError("a bug")]
    work(outbox, [pigeon], lambda postman: bool(heads(outbox)[0].tries))
    assert heads(outbox)[0].tries == 1


@pytest.mark.usefixtures("quick")
def test_after_the_database_was_locked_delivery_goes_on(
    tmp_path: Path, pigeon: Pigeon, caplog: pytest.LogCaptureFixture
) -> None:
    outbox = Outbox(tmp_path / "conversations.db")
    put(outbox, "m1", "ann", "one")
    other = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    beats: list[float] = []

    def several_failures(postman: Postman) -> bool:
        beats.append(postman.beat)
        failed = sum("can't be used" in message for message in caplog.messages)
        if failed == 4 and other.in_transaction:
            other.execute("ROLLBACK")
        return failed >= 4 and bool(pigeon.taken_by)

    postman = work(outbox, [pigeon], several_failures)
    assert pigeon.taken_by == {"ann": ["one"]}
    assert beats[0] == beats[5] < postman.beat
    assert "The outbox can't be used (database is locked); nothing is sent, next try in 0 s" in caplog.messages
    other.close()


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("what", ["sending", "sent", "later"])
def test_on_a_full_disk_nothing_is_lost_and_nothing_sent_twice(
    outbox: Outbox, pigeon: Pigeon, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    disk = FullDisk(monkeypatch, what)
    for number in range(3):
        put(outbox, f"m{number}", f"visitor {number}", "one", "two")
    pigeon.refusals = [TryLater(0.01)]
    work(outbox, [pigeon], empty(outbox))
    assert disk.times == 0
    assert pigeon.taken_by == {f"visitor {number}": ["one", "two"] for number in range(3)}


@pytest.mark.usefixtures("quick")
def test_what_can_t_be_noted_isn_t_sent(outbox: Outbox, pigeon: Pigeon, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = FullDisk(monkeypatch, "sending", times=1_000_000)
    put(outbox, "m1", "ann", "one")
    work(outbox, [pigeon], lambda postman: disk.times < 999_997)
    assert pigeon.taken_by == {}


def test_a_server_that_stops_waits_for_what_is_being_sent(outbox: Outbox) -> None:
    class Slow(Pigeon):
        async def send(self, address: str, part: dict[str, str]) -> None:
            started.set()
            await asyncio.sleep(0.2)
            await super().send(address, part)

    put(outbox, "m1", "ann", "one")
    slow = Slow()

    async def stop() -> None:
        postman = Postman(Desk(outbox), IDENTITY, {"pigeon": slow})
        task = asyncio.create_task(postman.work())
        await started.wait()
        task.cancel()
        await postman.finish()

    started = asyncio.Event()
    asyncio.run(stop())
    assert slow.taken_by == {"ann": ["one"]}
    assert outbox.waiting() == (0, 0.0)
