import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sanic import Request

from centreguide.channels.exchange import Said
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platform import Part, Platform, Received, TryLater, Undeliverable
from centreguide.channels.messaging.postman import Postman
from centreguide.wording import Wording

IDENTITY = Identity("a secret" * 4)


class Pigeon(Platform):
    """A platform in memory: takes what it is given, unless it was told to refuse first."""

    name = "pigeon"
    settings = ()

    def __init__(self) -> None:
        super().__init__({}, "https://bot.example")
        self.taken_by: dict[str, list[str]] = defaultdict(list)
        self.refusals: list[Exception] = []

    def verify(self, request: Request) -> None:
        """Believes everyone."""

    def read(self, request: Request) -> Sequence[Received]:
        return []

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        return list(said)

    async def check(self) -> str:
        return ""

    async def send(self, address: str, part: Part) -> None:
        await asyncio.sleep(0)
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken_by[address].append(part["text"])


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "conversations.db")


def put(outbox: Outbox, message: str, sender: str, *texts: str, sealed_by: Identity = IDENTITY) -> None:
    parts: list[dict[str, Any]] = [{"text": text} for text in texts]
    conversation = IDENTITY.conversation("pigeon", sender)
    outbox.put(message, "pigeon", conversation, sealed_by.sealed(sender), parts)


def work(outbox: Outbox, pigeon: Pigeon, until: Callable[[Postman], bool]) -> Postman:
    """Lets the postman work until something is so, or for ten seconds."""

    async def working() -> Postman:
        postman = Postman(outbox, IDENTITY, {"pigeon": pigeon})
        task = asyncio.create_task(postman.work())
        for _ in range(1_000):
            if until(postman):
                break
            await asyncio.sleep(0.01)
        task.cancel()
        return postman

    return asyncio.run(working())


def empty(outbox: Outbox) -> Callable[[Postman], bool]:
    return lambda postman: not outbox.heads()


def test_replies_arrive_in_order_and_the_outbox_is_empty(outbox: Outbox) -> None:
    pigeon = Pigeon()
    for number in range(5):
        put(outbox, f"a{number}", "ann", f"{number}", f"{number} more")
        put(outbox, f"b{number}", "bob", f"{number}")
    postman = work(outbox, pigeon, empty(outbox))
    assert pigeon.taken_by["ann"] == [text for n in range(5) for text in (f"{n}", f"{n} more")]
    assert pigeon.taken_by["bob"] == [f"{n}" for n in range(5)]
    assert postman.counts == {"delivered": 15}


def test_what_isn_t_taken_is_tried_again_from_where_it_stopped(outbox: Outbox) -> None:
    pigeon = Pigeon()
    put(outbox, "m1", "ann", "one", "two")
    put(outbox, "m2", "ann", "three")
    pigeon.refusals = [TryLater(0.02), TryLater(0.02)]
    postman = work(outbox, pigeon, empty(outbox))
    assert pigeon.taken_by["ann"] == ["one", "two", "three"]
    assert postman.counts == {"delivered": 3, "tried again": 2}


def test_one_visitors_trouble_doesn_t_hold_up_another(outbox: Outbox) -> None:
    pigeon = Pigeon()
    put(outbox, "m1", "ann", "one")
    put(outbox, "m2", "bob", "two")
    pigeon.refusals = [TryLater(3_600)]
    work(outbox, pigeon, lambda postman: postman.counts["delivered"] == 1)
    assert pigeon.taken_by == {"bob": ["two"]}
    assert len(outbox.heads()) == 1


def test_what_can_t_be_delivered_is_given_up_and_counted_without_its_text(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    pigeon = Pigeon()
    put(outbox, "m1", "zebedee", "kestrel")
    pigeon.refusals = [Undeliverable()]
    postman = work(outbox, pigeon, empty(outbox))
    assert postman.counts == {"given up": 1}
    assert "Gave up a reply on pigeon" in caplog.text
    assert "kestrel" not in caplog.text
    assert "zebedee" not in caplog.text


def test_an_address_of_another_secret_is_given_up(outbox: Outbox) -> None:
    put(outbox, "m1", "ann", "one", sealed_by=Identity("another" * 5))
    assert work(outbox, Pigeon(), empty(outbox)).counts == {"given up": 1}


def test_a_crash_while_sending_is_counted_and_the_reply_goes_out(outbox: Outbox) -> None:
    pigeon = Pigeon()
    put(outbox, "m1", "ann", "one")
    outbox.sending(outbox.heads()[0].place)
    postman = work(outbox, pigeon, empty(outbox))
    assert pigeon.taken_by["ann"] == ["one"]
    assert postman.counts == {"maybe twice": 1, "delivered": 1}


def test_a_fault_of_ours_keeps_the_reply(outbox: Outbox) -> None:
    pigeon = Pigeon()
    put(outbox, "m1", "ann", "one")
    pigeon.refusals = [RuntimeError("a bug")]
    work(outbox, pigeon, lambda postman: bool(outbox.heads()[0].tries))
    assert outbox.heads()[0].tries == 1
