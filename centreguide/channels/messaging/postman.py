"""Carries replies from the outbox to the platforms, again and again until they are taken or a day old."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress

from cryptography.fernet import InvalidToken

from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.ledger import Ledger, Note
from centreguide.channels.messaging.outbox import Outbox, Outgoing
from centreguide.channels.messaging.platform import SLOTS, Part, Platform, TryLater, Undeliverable
from centreguide.metrics import DELIVERED, GIVEN_UP, RETRIED

logger = logging.getLogger(__name__)

LONGEST_WAIT = 300.0
"""Seconds between tries at most, unless the platform asks for more."""

LONGEST_PAUSE = 30.0
"""Seconds at most until the postman looks again after it couldn't use the outbox."""

_FIRST_WAIT = 1.0
_PATIENCE = 1.0
_LOOK = 10.0
_EXPIRY = 60.0
_LAST = 5.0


class Postman:
    """Delivers, with as many at the same time for each platform as it has slots: none waits behind another.

    Attributes:
        beat: When it last finished a round, by `time.monotonic`; while it is well, less than a minute ago.
    """

    def __init__(self, desk: Desk, identity: Identity, platforms: Mapping[str, Platform]) -> None:
        self.beat = time.monotonic()
        self.ledger = Ledger(desk, _PATIENCE)
        self._desk, self._identity, self._platforms = desk, identity, platforms
        self._wake = asyncio.Event()
        self._busy: dict[str, dict[str, asyncio.Task[None]]] = {channel: {} for channel in platforms}
        self._trouble: Exception | None = None
        self._failures = 0
        self._expired = float("-inf")

    def wake(self) -> None:
        """Says that there is something new to deliver."""
        self._wake.set()

    async def work(self) -> None:
        """Delivers until it is cancelled, whatever goes wrong."""
        if self._desk.outbox.interrupted:
            told = "%d replies may go out twice: the server stopped while they were being sent"
            logger.warning(told, self._desk.outbox.interrupted)
        while True:
            self._wake.clear()
            try:
                wait = await self._round()
            except Exception as error:
                await asyncio.sleep(self._pause(error))
            else:
                self.beat = time.monotonic()
                with suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), wait)

    async def finish(self) -> None:
        """Waits a few seconds for what is being sent, so that it can be noted before the server stops."""
        carried = [task for tasks in self._busy.values() for task in tasks.values()]
        if carried:
            _, left = await asyncio.wait(carried, timeout=_LAST)
            for task in left:
                task.cancel()

    async def deliver_now(self, channel: str, address: str, parts: Sequence[Part]) -> None:
        """Delivers past the outbox, for what can't wait until the database is free.

        Raises:
            TryLater: The platform didn't take it.
            Undeliverable: It won't.
        """
        for part in parts:
            await self._platforms[channel].send(address, part)
            DELIVERED.labels(channel).inc()

    async def _round(self) -> float:
        """Notes what is owed, and starts what is due; the seconds until more is."""
        trouble, self._trouble = self._trouble, None
        if trouble:
            raise trouble
        await self.ledger.settle()
        await self._expire()
        # Of a reply that is carried while the outbox is asked, the answer may be out of date.
        carried = {conversation for tasks in self._busy.values() for conversation in tasks}
        waiting = await self._desk.do(_PATIENCE, Outbox.heads, self._platforms, SLOTS)
        if not waiting:
            self._failures = 0
        now = time.time()
        for head in waiting:
            busy = self._busy[head.channel]
            if head.due <= now and head.conversation not in carried and len(busy) < SLOTS:
                busy[head.conversation] = asyncio.create_task(self._carry(head))
        later = [head.due - now for head in waiting if head.due > now]
        return max(0.01, min([_LOOK, *later]))

    def _pause(self, error: Exception) -> float:
        """The seconds to wait after a failure, which grow until something can be noted again."""
        pause: float = min(_FIRST_WAIT * 2**self._failures, LONGEST_PAUSE)
        self._failures += 1
        if isinstance(error, sqlite3.Error):
            # SQLite's own words name what is wrong with the file, and nothing that is in it.
            logger.error("The outbox can't be used (%s); nothing is sent, next try in %d s", error, pause)
        else:
            logger.error("The postman failed; next try in %d s", pause, exc_info=error)
        return pause

    async def _expire(self) -> None:
        if time.monotonic() < self._expired + _EXPIRY:
            return
        for old in await self._desk.do(_PATIENCE, Outbox.expire):
            _tell_given_up(old, "it is a day old")
        self._expired = time.monotonic()

    async def _carry(self, head: Outgoing) -> None:
        try:
            await self._deliver(head)
        except Exception as error:
            self._trouble = error
        finally:
            del self._busy[head.channel][head.conversation]
            self.wake()

    async def _deliver(self, head: Outgoing) -> None:
        try:
            address = self._identity.opened(head.address)
        except InvalidToken:
            await self._give_up(head, "its address was sealed with another secret")
            return
        parts = list(head.parts)
        while parts:
            # What can't be noted isn't sent: after a crash nobody would know that it may have been.
            await self._desk.do(_PATIENCE, Outbox.sending, head.place)
            self._failures = 0
            try:
                await self._platforms[head.channel].send(address, parts[0])
            except TryLater as refusal:
                wait = refusal.wait if refusal.wait is not None else min(_FIRST_WAIT * 2**head.tries, LONGEST_WAIT)
                await self._retry(head, wait, "the platform didn't take it")
                return
            except Undeliverable:
                await self._give_up(head, "the platform refused it")
                return
            except Exception:
                logger.exception("Sending on %s failed, which is a fault of the bot's own", head.channel)
                await self._retry(head, LONGEST_WAIT, "the bot couldn't send it")
                return
            del parts[0]
            DELIVERED.labels(head.channel).inc()
            await self.ledger.note(head.place, _sent(head.place, tuple(parts)))

    async def _retry(self, head: Outgoing, wait: float, why: str) -> None:
        RETRIED.labels(head.channel).inc()
        told = "A reply on %s is tried again in %d s: place %d, try %d, %s"
        logger.warning(told, head.channel, wait, head.place, head.tries + 1, why)
        await self.ledger.note(head.place, lambda outbox: outbox.later(head.place, wait))

    async def _give_up(self, head: Outgoing, why: str) -> None:
        _tell_given_up(head, why)
        await self.ledger.note(head.place, lambda outbox: outbox.drop(head.place))


def _sent(place: int, left: Sequence[Part]) -> Note:
    return lambda outbox: outbox.sent(place, left)


def _tell_given_up(head: Outgoing, why: str) -> None:
    GIVEN_UP.labels(head.channel).inc()
    logger.error("Gave up a reply on %s: place %d, after %d tries, %s", head.channel, head.place, head.tries, why)
