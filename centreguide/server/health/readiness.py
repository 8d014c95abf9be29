"""Runs the checks together, at most once in a few seconds however often it is asked."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from centreguide.log_privacy import origin

logger = logging.getLogger(__name__)

KEPT = 5.0
"""Seconds for which a report is given again, so that asking for it can't be used to load the bot."""

PATIENCE = 5.0
"""Seconds that a check may take."""


@dataclass(frozen=True)
class State:
    """How something is, in words for whoever runs the bot; no path and no visitor's word in it."""

    good: bool
    told: str


Check = Callable[[], Awaitable[State]]
Report = Mapping[str, State]


class Readiness:
    """What is checked, by its name, and how it was the last time."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks
        self._report: dict[str, State] = {}
        self._made = -KEPT
        self._making: asyncio.Task[Report] | None = None

    async def report(self) -> Report:
        """The state of each check, KEPT seconds old at most; whoever comes while it is made gets the same one."""
        if self._making is None and time.monotonic() - self._made < KEPT:
            return self._report
        if self._making is None:
            self._making = asyncio.create_task(self._make())
        # Whoever hangs up must not end it for the others.
        return await asyncio.shield(self._making)

    async def _make(self) -> Report:
        try:
            states = await asyncio.gather(*map(_tried, self._checks.values()))
            report = dict(zip(self._checks, states, strict=True))
            self._tell(report)
            self._report, self._made = report, time.monotonic()
            return report
        finally:
            self._making = None

    def _tell(self, report: Report) -> None:
        """Logs what has changed since the last time."""
        for name, state in report.items():
            before = self._report.get(name, State(True, ""))
            if not state.good and state != before:
                logger.error("Not ready: %s: %s", name, state.told)
            elif state.good and not before.good:
                logger.info("Ready again: %s: %s", name, state.told)


async def _tried(check: Check) -> State:
    try:
        return await asyncio.wait_for(check(), PATIENCE)
    except asyncio.TimeoutError:
        return State(False, f"no answer within {PATIENCE:.0f} seconds")
    except Exception as error:
        return State(False, f"the check failed ({origin(error)})")
