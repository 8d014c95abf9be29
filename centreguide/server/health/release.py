"""Holds the live release's files against its checksums: a start must find what was approved."""

import asyncio
import logging
import time
from collections.abc import Callable

from centreguide.release.checksums import ChangedRelease
from centreguide.release.store import Release, Releases
from centreguide.server.health.readiness import State

logger = logging.getLogger(__name__)

WHOLE = 600.0
"""Seconds after which the files are read again though their sizes and times are the same."""

Stamp = tuple[tuple[str, int, int], ...]
"""The path, size and time of each file."""


class ReleaseCheck:
    """Whether the release that is served is on the disk as it was built; the one in memory is, until the next start."""

    def __init__(self, releases: Releases, version: Callable[[], str]) -> None:
        """Takes what gives the version that is served at the time."""
        self._releases, self._version = releases, version
        self._stamp: Stamp | None = None
        self._state, self._read = State(True, ""), 0.0

    async def __call__(self) -> State:
        """Looks, in a thread."""
        return await asyncio.to_thread(self._look, self._version())

    def _look(self, version: str) -> State:
        release = self._releases.get(version)
        if release is None:
            return State(False, f"{version} isn't whole: restore it, or roll back")
        stamp, now = _stamp(release), time.monotonic()
        if stamp != self._stamp or now - self._read > WHOLE:
            self._state, self._stamp, self._read = _verified(release), stamp, now
        return self._state


def _verified(release: Release) -> State:
    version = release.manifest.version
    try:
        release.verify()
    except ChangedRelease as error:
        logger.error("The live release was changed. %s", error)
        return State(False, f"{version} was changed after it was built: the log says which file, and what to do")
    return State(True, version)


def _stamp(release: Release) -> Stamp:
    files = sorted(path for path in release.folder.rglob("*") if path.is_file())
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
