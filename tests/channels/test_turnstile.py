"""Who goes first, and who is refused, where there is more to do than can be done."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from centreguide.channels import turnstile as module
from centreguide.channels.turnstile import ABREAST, Busy, Turnstile

Arrive = Callable[[str], Awaitable[None]]


def run(turnstile: Turnstile, arrivals: Callable[[Arrive], Awaitable[None]]) -> list[str]:
    """Who was let in, in that order, after the first ABREAST, who stay inside until all have come."""
    order: list[str] = []

    async def play() -> None:
        opened = asyncio.Event()

        async def stay() -> None:
            async with turnstile.turn("inside"):
                await opened.wait()

        async def visit(who: str) -> None:
            async with turnstile.turn(who):
                order.append(who)

        staying = [asyncio.create_task(stay()) for _ in range(ABREAST)]
        visits: list[asyncio.Task[None]] = []

        async def arrive(who: str) -> None:
            visits.append(asyncio.create_task(visit(who)))
            await asyncio.sleep(0)

        await asyncio.sleep(0)
        await arrivals(arrive)
        opened.set()
        await asyncio.gather(*staying, *visits)

    asyncio.run(play())
    return order


def test_who_sends_one_message_goes_before_all_but_the_first_of_who_sends_many() -> None:
    async def arrivals(arrive: Arrive) -> None:
        for who in ("flood",) * 10 + ("visitor",):
            await arrive(who)

    order = run(Turnstile(), arrivals)
    assert order.index("visitor") <= 1
    assert order.count("flood") == 10


def test_visitors_with_as_much_work_go_in_the_order_in_which_they_came() -> None:
    async def arrivals(arrive: Arrive) -> None:
        for who in ("a", "b", "c", "a", "b", "c"):
            await arrive(who)

    assert run(Turnstile(), arrivals) == ["a", "b", "c", "a", "b", "c"]


def test_a_message_that_would_wait_too_long_is_refused_with_a_time_to_come_back() -> None:
    turnstile = Turnstile()

    async def arrivals(arrive: Arrive) -> None:
        while not turnstile.is_full("flood"):
            await arrive("flood")
        with pytest.raises(Busy) as refusal:
            async with turnstile.turn("flood"):
                pytest.fail("it was let in")
        assert 1 <= refusal.value.wait <= 60
        assert not turnstile.is_full("visitor")

    assert "flood" in run(turnstile, arrivals)


def test_a_turn_that_does_not_come_in_time_is_refused_and_leaves_no_gap() -> None:
    turnstile = Turnstile(longest=0.2)

    async def arrivals(arrive: Arrive) -> None:
        with pytest.raises(Busy):
            async with turnstile.turn("late"):
                pytest.fail("it was let in")
        await arrive("next")

    assert run(turnstile, arrivals) == ["next"]


def test_the_more_were_refused_the_later_they_come_back() -> None:
    turnstile = Turnstile()
    waits = [turnstile.refusal().wait for _ in range(2000)]
    assert sum(waits[-100:]) > 2 * sum(waits[:100])


def test_a_visitor_who_leaves_the_queue_gives_up_the_place() -> None:
    turnstile = Turnstile()

    async def arrivals(arrive: Arrive) -> None:
        async def wait() -> None:
            async with turnstile.turn("gone"):
                pytest.fail("it was let in")

        leaving = asyncio.create_task(wait())
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        await arrive("next")

    assert run(turnstile, arrivals) == ["next"]


def test_a_long_rush_is_not_remembered_whole_and_a_quiet_moment_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_REMEMBERED", 10)
    turnstile = Turnstile()

    async def many() -> None:
        async with turnstile.turn("inside"):
            for number in range(100):
                async with turnstile.turn(str(number)):
                    assert len(turnstile._due) <= 12
        assert not turnstile._due

    asyncio.run(many())
