from collections.abc import Iterator
from pathlib import Path

import pytest

from centreguide.channels.messaging.outbox import Outbox

ONE, TWO, THREE = {"text": "one"}, {"text": "two"}, {"text": "three"}


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    box = Outbox(tmp_path / "conversations.db")
    yield box
    box.close()


def test_a_reply_waits_until_it_is_sent_and_leaves_no_address(outbox: Outbox, tmp_path: Path) -> None:
    assert outbox.put("m1", "sms", "sms-a", b"sealed address", [ONE, TWO])
    (head,) = outbox.heads()
    assert (head.channel, head.conversation, head.address, head.parts) == (
        "sms",
        "sms-a",
        b"sealed address",
        (ONE, TWO),
    )
    outbox.sent(head.place, [TWO])
    assert outbox.heads()[0].parts == (TWO,)
    outbox.sent(head.place, [])
    assert outbox.heads() == []
    assert all(b"sealed address" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_message_gets_one_reply(outbox: Outbox) -> None:
    assert outbox.put("m1", "sms", "sms-a", b"x", [ONE])
    assert not outbox.put("m1", "sms", "sms-a", b"x", [TWO])
    outbox.sent(outbox.heads()[0].place, [])
    assert outbox.is_taken("m1")
    assert not outbox.put("m1", "sms", "sms-a", b"x", [ONE])
    assert outbox.heads() == []


def test_replies_of_one_visitor_wait_for_each_other_and_not_for_anothers(outbox: Outbox) -> None:
    outbox.put("m1", "sms", "sms-a", b"x", [ONE])
    outbox.put("m2", "sms", "sms-a", b"x", [TWO])
    outbox.put("m3", "sms", "sms-b", b"x", [THREE])
    assert [head.parts for head in outbox.heads()] == [(ONE,), (THREE,)]
    outbox.later(outbox.heads()[0].place, 60)
    assert [head.parts for head in outbox.heads()] == [(ONE,), (THREE,)]
    outbox.drop(outbox.heads()[0].place)
    assert [head.parts for head in outbox.heads()] == [(TWO,), (THREE,)]


def test_all_of_it_survives_a_restart(tmp_path: Path) -> None:
    before = Outbox(tmp_path / "conversations.db")
    before.put("m1", "sms", "sms-a", b"x", [ONE], [TWO])
    before.sending(before.heads()[0].place)
    before.stop("sms-b")
    before.close()
    after = Outbox(tmp_path / "conversations.db")
    assert after.heads()[0].sending
    assert after.rest("sms-a") == [TWO]
    assert after.is_taken("m1")
    assert after.is_stopped("sms-b")
    after.close()


def test_the_rest_is_of_the_last_reply(outbox: Outbox) -> None:
    outbox.put("m1", "sms", "sms-a", b"x", [ONE], [TWO])
    outbox.put("m2", "sms", "sms-a", b"x", [THREE])
    assert outbox.rest("sms-a") == []


def test_nothing_is_kept_for_longer_than_a_day(outbox: Outbox) -> None:
    outbox.put("m1", "sms", "sms-a", b"x", [ONE], [TWO])
    assert outbox.expire() == 0
    assert outbox.expire(keep=-1) == 1
    assert outbox.heads() == []
    assert outbox.rest("sms-a") == []


def test_who_says_stop_can_start_again(outbox: Outbox) -> None:
    outbox.stop("sms-a")
    outbox.stop("sms-a")
    assert outbox.is_stopped("sms-a")
    outbox.start("sms-a")
    assert not outbox.is_stopped("sms-a")
