"""What changes what is live: publish, roll back, switch off and on. Each is one replacement of the pointer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from filelock import FileLock, Timeout

from centreguide.faults import FaultsError
from centreguide.publishing.beginnings import begun
from centreguide.publishing.candidate import Candidates
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.history import History
from centreguide.publishing.people import same
from centreguide.release import pointer
from centreguide.release.pointer import Entry, Live, PointerError
from centreguide.release.store import Release, Releases, Train

HISTORY = "history"
LONGEST_MESSAGE = 200
PROGRAM = "Centre Guide"
"""Who publishes what nobody decided on: the first release, and the same content for a newer program."""

OF_ANOTHER_PROGRAM = (
    "What is live lacks what this version of the program needs. Start the version that it was published with; or, if "
    "the draft may go live as it is, remove releases/published and start again (docs/backup.md)."
)

_LOCK = ".publishing.lock"
_PATIENCE = 60
"""Seconds to wait for somebody else's turn."""


class Publishing:
    """The live release of a folder, with its history.

    The pointer holds the entry that the history gets. Where a crash comes between the two, the next use adds it.
    """

    def __init__(self, folder: Path) -> None:
        self.releases = Releases(folder)
        self.history = History(folder / HISTORY)
        self.candidates = Candidates(self.releases, self.history)

    def to_serve(self, draft: Path, train: Train) -> Release:
        """The live release, for this version of the program; the draft's, published as it is, where none is live.

        Raises:
            ChangedRelease: what is live was changed after it was built.
            FaultsError: nothing is live, and the draft has mistakes.
            PointerError: what is live can't be told, or isn't whole.
            PublishingError: what is live was made for another version of the program, and can't be used by this one.
        """
        with self._alone():
            live, release = self.releases.live(), self.releases.published()
            if live is None or release is None:
                release = self.releases.build(draft, train)
                self.history.record_draft(release.folder, PROGRAM, "The draft at the start")
                self._point(release.manifest.version, None, pointer.PUBLISHED, PROGRAM, "The first release")
                return release
            release.verify()
            if not self.releases.is_current(release):
                try:
                    release = self.releases.build(release.folder, train)
                except FaultsError as error:
                    raise PublishingError(f"{OF_ANOTHER_PROGRAM}\n{error}") from error
                why = "The same content, trained for another version of the program"
                self._point(release.manifest.version, live.off, pointer.REBUILT, PROGRAM, why)
            return release

    def publish(self, version: str, who: str, why: str, despite: str = "") -> Live:
        """Makes a candidate live.

        Args:
            version: the candidate's, or the beginning of it.
            who: who approves of it; none of its authors.
            why: the approver's words.
            despite: why it may be published although it answers something worse than before.

        Raises:
            ChangedRelease: it was changed after it was built.
            PublishingError: it may not be published; the text says why.
        """
        with self._alone():
            live, candidate = self._live(), self.candidates.get(version)
            version = candidate.version
            if (release := self.releases.get(version)) is None:
                raise PublishingError(f"The release {version} isn't whole any more: make the candidate again.")
            release.verify()
            if live.version != candidate.base:
                raise PublishingError(
                    f"What is live has changed since this candidate was compared with it (it was {candidate.base}, "
                    f"now it is {live.version}): make the candidate again."
                )
            if any(same(who, author) for author in candidate.authors):
                raise PublishingError(
                    f"{who} wrote part of this, so someone else has to approve it. It was written by: "
                    f"{', '.join(candidate.authors)}."
                )
            worse = candidate.comparison.of("worse")
            if worse and not despite.strip():
                raise PublishingError(
                    f"{len(worse)} of the evaluation's questions would be answered worse than now. Look at them: "
                    f"centreguide candidate --show {version}. If it is right all the same, say why: --despite."
                )
            return self._point(version, live.off, pointer.PUBLISHED, who, why, candidate.authors, despite)

    def roll_back(self, who: str, why: str, train: Train, version: str | None = None) -> Live:
        """Makes a release that was live before live again: the one before the present, if none is named.

        Args:
            version: the one that is wanted, or the beginning of it.

        Raises:
            ChangedRelease: it was changed after it was built.
            PublishingError: there is none to go back to.
        """
        with self._alone():
            live = self._live()
            for name in self._past(live.version, version):
                release = self.releases.get(name)
                if release is None:
                    raise PublishingError(
                        f"The release {name} isn't whole: restore {self.releases.folder} from the backup."
                    )
                release.verify()
                if not self.releases.is_current(release):
                    release = self.releases.build(release.folder, train)
                if release.manifest.version != live.version:
                    return self._point(release.manifest.version, live.off, pointer.ROLLED_BACK, who, why)
            raise PublishingError(f"There is no release to go back to: {live.version} is live already.")

    def _past(self, live: str, wanted: str | None) -> list[str]:
        """The versions to go back to, the likeliest first: the one that is wanted, or those that were live earlier.

        Raises:
            PublishingError: there is none, or several begin as is wanted.
        """
        first_to_last = list(dict.fromkeys(record.version for record in reversed(list(self.history.records()))))
        if wanted is None:
            earlier = first_to_last[: first_to_last.index(live)] if live in first_to_last else first_to_last
            if not earlier:
                raise PublishingError("There is no release to go back to: there was none before this one.")
            return earlier[::-1]
        return [begun(wanted, first_to_last, "release that was live", "See which were: centreguide history.")]

    def switch_off(self, message: str, who: str, why: str) -> Live:
        """Has the bot give this message instead of answers; danger to life is still answered.

        Raises:
            PublishingError: the message is empty or too long, or nothing is live.
        """
        told = " ".join(message.split())
        if not told or len(told) > LONGEST_MESSAGE:
            raise PublishingError(f"Write a message for visitors, of {LONGEST_MESSAGE} characters at most.")
        with self._alone():
            return self._point(self._live().version, told, pointer.OFF, who, why)

    def switch_on(self, who: str, why: str) -> Live:
        """Has the bot answer again.

        Raises:
            PublishingError: it isn't switched off.
        """
        with self._alone():
            live = self._live()
            if live.off is None:
                raise PublishingError("The bot isn't switched off.")
            return self._point(live.version, None, pointer.ON, who, why)

    def _live(self) -> Live:
        live = self._told()
        if live is None:
            raise PublishingError("Nothing is live yet: start the bot once, which publishes the draft as it is.")
        return live

    def _told(self) -> Live | None:
        """What is live by the pointer; by the history where the pointer can't be read, which the next change mends."""
        try:
            return self.releases.live()
        except PointerError:
            last = next(self.history.records(), None)
            if last is None:
                raise
            return Live(last.version, last.off, last.entry)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the folder, with a history that has caught up with the pointer."""
        self.releases.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.releases.folder / _LOCK)
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout:
            raise PublishingError("Somebody else is publishing at this moment: try again in a minute.") from None
        try:
            self._record()
            yield
        finally:
            lock.release()

    def _point(
        self,
        version: str,
        off: str | None,
        what: str,
        who: str,
        why: str,
        authors: tuple[str, ...] = (),
        despite: str = "",
    ) -> Live:
        before, last = self._told(), next(self.history.records(), None)
        number = max(before.entry.number if before else 0, last.entry.number if last else 0) + 1
        when = datetime.now(timezone.utc).isoformat(timespec="seconds")
        live = Live(version, off, Entry(number, what, who, why, when, authors, despite))
        pointer.write(self.releases.folder, live)
        self._record()
        return live

    def _record(self) -> None:
        live = self._told()
        release = self.releases.get(live.version) if live else None
        if live and release:
            self.history.record_live(live, release.folder)
