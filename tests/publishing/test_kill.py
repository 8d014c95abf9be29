"""Publishing is killed at each of its steps on the disk: the old release or the new one is live, whole, every time."""

import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from centreguide.publishing.candidate import Candidate
from centreguide.publishing.publish import Publishing
from centreguide.release.pointer import PUBLISHED, Live
from tests.publishing.conftest import Compared, train

KILLED = 9
CHANGING = ("os.rename", "os.remove", "os.mkdir", "os.link", "os.rmdir", "os.truncate")


def killed(step: int, work: Callable[[], object]) -> bool:
    """Does the work in a child process that is gone at a step; False if it came to its end before."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            sys.addaudithook(_Killer(step))
            work()
            status = 0
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, KILLED)
    return status == KILLED


class _Killer:
    def __init__(self, step: int) -> None:
        self._left = step

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes or event in CHANGING:
            if self._left == 0:
                os._exit(KILLED)
            self._left -= 1


def publish(folder: Path, version: str) -> Live:
    return Publishing(folder).publish(version, "Bob", "fine")


def make(folder: Path, draft: Path, compared: Compared) -> Candidate:
    return Publishing(folder).candidates.make(draft, "Ann", "politer", train, compared)


def test_publishing_killed_at_each_step(
    publishing: Publishing, draft: Path, reword: Callable[[str], None], compared: Compared, tmp_path: Path
) -> None:
    old = publishing.releases.live()
    reword("No, sorry.")
    candidate = publishing.candidates.make(draft, "Ann", "politer", train, compared)
    step, seen = 0, []
    while True:
        folder = shutil.copytree(publishing.releases.folder, tmp_path / f"step-{step}")
        finished = not killed(step, partial(publish, folder, candidate.version))
        again = Publishing(folder)
        live, release = again.releases.live(), again.releases.published()
        assert live is not None
        assert release is not None
        assert old is not None
        assert live.version in (old.version, candidate.version)
        assert release.content().wording.answers["no"] == {old.version: "No."}.get(live.version, "No, sorry.")
        seen.append(live.version == candidate.version)
        if live.version == old.version:
            again.publish(candidate.version, "Bob", "fine")
        else:
            again.switch_off("Back at noon.", "Bob", "to use it once more")
        assert [record.version for record in again.history.records() if record.entry.what == PUBLISHED] == [
            candidate.version,
            old.version,
        ]
        if finished:
            break
        step += 1
    assert step > 5
    assert seen == sorted(seen)
    assert not seen[0]
    assert seen[-1]


def test_a_candidate_killed_at_each_step_leaves_what_is_live_and_can_be_made_again(
    publishing: Publishing, draft: Path, reword: Callable[[str], None], compared: Compared, tmp_path: Path
) -> None:
    old = publishing.releases.live()
    reword("No, sorry.")
    step = 0
    while True:
        folder = shutil.copytree(publishing.releases.folder, tmp_path / f"step-{step}")
        finished = not killed(step, partial(make, folder, draft, compared))
        again = Publishing(folder)
        assert again.releases.live() == old
        made = again.candidates.make(draft, "Ann", "politer", train, compared)
        again.publish(made.version, "Bob", "fine")
        assert again.releases.published() is not None
        if finished:
            break
        step += 1
    assert step > 20
