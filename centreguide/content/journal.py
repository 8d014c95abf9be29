"""Several files replaced together: all of them or none, wherever the process is stopped."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from centreguide import disk
from centreguide.faults import Fault, FaultsError

_NOTE = "note.json"

Record = Callable[[str, str], None]
"""Writes who made a change and why into the history; told of the same change twice, the second time writes nothing."""


def no_record(by: str, why: str) -> None:
    """Keeps no history."""


class Journal:
    """New contents on their way into a folder's files, by a folder of its own on the same disk.

    They are written into the journal first. Renaming them to `ready` decides: before it nothing has happened, after it
    whoever comes next finishes the work.
    """

    def __init__(self, folder: Path, journal: Path, record: Record = no_record) -> None:
        self._folder = folder
        self._writing = journal / "writing"
        self._ready = journal / "ready"
        self._record = record

    def replace(self, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None], by: str, why: str) -> None:
        """Replaces files by their new contents, by name, or removes them (None); `before` is what each holds now."""
        self.recover()
        for name, content in after.items():
            if content is None:
                continue
            _write(self._writing / "files" / name, content)
            if (self._folder / name).exists():
                shutil.copymode(self._folder / name, self._writing / "files" / name)
        gone = [name for name, content in after.items() if content is None]
        note = {"by": by, "why": why, "before": {name: _hash(before.get(name)) for name in after}, "gone": gone}
        _write(self._writing / _NOTE, json.dumps(note).encode())
        for folder in [self._writing, *self._writing.rglob("*/")]:
            disk.sync(folder)
        self._writing.rename(self._ready)
        disk.sync(self._ready.parent)
        self._finish()

    def recover(self) -> None:
        """Finishes a change that was decided, and throws away one that wasn't.

        Raises:
            FaultsError: A file was edited by hand between the stop and now: neither version may be lost.
        """
        shutil.rmtree(self._writing, ignore_errors=True)
        if self._ready.exists():
            self._finish()

    def _finish(self) -> None:
        # The note goes last of all but the folder itself: without it, the work is done.
        if (self._ready / _NOTE).exists():
            note = json.loads((self._ready / _NOTE).read_text(encoding="utf-8"))
            waiting = [name for name in note["before"] if (self._ready / "files" / name).exists()]
            # A process of an older version, which removed no files, may have been stopped.
            gone = [name for name in note.get("gone", ()) if (self._folder / name).exists()]
            self._refuse_edited({name: note["before"][name] for name in (*waiting, *gone)})
            for name in waiting:
                target = self._folder / name
                target.parent.mkdir(parents=True, exist_ok=True)
                (self._ready / "files" / name).replace(target)
            for name in gone:
                (self._folder / name).unlink()
            for folder in {(self._folder / name).parent for name in note["before"]}:
                disk.sync(folder)
            self._record(note["by"], note["why"])
            shutil.rmtree(self._ready / "files", ignore_errors=True)
        shutil.rmtree(self._ready)

    def _refuse_edited(self, before: Mapping[str, str | None]) -> None:
        there = [name for name in before if (self._folder / name).exists()]
        edited = [name for name in there if _hash((self._folder / name).read_bytes()) != before[name]]
        told = (
            "a change to it was half made, and then it was edited by hand. Move your file out of the folder, do this "
        )
        if edited:
            raise FaultsError(
                Fault(name, 1, "the whole file", f"{told}again, and then make your edit.") for name in edited
            )


def _hash(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.write(path, content)
