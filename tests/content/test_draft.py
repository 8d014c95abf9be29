"""A change of the draft: all of it or nothing, whatever goes wrong, and whoever else is editing."""

import multiprocessing
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.content.draft import STATE, Draft
from centreguide.content.operations import (
    AddAlias,
    AddExamples,
    AddFact,
    AddIntent,
    AddWaysToAsk,
    ChangeDecline,
    ChangeFact,
    ChangeSmallTalk,
    Operation,
)
from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from tests.content.killing import LOG, change_of_draft, needs_proc

PROJECT = Path(__file__).resolve().parents[2]
Changed = Callable[[], dict[str, list[str]]]


def faults_of(draft: Draft, *operations: Operation) -> list[Fault]:
    with pytest.raises(FaultsError) as raised:
        draft.change(operations, "Ann", "Why not")
    return raised.value.faults


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_kind_of_question_with_its_answer_is_one_change(folder: Path, lines_changed: Changed) -> None:
    recorded = []
    fact = {
        "id": "parking",
        "about": ["trust"],
        "answers": ["ask_parking"],
        "say": "We have no car park.",
        "source": {"page": "about", "section": "About"},
    }
    changed = Draft(folder, lambda by, why: recorded.append((by, why))).change(
        [
            AddIntent("ask_parking", ("where can I leave the car", "car park?")),
            AddFact(fact),
            AddWaysToAsk("parking", ("can I park there",)),
        ],
        "Ann",
        "Visitors ask for it",
    )
    assert recorded == [("Ann", "Visitors ask for it")]
    assert [path.as_posix() for path in changed] == sorted(lines_changed())
    found = lines_changed()
    assert sorted(found.pop("domain.yml")) == ["+      use_entities: []", "+  - ask_parking:"]
    assert found == {
        "data/nlu.yml": [
            "+- intent: ask_parking",
            "+  examples: |",
            "+    - where can I leave the car",
            "+    - car park?",
        ],
        "data/rules.yml": ["+          - intent: ask_parking"],
        "knowledge/knowledge.yml": [
            "+  - id: parking",
            "+    about: [trust]",
            "+    answers: [ask_parking]",
            "+    say: We have no car park.",
            "+    source: {page: about, section: About}",
        ],
        "knowledge/ways_to_ask.yml": [
            "+ways_to_ask:",
            "+  - fact: parking",
            "+    ways:",
            "+      - can I park there",
        ],
    }


def test_a_page_keeps_its_address_and_anchors_whatever_else_is_changed(folder: Path, lines_changed: Changed) -> None:
    page = "{id: about, title: About us, address: 'https://www.example.org/about', sections: {Heart: heart}}"
    edit(folder / "knowledge" / "knowledge.yml", "{id: about, title: About us}", page)
    by_hand = lines_changed()["knowledge/knowledge.yml"]
    draft = Draft(folder)
    draft.change([ChangeFact("bone_place", {"say": "Upstairs."}, draft.version_of("fact", "bone_place"))], "Ann")
    assert lines_changed()["knowledge/knowledge.yml"][: len(by_hand)] == by_hand
    assert load_knowledge(folder / "knowledge").page("about").sections == {"Heart": "heart"}


def test_what_the_operations_do_is_the_reason_if_none_is_given(folder: Path) -> None:
    recorded = []
    Draft(folder, lambda by, why: recorded.append(why)).change([AddAlias("trust", "us lot")], "Ann")
    assert recorded == ["Adds the name “us lot” for trust."]


def test_nothing_to_change_is_no_change(folder: Path) -> None:
    draft = Draft(folder, lambda by, why: pytest.fail("nothing happened"))
    say = draft.entry("fact", "bone_place")["say"]
    assert draft.change([ChangeFact("bone_place", {"say": say}, draft.version_of("fact", "bone_place"))], "Ann") == ()


def test_one_bad_operation_refuses_all_and_every_mistake_is_told(folder: Path, lines_changed: Changed) -> None:
    faults = faults_of(
        Draft(folder),
        AddAlias("trust", "us lot"),
        AddExamples("ask_wher", ("where",)),
        AddAlias("bone_unit", "valves"),
        AddExamples("ask_where", ("First of ask_where?",)),
    )
    assert lines_changed() == {}
    assert [(fault.file, fault.field) for fault in faults] == [
        ("data/nlu.yml", "ask_wher"),
        ("data/nlu.yml", "ask_where"),
        ("knowledge/knowledge.yml", "subjects > bone_unit > also_called"),
    ]
    assert "did you mean ask_where?" in faults[0].message
    assert "there already" in faults[1].message
    assert '"valves" is another name of valves already (knowledge/knowledge.yml, line 16)' in faults[2].message


def test_mistakes_made_by_hand_are_all_told_with_their_own_lines_and_nothing_is_changed(
    folder: Path, lines_changed: Changed
) -> None:
    edit(folder / "data" / "nlu.yml", "- intent: ask_where\n  examples: |\n", "- intent: ask_where\n  examples:\n")
    edit(folder / "data" / "nlu.yml", "    - first of oos_jobs\n    - second of oos_jobs\n", "")
    edit(folder / "wording" / "small_talk.yml", '"Goodbye, and take care."', '"Goodbye, and "take care"."')
    edit(folder / "knowledge" / "knowledge.yml", "    answers: [ask_when]\n", "   answers: [ask_when]\n")
    by_hand = lines_changed()
    faults = faults_of(Draft(folder), AddAlias("trust", "us lot"))
    assert lines_changed() == by_hand
    found = {(fault.file.split("/")[-1], fault.line) for fault in faults}
    for file, line in (
        ("nlu.yml", number(folder / "data" / "nlu.yml", "- intent: ask_where") + 1),
        ("nlu.yml", number(folder / "data" / "nlu.yml", "- intent: oos_jobs") + 1),
        ("small_talk.yml", number(folder / "wording" / "small_talk.yml", "take care")),
        ("knowledge.yml", number(folder / "knowledge" / "knowledge.yml", "   answers: [ask_when]")),
    ):
        assert (file, line) in found, faults
    assert all(fault.message.strip() for fault in faults)


def test_a_wording_file_of_another_form_is_told(folder: Path) -> None:
    edit(folder / "wording" / "declines.yml", "reasons:\n", "reasons: none\nothers:\n")
    found = faults_of(Draft(folder), ChangeDecline("oos_hours", "No.", None))
    assert [fault.field for fault in found if fault.file == "wording/declines.yml"] != []


def number(file: Path, text: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(index for index, line in enumerate(lines, 1) if text in line)


def test_a_mistake_in_a_file_that_the_change_does_not_touch_refuses_it_too(folder: Path) -> None:
    edit(folder / "knowledge" / "knowledge.yml", "about: [bone_unit, hilltop]", "about: [bone_unt, hilltop]")
    (fault,) = faults_of(Draft(folder), AddExamples("ask_where", ("in which street",)))
    assert 'no subject "bone_unt"' in fault.message


def test_an_intent_added_by_hand_gets_its_derived_lines_with_the_next_change(folder: Path) -> None:
    nlu = folder / "data" / "nlu.yml"
    nlu.write_text(nlu.read_text() + "- intent: ask_parking\n  examples: |\n    - where is the car park\n")
    edit(folder / "knowledge" / "knowledge.yml", "answers: [ask_when]", "answers: [ask_when, ask_parking]")
    changed = Draft(folder).change([AddAlias("trust", "us lot")], "Ann", "A name")
    assert Path("domain.yml") in changed
    assert "ask_parking" in (folder / "data" / "rules.yml").read_text()


def test_the_draft_s_own_folder_is_all_that_is_left_behind(folder: Path) -> None:
    before = {path.name for path in folder.iterdir()}
    Draft(folder).change([AddAlias("trust", "us lot")], "Ann", "A name")
    assert {path.name for path in folder.iterdir()} == {*before, STATE}
    assert [path.name for path in (folder / STATE).iterdir()] == ["lock"]


def test_a_file_that_is_edited_by_hand_meanwhile_is_not_overwritten(folder: Path) -> None:
    file = folder / "wording" / "small_talk.yml"

    class EditedMeanwhile(AddAlias):
        def apply(self, files):  # type: ignore[no-untyped-def]
            edit(file, "Goodbye, and take care.", "Farewell.")
            return super().apply(files)

    draft = Draft(folder)
    (fault,) = faults_of(draft, EditedMeanwhile("trust", "us lot"))
    assert (fault.file, "Do it again" in fault.message) == ("wording/small_talk.yml", True)
    assert "us lot" not in (folder / "knowledge" / "knowledge.yml").read_text()
    draft.change([AddAlias("trust", "us lot")], "Ann", "A name")
    assert draft.entry("small_talk", "goodbye") == {"goodbye": "Farewell."}


def test_a_stale_version_is_told_what_the_entry_says_now(folder: Path) -> None:
    draft = Draft(folder)
    seen = draft.version_of("fact", "bone_place")
    draft.change([ChangeFact("bone_place", {"say": "It moved."}, seen)], "Ann", "It moved")
    (fault,) = faults_of(draft, ChangeFact("bone_place", {"say": "It is at Hilltop."}, seen))
    assert fault.field == "facts > bone_place"
    assert "says now: “It moved.”" in fault.message
    assert "centreguide content show bone_place" in fault.message


def test_a_version_is_of_what_is_said_not_of_how_it_is_laid_out(folder: Path) -> None:
    draft = Draft(folder)
    seen = draft.version_of("fact", "bone_place")
    edit(folder / "knowledge" / "knowledge.yml", "about: [bone_unit, hilltop]", "about: [ bone_unit,  hilltop ]  # new")
    assert draft.version_of("fact", "bone_place") == seen
    assert draft.version_of("fact", "bone_who") != seen


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("fact", "bone_plac", "did you mean bone_place?"),
        ("subject", "bone_unt", "did you mean bone_unit?"),
        ("small_talk", "goodby", "did you mean goodbye?"),
        ("decline", "oos_hour", "did you mean oos_hours?"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_like_it(folder: Path, kind: str, name: str, told: str) -> None:
    with pytest.raises(FaultsError, match=told.replace("?", r"\?")):
        Draft(folder).version_of(kind, name)


@needs_proc
def test_stopped_at_any_step_the_draft_is_old_or_new_and_sound(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "stopped"
    command = [sys.executable, "-m", "tests.content.killing", "draft", str(folder), str(target)]
    subprocess.run(command, cwd=PROJECT, check=True)
    old = texts(folder)
    (tmp_path / "done").mkdir()
    shutil.copytree(folder, tmp_path / "done", dirs_exist_ok=True)
    change_of_draft(tmp_path / "done")
    new = texts(tmp_path / "done")
    assert len({name for name in new if new[name] != old.get(name)}) == 6
    found = {int(stopped.name): stopped for stopped in target.iterdir()}
    outcomes = []
    for step in sorted(found):
        Draft(found[step]).recover()
        outcomes.append(texts(found[step]))
        assert outcomes[-1] in (old, new), step
        recorded = (found[step] / LOG).exists()
        assert recorded == (outcomes[-1] == new) or step > 0
    assert len(outcomes) > 15
    assert (outcomes[0], outcomes[-1]) == (old, new)


def texts(folder: Path) -> dict[str, str]:
    names = [path for path in folder.rglob("*.yml") if STATE not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in names}


def add_name(folder: Path, name: str, start: object, outcomes: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    Draft(folder).change([AddAlias("trust", name)], name, "A name")


def say(folder: Path, text: str, version: str, start: object, outcomes: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    try:
        Draft(folder).change([ChangeFact("bone_place", {"say": text}, version)], text, "Better")
        outcomes.put((text, ""))  # type: ignore[attr-defined]
    except FaultsError as error:
        outcomes.put((text, str(error)))  # type: ignore[attr-defined]


def at_once(target: Callable[..., None], arguments: list[tuple[object, ...]]) -> list[tuple[str, str]]:
    """Runs a process for each of the arguments, all at the same moment, and gives what they put out."""
    context = multiprocessing.get_context("spawn")
    start, outcomes = context.Barrier(len(arguments)), context.Queue()
    processes = [context.Process(target=target, args=(*each, start, outcomes)) for each in arguments]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    found = []
    while not outcomes.empty():
        found.append(outcomes.get())
    return found


def test_two_who_change_different_things_at_once_both_succeed(folder: Path) -> None:
    names = ["one lot", "two lot", "three lot", "four lot"]
    at_once(add_name, [(folder, name) for name in names])
    trust = load_knowledge(folder / "knowledge").subject("trust")
    assert trust is not None
    assert set(names) <= set(trust.also_called)


def test_of_two_who_change_the_same_fact_at_once_one_wins_and_the_other_is_told(folder: Path) -> None:
    seen = Draft(folder).version_of("fact", "bone_place")
    outcomes = dict(at_once(say, [(folder, "It is up.", seen), (folder, "It is down.", seen)]))
    (won,) = [text for text, told in outcomes.items() if not told]
    (lost,) = [told for told in outcomes.values() if told]
    assert f"says now: “{won}”" in lost
    assert Draft(folder).entry("fact", "bone_place")["say"] == won


def test_a_new_reply_needs_no_version_and_a_known_one_does(folder: Path) -> None:
    draft = Draft(folder)
    (fault,) = faults_of(draft, ChangeSmallTalk("goodbye", "Bye.", None))
    assert "there is a reply already: “Goodbye, and take care.”" in fault.message
    draft.change([ChangeSmallTalk("goodbye", "Bye.", draft.version_of("small_talk", "goodbye"))], "Ann", "Shorter")
    draft.change([AddIntent("chat_rain", ("it rains", "so wet")), ChangeSmallTalk("chat_rain", "Yes.", None)], "Ann")
    assert draft.entry("small_talk", "chat_rain") == {"chat_rain": "Yes."}
