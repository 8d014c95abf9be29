import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from centreguide.encoder import runtime
from centreguide.errors import ServerError
from centreguide.inbox import inbox as inbox_module
from centreguide.inbox.grouping import grouped
from centreguide.inbox.inbox import Inbox, Reason, Status

TODAY = date(2026, 11, 25)


def texts(inbox: Inbox, status: Status = Status.OPEN) -> list[str]:
    return [question.text for question in inbox.questions(status)]


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def on_disk(database: Path, word: str) -> list[str]:
    return [file.name for file in database.parent.iterdir() if word.encode() in file.read_bytes()]


def test_a_question_is_kept_with_why_and_the_day_and_nothing_else(inbox: Inbox, database: Path) -> None:
    assert inbox.note("where can I park?", Reason.DECLINED, "oos_travel", TODAY)
    (question,) = inbox.questions()
    assert (question.text, question.reason, question.intent, question.day) == (
        "where can I park?",
        Reason.DECLINED,
        "oos_travel",
        TODAY,
    )
    with sqlite3.connect(database) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(questions)")}
    assert columns == {"id", "text", "reason", "intent", "day", "vector", "status", "group_id"}


def test_what_is_kept_is_redacted(inbox: Inbox) -> None:
    inbox.note("my name is Jane Doe and where can I park", Reason.UNKNOWN)
    assert texts(inbox) == ["my name is [name] and where can I park"]


@pytest.mark.parametrize("text", ["", "???", "😀", "07700 900123", "a", "me@example.com 12/3/1958"])
def test_what_has_no_words_left_is_not_kept(inbox: Inbox, text: str) -> None:
    assert not inbox.note(text, Reason.UNKNOWN)
    assert inbox.questions() == []


def test_it_is_there_after_a_restart(inbox: Inbox, database: Path) -> None:
    inbox.note("where can I park?", Reason.UNKNOWN)
    inbox.close()
    again = Inbox(database)
    (question,) = again.questions()
    assert question.text == "where can I park?"
    assert float(question.vector @ runtime.shared().encode(["where can I park?"])[0]) == pytest.approx(1, abs=0.001)


def test_the_file_is_private_and_tuned(inbox: Inbox, database: Path) -> None:
    inbox.note("where can I park?", Reason.UNKNOWN)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in database.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_questions_are_deleted_after_the_days(inbox: Inbox) -> None:
    inbox.note("what is old", Reason.UNKNOWN, today=days_ago(31))
    inbox.note("what is young", Reason.UNKNOWN, today=days_ago(30))
    assert inbox.delete_expired(30, TODAY) == 1
    assert texts(inbox) == ["what is young"]
    assert inbox.delete_expired(30, TODAY) == 0


def test_deleted_words_are_gone_from_the_disk(inbox: Inbox, database: Path) -> None:
    for number in range(50):
        inbox.note(f"does canary number {number} sing", Reason.UNKNOWN, today=days_ago(40))
    inbox.close_group(1, range(1, 26), Status.ASIDE)
    inbox.close_group(30, range(30, 40), Status.ASSIGNED)
    assert on_disk(database, "canary")
    assert inbox.delete_expired(30, TODAY) == 50
    assert on_disk(database, "canary") == []


def test_what_was_set_aside_stays_hidden_when_its_words_are_gone(inbox: Inbox) -> None:
    for text in ("is there parking", "where can I park", "where can I park"):
        inbox.note(text, Reason.UNKNOWN, today=days_ago(40))
    (group,) = grouped(inbox.questions())
    inbox.close_group(group.id, [question.id for question in group.questions], Status.ASIDE)
    inbox.delete_expired(30, TODAY)
    aside = inbox.questions(Status.ASIDE)
    assert [question.text for question in aside] == ["", ""]
    inbox.note("can I park there?", Reason.UNKNOWN, today=TODAY)
    inbox.note("do you treat sickle cell?", Reason.UNKNOWN, today=TODAY)
    assert [group.title for group in grouped(inbox.questions(), aside)] == ["do you treat sickle cell?"]
    assert inbox.delete_expired(30, TODAY) == 0
    assert len(inbox.questions(Status.ASIDE)) == 2


def test_a_closed_question_is_open_no_more(inbox: Inbox) -> None:
    for text in ("is there parking", "is there wifi", "do you do hips"):
        inbox.note(text, Reason.UNKNOWN)
    inbox.close_group(1, [1], Status.ASSIGNED)
    inbox.close_group(2, [2], Status.ASIDE)
    assert texts(inbox) == ["do you do hips"]
    assert texts(inbox, Status.ASSIGNED) == ["is there parking"]
    assert texts(inbox, Status.ASIDE) == ["is there wifi"]


def test_the_oldest_go_where_there_are_too_many(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "MOST_OPEN", 3)
    inbox.note("set aside before", Reason.UNKNOWN)
    inbox.close_group(1, [1], Status.ASIDE)
    for number in range(5):
        inbox.note(f"question number {number}", Reason.UNKNOWN)
    assert texts(inbox) == [f"question number {number}" for number in (2, 3, 4)]
    assert texts(inbox, Status.ASIDE) == ["set aside before"]


def test_an_id_is_never_used_again(inbox: Inbox) -> None:
    inbox.note("what is old", Reason.UNKNOWN, today=days_ago(31))
    inbox.delete_expired(30, TODAY)
    inbox.note("what is young", Reason.UNKNOWN, today=TODAY)
    assert [question.id for question in inbox.questions()] == [2]


def test_a_second_process_and_several_threads_may_use_it(inbox: Inbox, database: Path) -> None:
    other = Inbox(database, lambda texts: np.ones((len(texts), 384), dtype=np.float32))
    with ThreadPoolExecutor(8) as pool:
        for number in range(40):
            pool.submit(other.note if number % 2 else inbox.note, f"question number {number}", Reason.UNKNOWN)
    assert len(inbox.questions()) == 40


def test_a_file_that_is_no_inbox_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.db").write_text("this is no database at all" * 100)
    with pytest.raises(ServerError, match=r"inbox .*bad\.db can't be used"):
        Inbox(tmp_path / "bad.db")
    with pytest.raises(ServerError, match="can't be used"):
        Inbox(tmp_path)
