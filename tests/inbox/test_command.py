import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from centreguide.content.draft import Draft
from centreguide.faults import FaultsError
from centreguide.inbox import command
from centreguide.inbox.inbox import Inbox, Reason, Status
from centreguide.training_data import examples
from tests.content.conftest import draft_folder

PARKING = ("is there parking", "where can I park my car", "can I park my car there")
FACT = ["--about", "heart_unit", "--say", "There is a car park behind the unit.", "--section", "Riverside Heart Unit"]
Run = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CENTREGUIDE_EDITOR", "Ada")
    return draft_folder(tmp_path / "draft")


@pytest.fixture
def recorded() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def run(folder: Path, database: Path, recorded: list[tuple[str, str]]) -> Run:
    def run(*arguments: str) -> int:
        parser = argparse.ArgumentParser()
        commands = parser.add_subparsers()
        command.add(commands, lambda: Draft(folder, lambda by, why: recorded.append((by, why))), database)
        options = parser.parse_args(["inbox", *arguments])
        return int(options.command(options))

    return run


def note(inbox: Inbox, *texts: str, reason: Reason = Reason.UNKNOWN, intent: str = "") -> None:
    for text in texts:
        inbox.note(text, reason, intent, date(2026, 11, 25))


def of(folder: Path, intent: str) -> list[str]:
    return [example.text for example in examples(folder) if example.intent == intent]


def count(inbox: Inbox, status: Status) -> int:
    return len(inbox.questions(status))


def test_the_reasons_that_visitors_gave_are_told(run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    for reason in (Reason.WRONG, Reason.WRONG, Reason.UNCLEAR, Reason.OTHER_QUESTION, Reason.UNHELPFUL):
        note(inbox, PARKING[0], reason=reason)
    assert run("show", "1") == 0
    heading = capsys.readouterr().out.splitlines()[0]
    assert heading == (
        "1. 5 times, 25 November 2026. The answer was found wrong (2); the answer was found unclear (1); "
        "the answer was to another question (1); the answer was found unhelpful (1)."
    )


def test_an_empty_inbox_says_so(run: Run, capsys: pytest.CaptureFixture[str], database: Path) -> None:
    assert run() == 0
    assert capsys.readouterr().out == "The inbox is empty: no question has waited for an answer lately.\n"
    assert not database.exists()
    Inbox(database).close()
    assert run() == 0
    assert "The inbox is empty" in capsys.readouterr().out


def test_groups_are_listed_with_why_and_when_the_unknown_first(
    run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    note(inbox, *PARKING, "is there parking", "where do I park", reason=Reason.DECLINED, intent="oos_travel")
    inbox.note("do you treat sickle cell", Reason.UNKNOWN, today=date(2026, 11, 3))
    inbox.note("is there a sickle cell clinic", Reason.ASKED_BACK, today=date(2026, 11, 24))
    assert run() == 0
    out = capsys.readouterr().out
    assert "7 questions in 2 groups" in out
    assert "6. 2 times, 3 November 2026 to 24 November 2026. No answer known (1); the bot asked back (1)." in out
    assert "1. 5 times, 25 November 2026. Declined: oos_travel." in out
    assert out.index("sickle") < out.index("park")
    assert "    also: " in out
    assert "centreguide inbox assign" in out


def test_a_hint_names_the_nearest_kind_of_question(
    run: Run, inbox: Inbox, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "data" / "nlu.yml").open("a", encoding="utf-8") as file:
        file.write("- intent: ask_parking\n  examples: |\n    - where is the car park\n")
    note(inbox, *PARKING)
    run()
    assert "    nearest: ask_parking (“where is the car park”)\n" in capsys.readouterr().out


def test_a_long_list_is_cut_and_all_shows_the_rest_and_what_is_done(
    run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "MOST_LISTED", 2)
    note(
        inbox, "do you treat sickle cell", "how do I volunteer", "is there wifi", "are dogs allowed", "where can I pray"
    )
    inbox.close_group(4, [4], Status.ASIDE)
    inbox.close_group(5, [5], Status.ASSIGNED)
    run()
    out = capsys.readouterr().out
    assert "is there wifi" not in out
    assert "And 1 more: centreguide inbox --all" in out
    run("--all")
    out = capsys.readouterr().out
    assert "3. Once" in out
    assert "Set aside: 4. Once" in out
    assert "Done: 5. Once" in out


def test_every_wording_is_shown_with_its_number(run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    note(inbox, *PARKING, "Is there parking?", "my name is Jane where can I park my car")
    assert run("show", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        "   1. is there parking  (2 times)",
        "   2. where can I park my car",
        "   3. can I park my car there",
        "   4. my name is [name] where can I park my car  (no example: something was taken out)",
    ]


def test_a_group_becomes_examples_without_what_was_redacted(
    run: Run, inbox: Inbox, folder: Path, recorded: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    note(inbox, *PARKING, "Is there parking?", "my name is Jane where can I park my car", "do you treat sickle cell")
    assert run("assign", "1", "oos_travel", "--as", "Grace", "--why", "People ask so") == 0
    assert of(folder, "oos_travel")[2:] == list(PARKING)
    assert recorded == [("Grace", "People ask so")]
    out = capsys.readouterr().out
    assert "Adds to the examples of oos_travel" in out
    assert "taken out of them:\n  my name is [name] where can I park my car\n" in out
    assert (count(inbox, Status.OPEN), count(inbox, Status.ASSIGNED)) == (1, 5)


def test_only_the_wordings_that_are_named_become_examples(run: Run, inbox: Inbox, folder: Path) -> None:
    note(inbox, *PARKING)
    assert run("assign", "1", "oos_travel", "--only", "3,1") == 0
    assert of(folder, "oos_travel")[2:] == [PARKING[2], PARKING[0]]
    assert count(inbox, Status.OPEN) == 0


def test_a_group_is_known_by_its_oldest_question_as_it_grows(run: Run, inbox: Inbox, folder: Path) -> None:
    note(inbox, "do you treat sickle cell", *PARKING[:2])
    note(inbox, "is there wifi", PARKING[2])
    assert run("assign", "2", "oos_travel") == 0
    assert of(folder, "oos_travel")[2:] == list(PARKING)


def test_what_is_an_example_already_is_left_out(
    run: Run, inbox: Inbox, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note(inbox, *PARKING)
    Draft(folder).change([command.planning.AddExamples("oos_travel", ("Is there parking?",))], "Ada", "why")
    assert run("assign", "1", "oos_travel") == 0
    assert of(folder, "oos_travel")[2:] == ["Is there parking?", *PARKING[1:]]
    assert "they are examples already:\n  is there parking\n" in capsys.readouterr().out
    note(inbox, *PARKING)
    assert run("assign", "4", "oos_travel") == 1
    assert "centreguide inbox aside 4" in capsys.readouterr().err
    assert count(inbox, Status.OPEN) == 3


def test_a_new_kind_of_question_comes_with_its_answer_in_one_change(
    run: Run, inbox: Inbox, folder: Path, recorded: list[tuple[str, str]]
) -> None:
    note(inbox, *PARKING)
    assert run("new", "1", "ask_parking", *FACT, "--page", "about", "--why", "Many ask") == 0
    assert of(folder, "ask_parking") == list(PARKING)
    fact = Draft(folder).entry("fact", "parking")
    assert (fact["answers"], fact["say"]) == (["ask_parking"], "There is a car park behind the unit.")
    assert fact["source"] == {"page": "about", "section": "Riverside Heart Unit"}
    assert recorded == [("Ada", "Many ask")]
    assert count(inbox, Status.OPEN) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("assign", "1", "ask_nothing"),
        ("new", "1", "ask_where", *FACT),
        ("new", "1", "parking", *FACT),
        ("new", "1", "ask_parking", "--about", "nowhere", *FACT[2:]),
        ("new", "1", "ask_parking", "--say", "There is a car park."),
    ],
)
def test_where_the_draft_refuses_nothing_changes(
    run: Run, inbox: Inbox, folder: Path, arguments: tuple[str, ...]
) -> None:
    note(inbox, *PARKING)
    before = texts(folder)
    with pytest.raises(FaultsError):
        run(*arguments)
    assert texts(folder) == before
    assert count(inbox, Status.OPEN) == 3


def texts(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yml")))


def test_a_group_set_aside_does_not_come_back(run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str]) -> None:
    note(inbox, *PARKING, "do you treat sickle cell")
    assert run("aside", "1") == 0
    assert "Set aside for good" in capsys.readouterr().out
    note(inbox, "where is parking please", "car parking")
    run()
    out = capsys.readouterr().out
    assert "1 question in 1 group" in out
    assert "park" not in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("show", "9"), "There is no group 9 in the inbox. See which there are: centreguide inbox"),
        (("aside", "9"), "There is no group 9"),
        (("assign", "9", "ask_where"), "There is no group 9"),
        (("assign", "1", "ask_where", "--only", "2,4"), "Group 1 has wordings 1 to 3, and no 4."),
        (("assign", "4", "ask_where"), "Something was taken out of each of these wordings"),
    ],
)
def test_what_cannot_be_done_is_told(
    run: Run, inbox: Inbox, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    note(inbox, *PARKING, "Dr Jones told me about sickle cell")
    assert run(*arguments) == 1
    assert told in capsys.readouterr().err
    assert count(inbox, Status.OPEN) == 4


def test_a_damaged_inbox_is_told(run: Run, database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database.parent.mkdir(parents=True)
    database.write_text("this is no database at all" * 100)
    assert run() == 1
    assert "can't be used" in capsys.readouterr().err


def test_numbers_are_written_with_commas(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("assign", "1", "ask_where", "--only", "one")
    assert "such as 1,3" in capsys.readouterr().err
