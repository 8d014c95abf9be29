import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.postman import Postman
from centreguide.server.health.delivery import LONGEST_ROUND, OLDEST, OutboxCheck, PostmanCheck
from centreguide.server.health.readiness import State

IDENTITY = Identity("a secret" * 4)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "conversations.db")


def test_a_postman_who_stopped_is_told(outbox: Outbox) -> None:
    postman = Postman(outbox, IDENTITY, {})
    assert asyncio.run(PostmanCheck(postman)()).good
    postman.beat -= LONGEST_ROUND + 1
    state = asyncio.run(PostmanCheck(postman)())
    assert not state.good
    assert state.told == f"the last round ended {LONGEST_ROUND + 1:.0f} seconds ago"


def test_a_postman_who_goes_his_rounds_beats(outbox: Outbox) -> None:
    async def work() -> None:
        postman = Postman(outbox, IDENTITY, {})
        began = postman.beat = time.monotonic() - LONGEST_ROUND - 1
        rounds = asyncio.create_task(postman.work())
        while postman.beat == began:
            await asyncio.sleep(0.001)
        assert (await PostmanCheck(postman)()).good
        rounds.cancel()

    asyncio.run(asyncio.wait_for(work(), 10))


def test_a_reply_that_waits_for_too_long_is_told(outbox: Outbox, tmp_path: Path) -> None:
    check = OutboxCheck(outbox)
    assert asyncio.run(check()) == State(True, "nothing waits")
    outbox.put("m1", "sms", "sms-a", IDENTITY.sealed("a"), [{"text": "one"}])
    assert asyncio.run(check()) == State(True, "waiting: 1, the oldest for 0 seconds")
    with closing(sqlite3.connect(tmp_path / "conversations.db")) as connection, connection:
        connection.execute("UPDATE outbox SET made = made - ?", (OLDEST + 1,))
    assert not asyncio.run(check()).good
