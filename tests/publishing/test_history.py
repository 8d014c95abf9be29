import shutil
import subprocess
from pathlib import Path

import pytest

from centreguide.publishing.errors import PublishingError
from centreguide.publishing.history import History
from centreguide.release.pointer import OFF, PUBLISHED, Entry, Live

WHEN = "2026-11-25T12:00:00+00:00"


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history")


def entry(number: int = 1, what: str = PUBLISHED, **more: str) -> Entry:
    return Entry(
        number, what, more.get("who", "Bob"), more.get("why", "fine"), WHEN, ("Ann", "Cy"), more.get("despite", "")
    )


def test_an_entry_says_who_when_why_and_what(history: History, draft: Path) -> None:
    lives = [
        Live("aaa", None, entry(1, why="first:\nas it\nis", despite="it has moved")),
        Live("aaa", "Back: at noon", Entry(2, OFF, "Zoë <z@x>", "a wrong place", WHEN)),
    ]
    for live in lives:
        history.record_live(live, draft)
    last, first = history.records()
    assert (last.version, last.off, last.entry.who, last.entry.why) == (
        "aaa",
        "Back: at noon",
        "Zoë z@x",
        "a wrong place",
    )
    assert first.entry == entry(1, why="first: as it is", despite="it has moved")
    assert (first.version, first.off) == ("aaa", None)


def test_the_same_entry_is_not_added_twice(history: History, draft: Path) -> None:
    for _ in range(2):
        history.record_live(Live("aaa", None, entry()), draft)
    assert len(list(history.records())) == 1


def test_it_is_there_again_for_the_next_process(history: History, draft: Path) -> None:
    history.record_live(Live("aaa", None, entry()), draft)
    assert list(History(history.folder).records()) == list(history.records())


def test_the_draft_is_recorded_when_it_changed(history: History, draft: Path) -> None:
    assert history.record_draft(draft, "Ann", "the start")
    assert not history.record_draft(draft, "Ann", "nothing new")
    before = shutil.copytree(draft, draft.parent / "before")
    (draft / "data" / "nlu.yml").write_text("nlu: [] # none\n")
    assert history.record_draft(draft, "Cy", "a comment")
    assert [(edit.by, edit.why) for edit in history.edits()] == [("Cy", "a comment"), ("Ann", "the start")]
    assert [edit.by for edit in history.edits(since=before)] == ["Cy"]
    assert "+nlu: [] # none" in history.diff(next(history.edits()).commit)


def test_it_is_a_git_repository_that_holds_the_content_and_nothing_else(
    history: History, draft: Path, tmp_path: Path
) -> None:
    if shutil.which("git") is None:
        pytest.skip("git isn't installed")
    (draft / "model.bin").write_text("a secret")
    (draft / "data" / "notes.txt").write_text("a secret")
    history.record_draft(draft, "Ann", "the start")
    history.record_live(Live("aaa", None, entry()), draft)
    subprocess.run(["git", "-C", history.folder, "fsck", "--strict"], check=True, capture_output=True)
    backup = tmp_path / "backup"
    subprocess.run(["git", "clone", "-q", history.folder, backup], check=True)
    restored = {path.relative_to(backup) for path in backup.rglob("*.*") if ".git" not in path.parts}
    assert restored == {path.relative_to(draft) for path in draft.rglob("*.yml")}
    assert (backup / "domain.yml").read_bytes() == (draft / "domain.yml").read_bytes()


def test_an_entry_is_found_by_the_beginning_of_its_id(history: History, draft: Path) -> None:
    history.record_draft(draft, "Ann", "the start")
    commit = next(history.edits()).commit
    assert history.diff(commit[:10]) == history.diff(commit)
    for unknown, told in (("", "too short"), ("zzzz", "No entry of the history begins with")):
        with pytest.raises(PublishingError, match=told):
            history.diff(unknown)
