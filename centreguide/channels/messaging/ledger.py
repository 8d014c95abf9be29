"""What became of a reply, remembered until the outbox can note it: so that a full disk has nothing sent twice."""

from collections.abc import Callable, Hashable
from sqlite3 import Error

from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.outbox import Outbox

Note = Callable[[Outbox], object]


class Ledger:
    """Notes that couldn't be made yet, in memory; while there are any, nothing more may be sent."""

    def __init__(self, desk: Desk, patience: float) -> None:
        """Each note is tried for `patience` seconds."""
        self._desk, self._patience = desk, patience
        self._owed: dict[Hashable, Note] = {}

    def __contains__(self, what: Hashable) -> bool:
        return what in self._owed

    def owe(self, what: Hashable, note: Note) -> None:
        """Remembers a note."""
        self._owed[what] = note

    def forget(self, what: Hashable) -> None:
        """Takes back what was remembered, for it didn't come about."""
        self._owed.pop(what, None)

    async def note(self, what: Hashable, note: Note) -> None:
        """Makes a note now.

        Raises:
            sqlite3.Error: It can't be made now, and is remembered.
        """
        try:
            await self._desk.do(self._patience, note)
        except Error:
            self.owe(what, note)
            raise

    async def settle(self) -> None:
        """Makes the notes that are remembered.

        Raises:
            sqlite3.Error: One can't be made yet; it and those after it stay remembered.
        """
        for what, note in list(self._owed.items()):
            await self._desk.do(self._patience, note)
            self.forget(what)
