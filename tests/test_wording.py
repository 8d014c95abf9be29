"""Whatever is left out or misspelt in the wording is told before a visitor would meet it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.faults import Fault, FaultsError
from centreguide.intents import Family, family
from centreguide.knowledge.query import Knowledge
from centreguide.release.content import intents
from centreguide.wording import Wording, load

PROJECT = Path(__file__).resolve().parent.parent
INTENTS = intents(PROJECT)
FILES = ("answers", "clarify", "declines", "questions", "safety", "small_talk")

Change = Callable[[str, str, str], list[Fault]]


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load(PROJECT / "wording", INTENTS)


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """The faults of the project's wording with one text in one file replaced."""

    def faults(name: str, old: str, new: str) -> list[Fault]:
        shutil.copytree(PROJECT / "wording", tmp_path / "wording")
        file = tmp_path / "wording" / f"{name}.yml"
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1
        file.write_text(text.replace(old, new), encoding="utf-8")
        return faults_of(tmp_path / "wording")

    return faults


def faults_of(folder: Path) -> list[Fault]:
    try:
        load(folder, INTENTS)
    except FaultsError as error:
        return error.faults
    return []


@pytest.mark.parametrize("intent", [name for name in INTENTS if name not in ("ask_more", "follow_up")])
def test_every_intent_has_its_wording(intent: str, wording: Wording, riverside: Knowledge) -> None:
    subject = riverside.centres()[0]
    match family(intent):
        case Family.QUESTION:
            assert wording.question(intent, subject)
        case Family.SMALL_TALK:
            assert wording.small_talk[intent]
        case Family.DECLINED:
            assert wording.reasons[intent]
        case Family.URGENT:
            assert wording.safety[intent]
            assert wording.safety[f"{intent}_then"]


def test_questions_have_no_blank_left_for_any_subject(wording: Wording, riverside: Knowledge) -> None:
    for subject in riverside.subjects:
        for intent in wording.questions:
            assert not {"{", "}"} & set(wording.question(intent, subject))


def test_the_verb_follows_the_subject(wording: Wording, riverside: Knowledge) -> None:
    unit, valves = riverside.subject("heart_unit"), riverside.subject("valves")
    assert unit is not None
    assert valves is not None
    assert wording.question("ask_where", unit) == "Where is the Riverside Heart Unit?"
    assert wording.question("ask_where", valves) == "Where are valve repairs?"


def test_a_centre_may_be_asked_in_other_words_than_a_service(wording: Wording, riverside: Knowledge) -> None:
    unit, valves = riverside.subject("heart_unit"), riverside.subject("valves")
    assert unit is not None
    assert valves is not None
    assert wording.question("ask_services", unit) == "What does the Riverside Heart Unit offer?"
    assert wording.question("ask_services", valves) == "What do you offer for valve repairs?"


def test_a_sentence_starts_with_a_capital_where_the_subject_leads(wording: Wording, riverside: Knowledge) -> None:
    valves = riverside.subject("valves")
    assert wording.answer("from_whole", valves, holder="the unit") == "Valve repairs are part of the unit."


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "told"),
    [
        ("answers", 'nearest: "', 'nearests: "', "nearest", "missing"),
        ("answers", 'nearest: "', 'nearests: "', "nearests", "never says this"),
        ("answers", 'no: "No."', "no: no", "no", "isn't text"),
        ("answers", 'no: "No."', 'no: " "', "no", "empty"),
        ("answers", "“{page}” page", "“{pages}” page", "source", "{pages} can't be filled in here"),
        ("answers", "{month}", "{month", "checked", "brace"),
        ("clarify", "Did you mean one of these?", "Do you mean {subject}?", "did_you_mean", "choose from: none"),
        ("declines", "  oos_hours: ", "  oos_ours: ", "reasons > oos_hours", "missing"),
        ("declines", "  oos_hours: ", "  oos_ours: ", "reasons > oos_ours", "never says this"),
        ("declines", "reasons:", "reason:", "reasons", "is missing"),
        ("safety", 'crisis: "', 'crises: "', "crisis", "missing"),
        ("small_talk", 'thanks: "', 'thank: "', "thanks", "missing"),
        ("small_talk", 'nothing_to_repeat: "', 'nothing: "', "nothing_to_repeat", "missing"),
        ("questions", "other:", "others:", "other", "missing"),
        ("questions", "ask_where:", "ask_were:", "ask_were", "no such intent"),
        ("questions", '  button: "Where {is} {subject}?"\n', "", "ask_where > button", "empty or isn't text"),
        (
            "questions",
            '"Where {is} {subject}?"',
            '"Where {be} {subject}?"',
            "ask_where > button",
            "{be} can't be filled",
        ),
    ],
)
def test_a_fault_is_told_at_its_field(name: str, old: str, new: str, field: str, told: str, change: Change) -> None:
    found = change(name, old, new)
    assert [f for f in found if f.file == f"{name}.yml" and f.field == field and told in f.message], found


def test_a_fault_has_its_line(change: Change) -> None:
    [fault] = change("clarify", "Did you mean one of these?", "{x}")
    text = (PROJECT / "wording" / "clarify.yml").read_text(encoding="utf-8").splitlines()
    assert text[fault.line - 1].startswith("did_you_mean:")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_told(name: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "wording", tmp_path / "wording")
    (tmp_path / "wording" / f"{name}.yml").unlink()
    assert [(fault.file, fault.field) for fault in faults_of(tmp_path / "wording")] == [
        (f"{name}.yml", "the whole file")
    ]


@pytest.mark.parametrize("text", ["", "- a\n", "hello", "a: b: c"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_shape_is_told(name: str, text: str, tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "wording", tmp_path / "wording")
    (tmp_path / "wording" / f"{name}.yml").write_text(text)
    assert [fault.file for fault in faults_of(tmp_path / "wording")] == [f"{name}.yml"]


def test_an_intent_without_wording_is_told() -> None:
    with pytest.raises(FaultsError) as raised:
        load(PROJECT / "wording", [*INTENTS, "oos_weather"])
    assert {fault.field for fault in raised.value.faults} == {"reasons > oos_weather"}


def test_a_kind_of_question_without_words_of_its_own_is_put_in_general_ones(riverside: Knowledge) -> None:
    wording = load(PROJECT / "wording", [*INTENTS, "ask_colour"])
    valves = riverside.subject("valves")
    assert valves is not None
    assert wording.question("ask_colour", valves) == "Valve repairs"


def test_an_unknown_field_of_a_question_is_told(change: Change) -> None:
    assert change("questions", '  of_a_centre: "Who works at {subject}?"', '  of_a_centre: "Who works?"\n  say: "x"')
