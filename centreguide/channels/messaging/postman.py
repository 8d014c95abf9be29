"""Carries replies from the outbox to the platforms, again and again until they are taken or a day old."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress

from cryptography.fernet import InvalidToken

from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox, Outgoing
from centreguide.channels.messaging.platform import Platform, TryLater, Undeliverable

logger = logging.getLogger(__name__)

LONGEST_WAIT = 300.0
"""Seconds between tries at most, unless the platform asks for more."""

AT_THE_SAME_TIME = 20
_LOOK = 30.0
_FIRST_WAIT = 1.0


class Postman:
    """Delivers; `counts` says how many were delivered, tried again, given up, and may have gone out twice.

    Attributes:
        beat: When the last round ended, by the monotonic clock, in seconds.
    """

    def __init__(self, outbox: Outbox, identity: Identity, platforms: Mapping[str, Platform]) -> None:
        self.counts: Counter[str] = Counter()
        self.beat = time.monotonic()
        self._outbox, self._identity, self._platforms = outbox, identity, platforms
        self._wake = asyncio.Event()
        self._busy: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Says that there is something new to deliver."""
        self._wake.set()

    async def work(self) -> None:
        """Delivers until it is cancelled."""
        for left in self._outbox.heads():
            if left.sending:
                self.counts["maybe twice"] += 1
                logger.warning("A reply may go out twice: the server stopped while it was being sent")
        while True:
            self._wake.clear()
            given_up = self._outbox.expire()
            if given_up:
                self.counts["given up"] += given_up
                logger.error("Gave up %d replies that couldn't be delivered for a day", given_up)
            waiting = self._outbox.heads()
            now = time.time()
            for head in waiting:
                free = len(self._busy) < AT_THE_SAME_TIME and head.conversation not in self._busy
                if head.due <= now and free and head.channel in self._platforms:
                    self._busy[head.conversation] = asyncio.create_task(self._carry(head))
            self.beat = time.monotonic()
            later = [head.due - now for head in waiting if head.due > now]
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._wake.wait(), max(0.01, min([_LOOK, *later])))

    async def _carry(self, head: Outgoing) -> None:
        try:
            await self._deliver(head)
        except Exception:
            logger.exception("A reply couldn't be carried; it stays in the outbox")
            self._outbox.later(head.place, LONGEST_WAIT)
        finally:
            del self._busy[head.conversation]
            self.wake()

    async def _deliver(self, head: Outgoing) -> None:
        platform = self._platforms[head.channel]
        try:
            address = self._identity.opened(head.address)
        except InvalidToken:
            self._give_up(head, "its address was sealed with another secret")
            return
        parts = list(head.parts)
        while parts:
            self._outbox.sending(head.place)
            try:
                await platform.send(address, parts[0])
            except TryLater as refusal:
                wait = refusal.wait if refusal.wait is not None else min(_FIRST_WAIT * 2**head.tries, LONGEST_WAIT)
                self.counts["tried again"] += 1
                self._outbox.later(head.place, wait)
                return
            except Undeliverable:
                self._give_up(head, "the platform refused it")
                return
            del parts[0]
            self.counts["delivered"] += 1
            self._outbox.sent(head.place, parts)

    def _give_up(self, head: Outgoing, why: str) -> None:
        self.counts["given up"] += 1
        logger.error("Gave up a reply on %s: %s", head.channel, why)
        self._outbox.drop(head.place)
