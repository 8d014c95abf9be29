"""`centreguide check` tells everything at once, and only what is new once there is a release."""

import argparse
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.content.check import check, command, told
from centreguide.content.snapshot import Snapshot
from centreguide.encoder import runtime
from centreguide.faults import Fault

Changed = Callable[[], dict[str, list[str]]]


@pytest.fixture(autouse=True)
def no_encoder(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Examples aren't compared here; the test of that is next to the module that does it."""
    monkeypatch.setattr("centreguide.content.check.nearby.advice", lambda examples: iter(()))


@pytest.fixture
def release(folder: Path, tmp_path: Path) -> Path:
    """A published release of the draft as it was at the start."""
    return Path(shutil.copytree(folder, tmp_path / "release"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def options(write: bool = False, every: bool = False) -> argparse.Namespace:
    return argparse.Namespace(write=write, all=every)


def places(faults: list[Fault]) -> list[tuple[str, str]]:
    return [(fault.file, fault.field) for fault in faults]


def test_mistakes_of_every_kind_of_file_are_told_at_once(folder: Path) -> None:
    edit(
        folder / "knowledge" / "knowledge.yml",
        "kind: centre, part_of: trust, also_called: [bone",
        "kind: c, also_called: [bone",
    )
    edit(folder / "wording" / "answers.yml", 'no: "No."', "no: no")
    edit(folder / "data" / "nlu.yml", "    - second of greet\n", "    second of greet\n")
    mistakes, _ = check(folder)
    assert places(mistakes) == [
        ("data/nlu.yml", "greet"),
        ("knowledge/knowledge.yml", "subjects > bone_unit > kind"),
        ("wording/answers.yml", "no"),
    ]


def test_what_is_told_is_what_stops_a_change_of_the_draft(folder: Path) -> None:
    edit(folder / "knowledge" / "knowledge.yml", "about: [bone_unit, hilltop]", "about: [bone_unt, hilltop]")
    edit(folder / "wording" / "answers.yml", 'no: "No."', "no: no")
    with (folder / "data" / "nlu.yml").open("a", encoding="utf-8") as file:
        file.write("- intent: greet\n  examples: |\n    - First of OOS_hours!\n")
    mistakes, _ = check(folder)
    assert len(mistakes) == 3
    assert sorted(Snapshot.read(folder).faults) == mistakes


def test_a_new_kind_of_question_lacks_one_thing_at_a_time(folder: Path) -> None:
    fact = "{id: parking, about: [trust], answers: [ask_parking], say: Park., source: {page: about, section: Cars}}"
    (folder / "knowledge" / "parking.yml").write_text(f"facts:\n  - {fact}\n", encoding="utf-8")
    [mistake] = check(folder)[0]
    assert "add examples of it in data/nlu.yml" in mistake.message
    examples = "nlu:\n- intent: ask_parking\n  examples: |\n    - where can I park\n"
    (folder / "data" / "parking.yml").write_text(examples, encoding="utf-8")
    [mistake] = check(folder)[0]
    assert "run `centreguide check --write`, which adds it" in mistake.message
    assert command(options(write=True), folder) == 0


def test_a_declined_question_needs_its_sentence(folder: Path) -> None:
    examples = "nlu:\n- intent: oos_weather\n  examples: |\n    - is it raining\n"
    (folder / "data" / "weather.yml").write_text(examples, encoding="utf-8")
    command(options(write=True), folder)
    assert places(check(folder)[0]) == [("wording/declines.yml", "reasons > oos_weather")]


def test_examples_that_can_t_be_read_make_nothing_else_seem_wrong(folder: Path) -> None:
    edit(folder / "data" / "nlu.yml", "- intent: greet\n", "- intent: greet\n   x: y\n")
    assert {fault.file for fault in check(folder)[0]} == {"data/nlu.yml"}


def test_with_a_release_only_what_is_new_gets_advice(folder: Path, release: Path) -> None:
    knowledge = folder / "knowledge" / "knowledge.yml"
    edit(knowledge, "say: The county pays for our care.", "say: The county pays for 7 of us.")
    edit(knowledge, "parts: {since: 1987}\n", "parts: {since: 1988}\n")
    shutil.copyfile(knowledge, release / "knowledge" / "knowledge.yml")
    edit(knowledge, "say: Scans are for adults.", "say: Scans are for 8 adults.")
    answered = [fault for fault in check(folder, release)[1] if fault.file.startswith("knowledge")]
    assert places(answered) == [
        ("knowledge/knowledge.yml", "trust"),
        ("knowledge/knowledge.yml", "facts > scans_for_adults > say"),
    ]
    assert len([fault for fault in check(folder)[1] if fault.file.startswith("knowledge")]) == 5


def test_a_release_that_can_t_be_read_is_no_release(folder: Path, release: Path) -> None:
    for path in (release / "knowledge").iterdir():
        path.unlink()
    edit(folder / "knowledge" / "knowledge.yml", "say: Scans are for adults.", "say: Scans are for 8 adults.")
    assert "facts > scans_for_adults > say" in {field for _, field in places(check(folder, release)[1])}


def test_the_last_line_has_the_counts() -> None:
    fault = Fault("data/nlu.yml", 6, "greet", "it is wrong.")
    assert told([], []) == "No mistakes, no things to look at."
    assert told([fault], [fault, fault]).splitlines() == [
        "To put right:",
        "  data/nlu.yml, line 6, greet: it is wrong.",
        "",
        "To look at (none of this stops anything):",
        "  data/nlu.yml, line 6, greet: it is wrong.",
        "  data/nlu.yml, line 6, greet: it is wrong.",
        "",
        "1 mistake, 2 things to look at.",
    ]


def test_the_command_fails_with_mistakes_and_not_with_advice(
    folder: Path, release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(options(), folder, release) == 0
    assert "No mistakes" in capsys.readouterr().out
    assert command(options(every=True), folder, release) == 0
    edit(folder / "data" / "nlu.yml", "    - second of greet\n", "    second of greet\n")
    assert command(options(), folder, release) == 1
    assert "data/nlu.yml, line" in capsys.readouterr().out


def test_nothing_is_written_over_examples_with_mistakes(
    folder: Path, lines_changed: Changed, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(folder / "data" / "nlu.yml", "- intent: greet\n", "- intent: ask greet\n")
    assert command(options(write=True), folder) == 1
    assert set(lines_changed()) == {"data/nlu.yml"}
    assert "Nothing was written" in capsys.readouterr().out


def test_a_missing_encoder_matters_only_to_new_examples(
    folder: Path, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()

    def missing() -> None:
        raise runtime.EncoderError("there is none")

    monkeypatch.setattr(runtime, "shared", missing)
    check(folder, release)
    with pytest.raises(runtime.EncoderError):
        check(folder)
