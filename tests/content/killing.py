"""Stops a process at each of its steps on the disk in turn; run as a program, which has no threads to fork."""

import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from centreguide.content.draft import STATE, Draft
from centreguide.content.journal import Journal
from centreguide.content.operations import AddFact, AddIntent, AddWaysToAsk, ChangeSmallTalk

STEPS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod")
KILLED, DONE = 9, 0
BEFORE = {"a.yml": b"old a\n", "data/b.yml": b"old b\n", "data/d.yml": b"old d\n"}
AFTER = {"a.yml": b"new a\n", "data/b.yml": b"new b\n", "data/deep/c.yml": b"new c\n"}
"""What is there after the change, which removes the file that isn't among these."""
LOG = "recorded.txt"

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="tells a removed file's folder by /proc")


def done(folder: Path, step: int, action: Callable[[Path], None]) -> bool:
    """Whether the action is done in a process that ends before its step of this number in the folder."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(_Stop(folder, step))
        action(folder)
        os._exit(DONE)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (DONE, KILLED), code
    return code == DONE


class _Stop:
    def __init__(self, folder: Path, step: int) -> None:
        self.folder = str(folder)
        self.left = step

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if (writes or event in STEPS) and self._inside(*args[:: len(args) - 1]):
            self.left -= 1
            if self.left < 0:
                os._exit(KILLED)

    def _inside(self, path: Any, folder_handle: Any) -> bool:
        if isinstance(path, int):
            return False
        inside = isinstance(folder_handle, int) and folder_handle >= 0 and not str(path).startswith("/")
        base = Path(f"/proc/self/fd/{folder_handle}").readlink() if inside else Path()
        return str(base / os.fspath(path)).startswith(self.folder)


def change_of_draft(folder: Path) -> None:
    fact = {
        "id": "parking",
        "about": ["trust"],
        "answers": ["ask_parking"],
        "say": "We have no car park.",
        "source": {"page": "about", "section": "About"},
    }
    operations = [
        AddIntent("ask_parking", ("where can I leave the car",)),
        AddFact(fact),
        AddWaysToAsk("parking", ("is there a car park",)),
        ChangeSmallTalk("goodbye", "Bye.", draft(folder).version_of("small_talk", "goodbye")),
    ]
    draft(folder).change(operations, "Ann", "Parking")


def draft(folder: Path) -> Draft:
    return Draft(folder, recording(folder))


def change_of_files(folder: Path) -> None:
    change(Journal(folder, folder / STATE, recording(folder)))


def change(journal: Journal) -> None:
    journal.replace(BEFORE, {**dict.fromkeys(BEFORE), **AFTER}, "Ann", "New ones")


def recovery_of_files(folder: Path) -> None:
    Journal(folder, folder / STATE, recording(folder)).recover()


def recording(folder: Path) -> Callable[[str, str], None]:
    def record(by: str, why: str) -> None:
        with (folder / LOG).open("a") as log:
            log.write(f"{by}: {why}\n")

    return record


def main(kind: str, source: Path, target: Path) -> None:
    """Leaves a folder for each step, named by its number; for the journal, one for each step of the recovery, too."""
    for step in count():
        folder = target / str(step)
        shutil.copytree(source, folder)
        if done(folder, step, change_of_draft if kind == "draft" else change_of_files):
            return
        for again in count() if kind == "journal" else ():
            copy = target / f"{step}-{again}"
            shutil.copytree(folder, copy)
            if done(copy, again, recovery_of_files):
                break


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
