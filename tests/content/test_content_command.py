"""`centreguide content`, as staff type it."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.content import command
from centreguide.content.draft import Draft
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.knowledge.query import Knowledge

Changed = Callable[[], dict[str, list[str]]]
Run = Callable[..., str]


@pytest.fixture
def recorded() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def run(folder: Path, recorded: list[tuple[str, str]], capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command, and gives what it prints."""
    parser = argparse.ArgumentParser(prog="centreguide")
    command.add(parser.add_subparsers(required=True), lambda: Draft(folder, lambda by, why: recorded.append((by, why))))

    def run(*words: str) -> str:
        options = parser.parse_args(["content", *words])
        capsys.readouterr()
        assert options.command(options) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def knowledge(folder: Path) -> Callable[[], Knowledge]:
    return lambda: load_knowledge(folder / "knowledge")


def version_in(told: str) -> str:
    found = re.search(r"version (\w+)", told)
    assert found
    return found[1]


def test_everything_is_listed_in_short(run: Run) -> None:
    lines = run("show").splitlines()
    for line in (
        "  heart_place: The Riverside Heart Unit is at Riverside Hospital.",
        "  heart_unit: the Riverside Heart Unit",
        "  ask_where: 2",
        "  goodbye: Goodbye, and take care.",
    ):
        assert line in lines
    assert any(line.startswith("  oos_hours: I can't tell you opening") for line in lines)
    assert max(map(len, lines)) < 100


def test_an_entry_is_shown_with_its_place_and_version(run: Run, folder: Path) -> None:
    run("add-way", "heart_place", "how do I find the heart people")
    told = run("show", "heart_place")
    version = Draft(folder).version_of("fact", "heart_place")
    assert told.splitlines() == [
        f"Fact heart_place, version {version} (knowledge/knowledge.yml, line 29)",
        "  id: heart_place",
        "  about: [heart_unit, riverside]",
        "  answers: [ask_where, ask_about]",
        "  question: Where is the Riverside Heart Unit?",
        "  say: The Riverside Heart Unit is at Riverside Hospital.",
        "  parts: {place: riverside}",
        "  source: {page: about, section: Heart}",
        "Ways to ask for it",
        "  how do I find the heart people",
    ]
    assert "Subject valves, version " in run("show", "valves")
    told = run("show", "thanks")
    assert "Kind of question thanks: 2 examples (data/nlu.yml, line " in told
    assert f"Reply to small talk thanks, version {Draft(folder).version_of('small_talk', 'thanks')}" in told
    assert "Facts that answer it: heart_place, bone_place" in run("show", "ask_where")


def test_what_is_not_there_is_told_with_what_is_like_it(run: Run) -> None:
    with pytest.raises(FaultsError, match="did you mean heart_place"):
        run("show", "heart_plcae")


def test_an_answer_is_added_changed_and_retired(run: Run, knowledge: Callable[[], Knowledge]) -> None:
    fact = ["--id", "beds", "--about", "heart_unit", "--answers", "ask_how_many", "ask_about", "--section", "Heart"]
    parts = ["--part", "value=3", "--part", "unit=wards", "--way", "how big are the wards", "--way", "yes"]
    told = run("add-fact", *fact, "--say", "We have three wards: A, B and C.", *parts, "--review-by", "2027-01-01")
    assert "Adds the fact beds: “We have three wards: A, B and C.”" in told
    assert "Changed: knowledge/knowledge.yml, knowledge/ways_to_ask.yml" in told
    assert "centreguide candidate" in told
    found = knowledge().fact("beds")
    assert found is not None
    assert (found.source.page, found.parts.value, found.parts.unit) == ("about", 3, "wards")
    assert knowledge().ways_to_ask[0].ways == ("how big are the wards", "yes")

    version = version_in(run("show", "beds"))
    run("change-fact", "beds", "--version", version, "--section", "Wards", "--part", "value=4", "--part", "unit=",
        "--without", "review_by", "--say", "We have four wards.")  # fmt: skip
    found = knowledge().fact("beds")
    assert found is not None
    assert (found.say, found.source.section, found.source.page) == ("We have four wards.", "Wards", "about")
    assert (found.parts.value, found.parts.unit, found.review_by) == (4, None, None)

    run("retire-fact", "beds", "--version", version_in(run("show", "beds")))
    assert (knowledge().fact("beds"), knowledge().ways_to_ask) == (None, ())


def test_a_subject_is_added_changed_and_retired(run: Run, knowledge: Callable[[], Knowledge]) -> None:
    run("add-subject", "--id", "eyes", "--name", "eye care", "--kind", "service", "--part-of", "trust",
        "--called", "eye", "eyesight")  # fmt: skip
    run("add-name", "eyes", "glasses", "lasers, for eyes")
    run("remove-name", "eyes", "eye")
    found = knowledge().subject("eyes")
    assert found is not None
    assert found.also_called == ("eyesight", "glasses", "lasers, for eyes")
    run("change-subject", "eyes", "--version", version_in(run("show", "eyes")), "--plural", "--without", "part_of")
    found = knowledge().subject("eyes")
    assert found is not None
    assert (found.plural, found.part_of) == (True, None)
    run("retire-subject", "eyes", "--version", version_in(run("show", "eyes")))
    assert knowledge().subject("eyes") is None


def test_names_that_come_with_a_change_are_added_to_those_that_are_there(
    run: Run, lines_changed: Changed, knowledge: Callable[[], Knowledge]
) -> None:
    before = knowledge().subject("heart_unit")
    assert before is not None
    told = run("change-subject", "heart_unit", "--version", version_in(run("show", "heart_unit")), "--called",
        "ticker team", "the pump people", "--general")  # fmt: skip
    assert "Adds the name “ticker team” for heart_unit." in told
    found = knowledge().subject("heart_unit")
    assert found is not None
    assert found.also_called == (*before.also_called, "ticker team", "the pump people")
    assert found.general
    run("change-subject", "heart_unit", "--version", version_in(run("show", "heart_unit")), "--called", "heart folk")
    found = knowledge().subject("heart_unit")
    assert found is not None
    assert found.also_called == (*before.also_called, "ticker team", "the pump people", "heart folk")
    assert set(lines_changed()) == {"knowledge/knowledge.yml"}


def test_a_new_kind_of_question_with_its_answer(
    run: Run, lines_changed: Changed, recorded: list[tuple[str, str]]
) -> None:
    run("add-intent", "ask_parking", "--example", "where do I park", "--example", "car park", "--about", "trust",
        "--say", "We have no car park.", "--section", "About", "--as", "Ann", "--why", "Asked often")  # fmt: skip
    assert recorded == [("Ann", "Asked often")]
    found = lines_changed()
    assert "+    - where do I park" in found["data/nlu.yml"]
    assert "+  - id: parking" in found["knowledge/knowledge.yml"]
    assert {"domain.yml", "data/rules.yml"} <= set(found)


def test_small_talk_and_declines_come_with_their_sentence(run: Run, lines_changed: Changed) -> None:
    run("add-intent", "chat_rain", "--example", "it rains", "--say", "So it does.")
    run("add-intent", "oos_wifi", "--example", "wifi?", "--say", "I don't know about wifi.")
    found = lines_changed()
    assert found["wording/small_talk.yml"] == ['+chat_rain: "So it does."']
    assert found["wording/declines.yml"] == ['+  oos_wifi: "I don\'t know about wifi."']
    run("small-talk", "chat_rain", "Bring a coat.", "--version", version_in(run("show", "chat_rain")))
    run("decline", "oos_wifi", "No wifi.", "--version", version_in(run("show", "oos_wifi")))
    run("retire-intent", "chat_rain")
    run("retire-intent", "oos_wifi")
    assert "wording/small_talk.yml" not in lines_changed()
    assert "domain.yml" not in lines_changed()


def test_questions_are_added_moved_and_taken_out(run: Run, lines_changed: Changed) -> None:
    run("add-example", "ask_where", "which floor", "what's the address?")
    with pytest.raises(FaultsError, match="is an example of oos_travel already"):
        run("add-example", "ask_where", "first of oos_travel")
    run("add-example", "ask_where", "first of oos_travel", "quite new", "--move")
    run("remove-example", "ask_where", "which floor")
    assert sorted(lines_changed()["data/nlu.yml"]) == [
        "+    - first of oos_travel",
        "+    - quite new",
        "+    - what's the address?",
        "-    - first of oos_travel",
    ]


def test_who_changes_it_is_from_the_environment_if_not_given(
    run: Run, recorded: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CENTREGUIDE_EDITOR", "Ben")
    run("add-name", "trust", "us lot")
    assert recorded == [("Ben", "Adds the name “us lot” for trust.")]


def test_what_is_so_already_is_told_to_be_no_change(run: Run) -> None:
    told = run("change-fact", "bone_place", "--version", version_in(run("show", "bone_place")), "--section", "Bones")
    assert told == "Nothing was changed: the draft says so already.\n"


def test_a_file_that_can_t_be_read_is_told_with_every_mistake(run: Run, folder: Path) -> None:
    (folder / "knowledge" / "more.yml").write_text("facts:\n  - id: a\n   about: b\n", encoding="utf-8")
    (folder / "wording" / "small_talk.yml").write_text('greet: "Hello "you"."\n', encoding="utf-8")
    for words in (["show"], ["add-name", "trust", "us lot"]):
        with pytest.raises(FaultsError) as raised:
            run(*words)
        assert {fault.file for fault in raised.value.faults} == {"knowledge/more.yml", "wording/small_talk.yml"}
