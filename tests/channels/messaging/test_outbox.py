import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from centreguide.channels.messaging.outbox import KEEP, Known, Outbox, Outgoing

ONE, TWO, THREE = {"text": "one"}, {"text": "two"}, {"text": "three"}


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox(tmp_path / "conversations.db")
    yield box
    box.close()


def heads(outbox: Outbox) -> list[Outgoing]:
    return outbox.heads(["sms"], 20)


def known(outbox: Outbox, conversation: str) -> Known:
    return outbox.known(("new",), conversation)


def test_a_reply_waits_until_it_is_sent_and_leaves_no_address(outbox: Outbox, tmp_path: Path) -> None:
    assert outbox.put(("m1",), "sms", "sms-a", b"sealed address", [ONE, TWO])
    (head,) = heads(outbox)
    assert (head.channel, head.conversation, head.address, head.parts) == (
        "sms",
        "sms-a",
        b"sealed address",
        (ONE, TWO),
    )
    outbox.sent(head.place, [TWO])
    assert heads(outbox)[0].parts == (TWO,)
    outbox.sent(head.place, [])
    assert heads(outbox) == []
    assert all(b"sealed address" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_message_gets_one_reply(outbox: Outbox) -> None:
    assert outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    assert not outbox.put(("m1",), "sms", "sms-a", b"x", [TWO])
    outbox.sent(heads(outbox)[0].place, [])
    assert outbox.known(("m1",), "sms-a").taken
    assert not outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    assert heads(outbox) == []


def test_replies_of_one_visitor_wait_for_each_other_and_not_for_anothers(outbox: Outbox) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    outbox.put(("m2",), "sms", "sms-a", b"x", [TWO])
    outbox.put(("m3",), "sms", "sms-b", b"x", [THREE])
    assert [head.parts for head in heads(outbox)] == [(ONE,), (THREE,)]
    first = heads(outbox)[0].place
    outbox.later(first, 60)
    assert [head.parts for head in heads(outbox)] == [(THREE,), (ONE,)]
    outbox.drop(first)
    assert [head.parts for head in heads(outbox)] == [(TWO,), (THREE,)]


def test_all_of_it_survives_a_restart(tmp_path: Path) -> None:
    before = Outbox(tmp_path / "conversations.db")
    before.put(("m1",), "sms", "sms-a", b"x", [ONE], [TWO])
    before.sending(heads(before)[0].place)
    before.stop("sms-b")
    before.close()
    after = Outbox(tmp_path / "conversations.db")
    assert heads(after)[0].sending
    assert (before.interrupted, after.interrupted) == (0, 1)
    assert known(after, "sms-a").rest == (TWO,)
    assert after.known(("m1",), "sms-a").taken
    assert known(after, "sms-b").stopped
    after.close()


def test_the_rest_is_of_the_last_reply(outbox: Outbox) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE], [TWO])
    outbox.put(("m2",), "sms", "sms-a", b"x", [THREE])
    assert known(outbox, "sms-a").rest == ()


def test_nothing_is_kept_for_longer_than_a_day(outbox: Outbox) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE], [TWO])
    outbox.put(("m2",), "sms", "sms-a", b"x", [TWO])
    assert outbox.expire() == []
    assert [old.parts for old in outbox.expire(keep=-1)] == [(ONE,), (TWO,)]
    assert heads(outbox) == []
    assert known(outbox, "sms-a").rest == ()


def test_who_says_stop_can_start_again(outbox: Outbox) -> None:
    outbox.stop("sms-a")
    outbox.stop("sms-a")
    assert known(outbox, "sms-a").stopped
    outbox.start("sms-a")
    assert not known(outbox, "sms-a").stopped


def test_what_a_message_was_signed_with_is_taken_with_it(outbox: Outbox) -> None:
    assert outbox.put(("m1", "signature"), "sms", "sms-a", b"x", [ONE])
    assert outbox.known(("m2", "signature"), "sms-b").taken
    assert not outbox.put(("m2", "signature"), "sms", "sms-b", b"x", [TWO])
    assert not outbox.known(("m2",), "sms-b").taken
    assert [head.parts for head in heads(outbox)] == [(ONE,)]


def test_a_message_is_known_for_longer_than_its_reply_is_kept(outbox: Outbox) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    outbox.expire(keep=-1)
    assert outbox.known(("m1",), "sms-a").taken
    outbox.expire(known=-1)
    assert not outbox.known(("m1",), "sms-a").taken


def test_a_next_reply_may_go_when_the_first_is_too_old(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    monkeypatch.setattr("time.time", lambda before=time.time: before() + KEEP + 1)
    outbox.put(("m2",), "sms", "sms-a", b"x", [TWO])
    assert [old.parts for old in outbox.expire()] == [(ONE,)]
    assert [head.parts for head in heads(outbox)] == [(TWO,)]


def test_how_many_wait_and_for_how_long(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outbox.waiting() == (0, 0.0)
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    monkeypatch.setattr("time.time", lambda before=time.time: before() + 60)
    outbox.put(("m2",), "sms", "sms-a", b"x", [TWO])
    count, age = outbox.waiting()
    assert count == 2
    assert 60 <= age < 90


def test_a_new_reply_goes_out_though_the_clock_was_set_back(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    monkeypatch.setattr("time.time", lambda before=time.time: before() - 3_600)
    assert heads(outbox)[0].due <= time.time()


def test_replies_of_an_older_version_keep_their_order(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "conversations.db")
    outbox.put(("m1",), "sms", "sms-a", b"x", [ONE])
    outbox.put(("m2",), "sms", "sms-a", b"x", [TWO])
    outbox.close()
    with sqlite3.connect(tmp_path / "conversations.db") as connection:
        connection.execute("UPDATE outbox SET due = ?", (time.time(),))
        connection.execute("DROP INDEX outbox_by_due")
    again = Outbox(tmp_path / "conversations.db")
    assert [head.parts for head in heads(again)] == [(ONE,)]
    again.drop(heads(again)[0].place)
    assert [head.parts for head in heads(again)] == [(TWO,)]
    again.close()


@pytest.mark.parametrize("visitors", [20, 500, 10_000])
def test_what_waits_makes_a_delivery_no_dearer(outbox: Outbox, tmp_path: Path, visitors: int) -> None:
    """Counted in steps of SQLite's machine, which don't depend on the computer."""

    def fill(visitors: int, replies: int) -> None:
        rows = [
            (f"telegram-{n % visitors}", time.time() + 60 if n < visitors else float("inf")) for n in range(replies)
        ]
        values = "('telegram', ?, '', '[]', ?, 0)"
        insert = f"INSERT INTO outbox (channel, conversation, address, parts, due, made) VALUES {values}"
        with sqlite3.connect(tmp_path / "conversations.db") as connection:
            connection.execute("DELETE FROM outbox")
            connection.executemany(insert, rows)

    def steps() -> int:
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        outbox._connection.set_progress_handler(count, 1)
        outbox.put((f"m{time.time()}",), "telegram", "telegram-new", b"x", [ONE])
        head = outbox.heads(["telegram"], 20)[0]
        assert head.conversation == "telegram-new"
        outbox.sending(head.place)
        outbox.sent(head.place, [])
        outbox._connection.set_progress_handler(None, 0)
        return counted

    fill(20, 20)
    few = steps()
    fill(visitors, 10_000)
    assert steps() < few * 1.5
