"""Whenever the process stops, all files are old or all are new, and nobody's edit is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from centreguide.content.draft import STATE
from centreguide.content.journal import Journal
from centreguide.faults import FaultsError
from tests.content.killing import AFTER, BEFORE, LOG, change, needs_proc, recording

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "source"
    for name, content in BEFORE.items():
        (found / name).parent.mkdir(parents=True, exist_ok=True)
        (found / name).write_bytes(content)
    (found / STATE).mkdir()
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


def journal(folder: Path) -> Journal:
    return Journal(folder, folder / STATE, recording(folder))


def test_all_files_are_replaced_and_the_change_is_recorded(folder: Path) -> None:
    (folder / "a.yml").chmod(0o640)
    change(journal(folder))
    assert contents(folder) == AFTER
    assert (folder / LOG).read_text() == "Ann: New ones\n"
    assert (folder / "a.yml").stat().st_mode & 0o777 == 0o640
    assert list((folder / STATE).iterdir()) == []


@needs_proc
def test_stopped_at_any_step_and_again_at_any_step_of_the_recovery_files_are_all_old_or_all_new(
    folder: Path, tmp_path: Path
) -> None:
    target = tmp_path / "stopped"
    command = [sys.executable, "-m", "tests.content.killing", "journal", str(folder), str(target)]
    subprocess.run(command, cwd=PROJECT, check=True)
    outcomes = {}
    for stopped in target.iterdir():
        journal(stopped).recover()
        found = contents(stopped)
        assert found in (BEFORE, AFTER), stopped.name
        recorded = (stopped / LOG).read_text().splitlines() if (stopped / LOG).exists() else []
        assert set(recorded) == ({"Ann: New ones"} if found == AFTER else set())
        assert list((stopped / STATE).iterdir()) == []
        outcomes[stopped.name] = found
    steps = sorted(int(name) for name in outcomes if "-" not in name)
    assert steps == list(range(len(steps)))
    assert len(steps) > 10
    assert outcomes["0"] == BEFORE
    assert outcomes[str(steps[-1])] == AFTER
    # Once a step has decided for the new files, every later one has.
    decided = [outcomes[str(step)] == AFTER for step in steps]
    assert decided == sorted(decided)


def test_a_file_that_was_to_go_and_was_edited_by_hand_meanwhile_is_not_lost(folder: Path) -> None:
    def crash(by: str, why: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change(Journal(folder, folder / STATE, crash))
    (folder / "data" / "d.yml").write_bytes(b"by hand\n")
    with pytest.raises(FaultsError, match=r"data/d\.yml, line 1, the whole file: .*edited by hand"):
        journal(folder).recover()
    assert (folder / "data" / "d.yml").read_bytes() == b"by hand\n"


def test_an_edit_by_hand_between_the_stop_and_the_recovery_is_not_lost(folder: Path) -> None:
    def crash(by: str, why: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        change(Journal(folder, folder / STATE, crash))
    # As if the process had been stopped before its first file was in place.
    ready = folder / STATE / "ready" / "files"
    ready.mkdir(exist_ok=True)
    (folder / "a.yml").rename(ready / "a.yml")
    (folder / "a.yml").write_bytes(b"by hand\n")
    with pytest.raises(FaultsError, match=r"a\.yml, line 1, the whole file: .*edited by hand"):
        journal(folder).recover()
    assert (folder / "a.yml").read_bytes() == b"by hand\n"
    (folder / "a.yml").unlink()
    journal(folder).recover()
    assert contents(folder) == AFTER
