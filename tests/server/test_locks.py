import asyncio

import pytest
from rasa.core.lock_store import LockError

from centreguide.server.locks import QueueingLockStore


def test_messages_of_a_conversation_are_handled_in_order_and_without_a_wait() -> None:
    handled: list[int] = []

    async def handle(store: QueueingLockStore, number: int) -> None:
        # One that looked now and then, as Rasa's does, would look too late.
        async with store.lock("a", lock_lifetime=30, wait_time_in_seconds=3_600):
            handled.append(number)
            await asyncio.sleep(0.01)
            handled.append(number)

    async def all_at_once() -> None:
        store = QueueingLockStore()
        await asyncio.gather(*(handle(store, number) for number in range(10)))

    asyncio.run(all_at_once())
    assert handled == [number for number in range(10) for _ in range(2)]


def test_conversations_do_not_wait_for_each_other() -> None:
    async def both() -> None:
        store = QueueingLockStore()
        async with store.lock("a"), store.lock("b"):
            pass

    asyncio.run(asyncio.wait_for(both(), 1))


def test_a_waiter_gives_up_in_time() -> None:
    async def wait() -> None:
        store = QueueingLockStore()
        async with store.lock("a"):
            with pytest.raises(LockError):
                async with store.lock("a", lock_lifetime=0.01):
                    pass
        async with store.lock("a", lock_lifetime=0.01):
            pass

    asyncio.run(asyncio.wait_for(wait(), 1))


def test_a_cancelled_waiter_leaves_the_queue_working() -> None:
    async def cancel() -> None:
        store = QueueingLockStore()

        async def wait() -> None:
            async with store.lock("a"):
                pass

        async with store.lock("a"):
            first, second = asyncio.create_task(wait()), asyncio.create_task(wait())
            await asyncio.sleep(0)
            first.cancel()
            await asyncio.sleep(0)
        await second
        assert first.cancelled()

    asyncio.run(asyncio.wait_for(cancel(), 1))


def test_a_failure_frees_the_conversation_and_nothing_is_kept() -> None:
    async def fail() -> None:
        store = QueueingLockStore()
        with pytest.raises(ZeroDivisionError):
            async with store.lock("a"):
                raise ZeroDivisionError
        assert not store._queues
        assert not store._users

    asyncio.run(fail())
