"""`centreguide content discard`: the draft put back to what is live."""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.content import command
from centreguide.content.draft import STATE, Draft
from centreguide.content.operations import AddAlias
from centreguide.content.snapshot import Snapshot
from centreguide.faults import FaultsError
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.history import History

Run = Callable[..., list[str]]


@pytest.fixture
def folder(folder: Path) -> Path:
    (folder / "config.yml").write_text("language: en\n")
    (folder / "safety").mkdir()
    (folder / "safety" / "urgent_signs.yml").write_text("emergency: []\n")
    return folder


@pytest.fixture
def live(folder: Path, tmp_path: Path) -> Path:
    """A release of the draft as it is at the start."""
    return shutil.copytree(folder, tmp_path / "release")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history")


@pytest.fixture
def draft(folder: Path, history: History, live: Path) -> Draft:
    """With all that a change can be: by command, by hand, a new file and a lost one."""
    found = Draft(folder, lambda by, why: history.record_draft(folder, by, why))
    history.record_draft(live, "Ann", "The start")
    found.change([AddAlias("trust", "us lot")], "Ann", "A name")
    (folder / "knowledge" / "more.yml").write_text("facts: oh dear\n")
    (folder / "data" / "more").mkdir()
    (folder / "data" / "more" / "nlu.yml").write_text("nlu: []\n")
    (folder / "safety" / "urgent_signs.yml").write_text("emergency: [help]\n")
    (folder / "domain.yml").unlink()
    return found


@pytest.fixture
def run(draft: Draft, live: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types the command as Ben, and gives the lines that it prints."""
    parser = argparse.ArgumentParser(prog="centreguide")
    command.add(parser.add_subparsers(required=True), lambda: draft, lambda: live)

    def run(*words: str) -> list[str]:
        options = parser.parse_args(["content", "discard", "--as", "Ben", *words])
        assert options.command(options) == 0
        return capsys.readouterr().out.splitlines()

    return run


def test_what_would_be_lost_is_shown_and_nothing_is_done_without_a_yes(
    run: Run, folder: Path, history: History
) -> None:
    before, edits = Snapshot.whole(folder), len(list(history.edits()))
    told = run()
    assert (Snapshot.whole(folder), len(list(history.edits()))) == (before, edits)
    assert "To do it: centreguide content discard --yes" in told[-1]
    at = told.index("knowledge/more.yml")
    assert told[at + 1] == "  - facts: oh dear"
    at = told.index("safety/urgent_signs.yml")
    assert told[at + 1 : at + 3] == ["  - emergency: [help]", "  + emergency: []"]
    assert told[told.index("domain.yml") + 1].startswith("  + ")
    assert any(line.startswith("  - ") and "us lot" in line for line in told)


def test_with_a_yes_the_draft_is_what_is_live(run: Run, folder: Path, live: Path) -> None:
    told = run("--yes")
    assert "  - facts: oh dear" in told
    assert "centreguide history --draft" in told[-1]
    assert Snapshot.whole(folder) == Snapshot.whole(live)
    assert run("--yes") == ["Nothing was changed: the draft is the same as what is live."]


def test_what_the_draft_was_is_kept_and_nobody_has_written_anything_any_more(
    run: Run, live: Path, history: History
) -> None:
    run("--yes", "--why", "It was all wrong")
    found = [(edit.by, edit.why) for edit in history.edits()]
    assert found[:3] == [("Ben", "It was all wrong"), ("Ben", "Edited by hand"), ("Ann", "A name")]
    assert "+facts: oh dear" in history.diff(list(history.edits())[1].commit)
    assert list(history.edits(since=live)) == []


def test_an_edit_by_hand_at_that_moment_is_not_overwritten(folder: Path, live: Path) -> None:
    def edit(by: str, why: str) -> None:
        (folder / "config.yml").write_text("language: cy\n")

    (folder / "knowledge" / "more.yml").write_text("facts: oh dear\n")
    with pytest.raises(FaultsError, match=r"config\.yml.*somebody edited it by hand"):
        Draft(folder, edit).put_back(live, "Ben", "It was all wrong")
    assert (folder / "config.yml").read_text() == "language: cy\n"
    assert (folder / "knowledge" / "more.yml").exists()
    assert not (folder / STATE / "ready").exists()


def test_files_that_differ_in_the_ends_of_lines_alone_are_named(run: Run, folder: Path) -> None:
    run("--yes")
    (folder / "config.yml").write_bytes(b"language: en\r\n")
    assert "config.yml" in run()


def test_there_is_nothing_to_go_back_to_before_the_first_release(folder: Path) -> None:
    parser = argparse.ArgumentParser(prog="centreguide")
    command.add(parser.add_subparsers(required=True), lambda: Draft(folder))
    options = parser.parse_args(["content", "discard", "--yes"])
    with pytest.raises(PublishingError, match="Nothing is live yet"):
        options.command(options)
