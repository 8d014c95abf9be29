"""How many connections there may be at once, and which of them makes room for a new one."""

import resource
from typing import Protocol

OWN = 64
"""Descriptors for the databases, the model, the logs and calls to platforms."""

MOST = 4_096
"""Connections, however many descriptors there are."""


class Connection(Protocol):
    """A connection, as far as making room goes."""

    def make_room(self) -> None:
        """Closes at once."""


class Connections:
    """All open connections; those that are idle or unfinished wait, and the one that has waited longest makes room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: set[Connection] = set()
        self._waiting: dict[Connection, None] = {}

    def admit(self, connection: Connection) -> bool:
        """Takes a new connection, which waits; says whether there is room for it."""
        if len(self._open) >= self._most:
            if not self._waiting:
                return False
            longest = next(iter(self._waiting))
            self.forget(longest)
            longest.make_room()
        self._open.add(connection)
        self.wait(connection)
        return True

    def wait(self, connection: Connection) -> None:
        """It waits for the client, from now on."""
        self.work(connection)
        if connection in self._open:
            self._waiting[connection] = None

    def work(self, connection: Connection) -> None:
        """The client waits for us: it isn't closed to make room."""
        self._waiting.pop(connection, None)

    def forget(self, connection: Connection) -> None:
        """It is closed."""
        self._open.discard(connection)
        self.work(connection)


def room() -> tuple[int, int]:
    """Raises the limit of descriptors to what is allowed, and shares them out.

    Returns:
        How many connections there may be, and how many more the system may hand over before they are counted.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        soft = hard
    except (OSError, ValueError):
        # Some systems name a hard limit that they don't grant.
        pass
    left = MOST * 3 // 2 if soft == resource.RLIM_INFINITY else max(soft - OWN, 3)
    most = min(left * 2 // 3, MOST)
    return most, most // 2
