"""The draft: the working files from which releases are built, and the one way in which a program changes them."""

import fcntl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from centreguide.content.files import DECLINES, FACTS, KNOWLEDGE, REASONS, SMALL_TALK, SUBJECTS, Files, unknown, version
from centreguide.content.journal import Journal, Record, no_record
from centreguide.content.operations import Operation
from centreguide.content.snapshot import Snapshot
from centreguide.content.yaml_files import UnreadableError
from centreguide.faults import Fault, FaultsError

STATE = ".centreguide-draft"
"""The draft's own folder in its folder, for the lock and the journal."""

EDITED_BY_HAND = "Edited by hand"
"""The history's word for changes that no command made, under the name of whoever came upon them."""

_SECTIONS = {"fact": FACTS, "subject": SUBJECTS}
_SENTENCES = {"small_talk": (SMALL_TALK, ()), "decline": (DECLINES, (REASONS,))}


class Draft:
    """The folder with `domain.yml`, `data/`, `knowledge/` and `wording/`, for several editors at once.

    `record` writes an entry of the history after each change.
    """

    def __init__(self, folder: Path, record: Record = no_record) -> None:
        self.folder = folder
        self._state = folder / STATE
        self._journal, self._record = Journal(folder, self._state, record), record

    def change(self, operations: Sequence[Operation], by: str, why: str = "") -> tuple[Path, ...]:
        """Does all of the operations or none, and gives the files that changed, as seen from the draft's folder.

        Args:
            by: who makes the change.
            why: the reason; what the operations do, if none is given.

        Raises:
            FaultsError: with every mistake in the operations or in the files; nothing is changed.
        """
        with self._alone():
            before = Snapshot.read(self.folder)
            after = _changed(before, operations)
            changed = {name: content for name, content in after.files.items() if content != before.files.get(name)}
            if changed and after.faults:
                # Those that the files had before are told first, since their lines are the files' own.
                raise FaultsError(before.faults or after.faults)
            _refuse_edited(before, Snapshot.read(self.folder))
            if changed:
                self._journal.replace(before.files, changed, by, why or " ".join(map(str, operations)))
            return tuple(Path(name) for name in sorted(changed))

    def put_back(self, content: Path, by: str, why: str) -> tuple[Path, ...]:
        """Makes the draft what a release is, whatever is wrong with it, and gives the files that changed.

        The history gets the draft as it is first, so that it isn't lost.

        Args:
            content: the release's folder.
            by: who puts it back.
            why: the reason.

        Raises:
            FaultsError: somebody edited it by hand at this moment; nothing is changed.
        """
        with self._alone():
            before, after = Snapshot.whole(self.folder), Snapshot.whole(content)
            names = sorted({*before.files, *after.files})
            changed = {name: after.files.get(name) for name in names if before.files.get(name) != after.files.get(name)}
            if changed:
                self._record(by, EDITED_BY_HAND)
                _refuse_edited(before, Snapshot.whole(self.folder))
                self._journal.replace(before.files, changed, by, why)
            return tuple(map(Path, changed))

    def recover(self) -> None:
        """Finishes what a killed process left half done, or undoes it; every other use does that first as well."""
        with self._alone():
            pass

    def entry(self, kind: str, name: str) -> Mapping[str, Any]:
        """A fact or subject as it stands now, or a sentence as `{name: text}`.

        Args:
            kind: "fact", "subject", "small_talk" or "decline".

        Raises:
            FaultsError: There is none, or the file can't be read.
        """
        return _entry(self.files(), kind, name)

    def version_of(self, kind: str, name: str) -> str:
        """Tells one state of an entry from another; whoever changes the entry hands in what they saw.

        Raises:
            FaultsError: There is none, or the file can't be read.
        """
        return version(dict(self.entry(kind, name)))

    def files(self) -> Files:
        """The files as they stand now.

        Raises:
            FaultsError: One of them can't be read.
        """
        with self._alone():
            return _opened(Snapshot.read(self.folder))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._state.mkdir(exist_ok=True)
        with (self._state / "lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._journal.recover()
            yield


def _refuse_edited(before: Snapshot, now: Snapshot) -> None:
    names = sorted({*now.files, *before.files})
    edited = [name for name in names if now.files.get(name) != before.files.get(name)]
    told = "somebody edited it by hand at this moment; nothing was changed. Do it again."
    if edited:
        raise FaultsError(Fault(name, 1, "the whole file", told) for name in edited)


def _entry(files: Files, kind: str, name: str) -> Mapping[str, Any]:
    if kind in _SENTENCES:
        file, place = _SENTENCES[kind]
        text = files.file(file).sentence(*place, name)
        if not isinstance(text, str):
            raise FaultsError([unknown(f"reply to {name}", name, files.file(file).sentence(*place) or (), file)])
        return {name: text}
    section = _SECTIONS[kind]
    entry = files.entry(section, name)
    if entry is None:
        raise FaultsError([unknown(kind, name, files.names(section), KNOWLEDGE)])
    return entry.data


def _opened(draft: Snapshot) -> Files:
    files = Files(draft.files)
    try:
        files.open()
    except UnreadableError as error:
        raise _unreadable(draft, error) from error
    return files


def _changed(before: Snapshot, operations: Sequence[Operation]) -> Snapshot:
    files = _opened(before)
    try:
        faults = [fault for operation in operations for fault in operation.apply(files)]
    except UnreadableError as error:
        raise _unreadable(before, error) from error
    if faults:
        raise FaultsError([*before.faults, *faults])
    try:
        return before.changed(files.contents()).derived()
    except FaultsError as error:
        raise FaultsError(before.faults or error.faults) from error


def _unreadable(draft: Snapshot, error: UnreadableError) -> FaultsError:
    return FaultsError(draft.faults or [Fault(str(error), 1, "the whole file", "it can't be read.")])
