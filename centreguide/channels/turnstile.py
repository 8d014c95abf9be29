"""Who is answered next, and who is told to come back: visitors in turn, each with as much work as the others."""

import asyncio
import bisect
import itertools
import math
import random
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from centreguide.metrics import REFUSED, SECONDS

LONGEST = 2.0
"""Seconds that a message may wait for its turn; one that would wait longer is refused at once."""

ABREAST = 4
"""How many messages are answered at the same time: while one waits for the database, another is understood."""

_FIRST_GUESS = 0.05
_NEW_SHARE = 0.05
"""How much of what a message took is learned from each: some twenty messages back."""

_REMEMBERED = 4096
_LONGEST_AWAY = 60.0


class Busy(Exception):
    """There is more to do than can be done soon. The text is a sentence for the sender.

    Attributes:
        wait: Seconds after which to come back.
    """

    def __init__(self, wait: int) -> None:
        super().__init__("Many people are asking at this moment: please try again shortly.")
        self.wait = wait


@dataclass(order=True)
class _Place:
    """A place in the queue: `start` is how much work each visitor should have had when this one's turn comes."""

    start: float
    number: int
    called: asyncio.Future[None] = field(compare=False)


class Turnstile:
    """A fair queue (start-time fair queueing): who has had the least work goes first, and no one waits long.

    It serves one event loop.
    """

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._queue: list[_Place] = []
        self._numbers = itertools.count()
        self._inside = 0
        self._clock = 0.0
        self._due: dict[str, float] = {}
        self._usual = _FIRST_GUESS
        self._away: list[float] = []
        """When those who were refused come back."""

    def is_full(self, who: str) -> bool:
        """Whether this visitor's message would wait too long."""
        start = self._start(who)
        ahead = sum(place.start <= start for place in self._queue) + self._inside
        return ahead * self._usual / ABREAST > self._longest

    def refusal(self) -> Busy:
        """The refusal of a message, with a time to come back at which all who were refused can be answered."""
        now = time.monotonic()
        self._away = [back for back in self._away if back > now]
        wait = min(self._longest + len(self._away) * self._usual / ABREAST, _LONGEST_AWAY)
        wait *= 1.0 + random.random()  # noqa: S311 - so that they don't come back together
        self._away.append(now + wait)
        REFUSED.labels("busy").inc()
        return Busy(math.ceil(wait))

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncGenerator[None, None]:
        """Holds a turn for the length of the `async with`.

        Args:
            who: Whose work it counts as: an address, or a conversation.

        Raises:
            Busy: it wouldn't come, or didn't come, in time.
        """
        if self.is_full(who):
            raise self.refusal()
        start = self._start(who)
        self._due[who] = start + self._usual
        asked = time.monotonic()
        await self._wait(start)
        began = time.monotonic()
        SECONDS.labels("waiting").observe(began - asked)
        self._clock = max(self._clock, start)
        try:
            yield
        finally:
            took = time.monotonic() - began
            self._due[who] = self._due.get(who, start) + took - self._usual
            self._usual += _NEW_SHARE * (took - self._usual)
            self._leave()
            self._forget()

    def _start(self, who: str) -> float:
        return max(self._clock, self._due.get(who, 0.0))

    async def _wait(self, start: float) -> None:
        if self._inside < ABREAST:
            self._inside += 1
            return
        place = _Place(start, next(self._numbers), asyncio.get_running_loop().create_future())
        bisect.insort(self._queue, place)
        try:
            await asyncio.wait_for(asyncio.shield(place.called), self._longest)
        except BaseException as error:
            if place.called.done():
                # It was called in the same moment: the turn goes to the next.
                self._leave()
            else:
                self._queue.remove(place)
            if isinstance(error, asyncio.TimeoutError):
                raise self.refusal() from None
            raise

    def _leave(self) -> None:
        if self._queue:
            self._queue.pop(0).called.set_result(None)
        else:
            self._inside -= 1

    def _forget(self) -> None:
        """Once all are answered nobody is ahead of anyone; until then those who had the most are known."""
        if not self._inside:
            self._due, self._clock = {}, 0.0
        elif len(self._due) > _REMEMBERED:
            self._due = dict(sorted(self._due.items(), key=lambda pair: pair[1])[_REMEMBERED // 2 :])
