import asyncio
import os
from pathlib import Path

import pytest

from centreguide.release.store import Release, Releases
from centreguide.server.health import release as health
from centreguide.server.health.readiness import State
from centreguide.server.health.release import ReleaseCheck
from tests.release.conftest import draft, encoder

__all__ = ["draft", "encoder"]


@pytest.fixture
def release(tmp_path: Path, draft: Path) -> Release:
    def train(folder: Path, target: Path) -> None:
        target.write_bytes(b"model")

    return Releases(tmp_path / "releases").build(draft, train)


@pytest.fixture
def check(release: Release) -> ReleaseCheck:
    return ReleaseCheck(Releases(release.folder.parent), lambda: release.manifest.version)


def look(check: ReleaseCheck) -> State:
    return asyncio.run(check())


def edit(file: Path) -> None:
    """Changes a word for one of the same length; the file's time may stay as it was."""
    file.write_text(file.read_text(encoding="utf-8").replace('"No."', '"Na."'), encoding="utf-8")


def test_an_edit_by_hand_is_told_and_so_is_its_mending(
    check: ReleaseCheck, release: Release, caplog: pytest.LogCaptureFixture
) -> None:
    assert look(check) == State(True, release.manifest.version)
    answers = release.folder / "wording" / "answers.yml"
    before = answers.read_bytes()
    edit(answers)
    state = look(check)
    assert (state.good, "was changed after it was built" in state.told) == (False, True)
    assert "wording/answers.yml was changed" in caplog.text
    answers.write_bytes(before)
    assert look(check).good


def test_an_edit_that_hides_is_found_when_the_whole_is_read(
    check: ReleaseCheck, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look(check).good
    answers = release.folder / "wording" / "answers.yml"
    times = answers.stat().st_atime_ns, answers.stat().st_mtime_ns
    edit(answers)
    os.utime(answers, ns=times)
    assert look(check).good
    monkeypatch.setattr(health, "WHOLE", -1.0)
    assert not look(check).good


def test_files_are_not_read_again_while_they_look_the_same(
    check: ReleaseCheck, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look(check).good
    monkeypatch.setattr(Release, "verify", lambda self: pytest.fail("the files were read again"))
    assert look(check).good


def test_a_release_that_is_gone_is_told(check: ReleaseCheck, release: Release) -> None:
    release.model_file.unlink()
    assert look(check) == State(False, f"{release.manifest.version} isn't whole: restore it, or roll back")
