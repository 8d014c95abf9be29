"""How many requests a visitor and an address may make; beyond that they are told when to come again."""

import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

MESSAGES = RateLimitItemPerMinute(30, namespace="messages")
"""For each visitor."""

REQUESTS = RateLimitItemPerMinute(600, namespace="requests")
"""For each address; a hospital's visitors may all share one."""

STARTS = RateLimitItemPerMinute(60, namespace="starts")
"""New sessions for each address."""

REFUSALS = RateLimitItemPerMinute(60, namespace="refusals")
"""Webhook requests that aren't a platform's, for each address."""


_STEP = 5.0
"""Seconds by which a clock that was set has jumped; less is how clocks are kept right."""


class TooMany(Exception):
    """A limit is reached.

    Attributes:
        wait: Seconds until the next request is taken.
    """

    def __init__(self, wait: int) -> None:
        super().__init__("Too many requests.")
        self.wait = wait


class Rates:
    """Counts by the minute, in this process."""

    def __init__(self) -> None:
        self._begin()

    def count(self, limit: RateLimitItemPerMinute, who: str) -> None:
        """Counts one request.

        Raises:
            TooMany: There were too many in this minute.
        """
        if abs(_clock() - self._clock) > _STEP:
            # The clock was set: what was counted by the other one would hold for as long as it was set back.
            self._begin()
        if not self._limiter.hit(limit, who):
            reset, _ = self._limiter.get_window_stats(limit, who)
            raise TooMany(max(1, math.ceil(reset - time.time())))

    def _begin(self) -> None:
        # The limiter itself holds its storage by a weak reference.
        self._storage = MemoryStorage()
        self._limiter = FixedWindowRateLimiter(self._storage)
        self._clock = _clock()


def _clock() -> float:
    """What the time of day is beside the time that has passed: it changes only when the clock is set."""
    return time.time() - time.monotonic()
