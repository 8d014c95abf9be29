import asyncio
import sqlite3
import time

import pytest

from centreguide.server.health.delivery import LONGEST_ROUND, OLDEST, OutboxCheck, PostmanCheck
from centreguide.server.health.readiness import State


@pytest.mark.parametrize(("ago", "good"), [(0, True), (LONGEST_ROUND + 1, False)])
def test_a_postman_who_stopped_is_told(ago: float, good: bool) -> None:
    beat = time.monotonic() - ago
    state = asyncio.run(PostmanCheck(lambda: beat)())
    assert state == State(good, f"the last round ended {ago:.0f} seconds ago")


@pytest.mark.parametrize(
    ("waiting", "state"),
    [
        ((0, 0.0), State(True, "nothing waits")),
        ((2, OLDEST), State(True, f"waiting: 2, the oldest for {OLDEST:.0f} seconds")),
        ((1, OLDEST + 1), State(False, f"waiting: 1, the oldest for {OLDEST + 1:.0f} seconds")),
    ],
)
def test_a_reply_that_waits_for_too_long_is_told(waiting: tuple[int, float], state: State) -> None:
    assert asyncio.run(OutboxCheck(lambda: waiting)()) == state


def test_an_outbox_that_cannot_be_read_is_told() -> None:
    def fails() -> tuple[int, float]:
        raise sqlite3.OperationalError("disk I/O error")

    assert asyncio.run(OutboxCheck(fails)()) == State(False, "it can't be read: disk I/O error")
