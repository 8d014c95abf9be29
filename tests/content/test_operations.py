"""Each operation: what it changes, and what it refuses, with everything that is wrong told at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from centreguide.content.draft import Draft
from centreguide.content.operations import (
    AddAlias,
    AddExamples,
    AddFact,
    AddIntent,
    AddSubject,
    AddWaysToAsk,
    ChangeDecline,
    ChangeFact,
    ChangeSmallTalk,
    ChangeSubject,
    Operation,
    RemoveAlias,
    RemoveExamples,
    RemoveWaysToAsk,
    RetireFact,
    RetireIntent,
    RetireSubject,
)
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.knowledge.query import Knowledge

Changed = Callable[[], dict[str, list[str]]]
KNOWLEDGE, NLU = "knowledge/knowledge.yml", "data/nlu.yml"
PARKING = {
    "id": "parking",
    "about": ["heart_unit"],
    "answers": ["ask_where"],
    "say": "We have no car park.",
    "source": {"page": "about", "section": "About"},
}


@pytest.fixture
def draft(folder: Path) -> Draft:
    return Draft(folder)


@pytest.fixture
def refused(draft: Draft, lines_changed: Changed) -> Callable[..., list[str]]:
    """What is told of operations that are refused; nothing is changed by them."""

    def refuse(*operations: Operation) -> list[str]:
        before = lines_changed()
        with pytest.raises(FaultsError) as raised:
            draft.change(operations, "Ann", "Why not")
        assert lines_changed() == before
        return [str(fault) for fault in raised.value.faults]

    return refuse


def change(draft: Draft, *operations: Operation) -> None:
    draft.change(operations, "Ann", "Why not")


def knowledge(draft: Draft) -> Knowledge:
    return load_knowledge(draft.folder / "knowledge")


def write(draft: Draft, name: str, text: str) -> None:
    (draft.folder / name).write_text(text, encoding="utf-8")


def told(lines: Sequence[str], *parts: str) -> bool:
    """Whether there are as many lines as parts, and each part is in a line of its own."""
    return len(lines) == len(parts) and all(any(part in line for line in lines) for part in parts)


def test_examples_are_added_where_the_others_are(draft: Draft, lines_changed: Changed) -> None:
    change(draft, AddExamples("ask_where", ('  where’s\n the  desk: "1" #2? ', "- up or down")))
    assert lines_changed() == {NLU: ['+    - where’s the desk: "1" #2?', "+    - - up or down"]}


def test_what_is_wrong_with_new_examples(refused: Callable[..., list[str]]) -> None:
    assert told(
        refused(
            AddExamples("ask_where", ("First of ask_where!", "second of ask_who", " ", "new", "New?")),
            AddExamples("ask_who", ()),
            AddExamples("oos_hour", ("when",)),
        ),
        '"First of ask_where!" is there already; leave it out.',
        '"second of ask_who" is an example of ask_who already; leave it out, or take it out there first.',
        "an example is empty",
        '"New?" is there already',
        "no example was given",
        'there is no kind of question "oos_hour"; did you mean oos_hours?',
    )


def test_examples_are_taken_out_by_their_words(draft: Draft, lines_changed: Changed) -> None:
    change(draft, RemoveExamples("ask_where", ("First of ASK_WHERE?",)))
    assert lines_changed() == {NLU: ["-    - first of ask_where"]}


def test_examples_move_from_one_kind_of_question_to_another(draft: Draft, lines_changed: Changed) -> None:
    change(
        draft,
        RemoveExamples("oos_travel", ("first of oos_travel",)),
        AddExamples("ask_where", ("first of oos_travel",)),
    )
    assert lines_changed() == {NLU: ["+    - first of oos_travel", "-    - first of oos_travel"]}


def test_what_is_wrong_with_examples_to_take_out(refused: Callable[..., list[str]]) -> None:
    assert told(
        refused(
            RemoveExamples("ask_where", ("frist of ask_where", "")),
            RemoveExamples("ask_who", ("first of ask_who", "second of ask_who")),
            RemoveExamples("ask_when", ()),
            RemoveExamples("ask_wenn", ("x",)),
        ),
        "did you mean first of ask_where?",
        "an example to take out is empty",
        "ask_who would have no example left; retire it instead",
        "no example was given",
        "did you mean ask_when?",
    )


def test_what_is_wrong_with_a_new_intent(refused: Callable[..., list[str]]) -> None:
    assert told(
        refused(
            AddIntent("Ask-Parking", ("car park",)),
            AddIntent("parking", ("parking place",)),
            AddIntent("ask_where", ("what place",)),
            AddIntent("ask_none", ()),
            AddIntent("ask_file", ("a file",), "knowledge/nlu.yml"),
        ),
        "use small letters, digits and underscores",
        "start the name with ask_ (facts answer it), oos_ (it is declined) or chat_ (small talk)",
        "there is such a kind of question already",
        "no example was given",
        "name a file in the folder data",
    )


def test_an_intent_that_lacks_its_sentence_is_refused_and_with_it_is_taken(
    draft: Draft, lines_changed: Changed, refused: Callable[..., list[str]]
) -> None:
    wifi, rain = AddIntent("oos_wifi", ("is there wifi",)), AddIntent("chat_rain", ("it rains",), "data/chat.yml")
    assert told(
        refused(wifi, rain), "reasons > oos_wifi: this sentence is missing", "chat_rain: this sentence is missing"
    )
    change(
        draft, wifi, rain, ChangeDecline("oos_wifi", "We don't know.", None), ChangeSmallTalk("chat_rain", "Yes.", None)
    )
    found = lines_changed()
    assert found["data/chat.yml"] == ["+nlu:", "+  - intent: chat_rain", "+    examples: |", "+      - it rains"]
    assert found["wording/declines.yml"] == ['+  oos_wifi: "We don\'t know."']
    assert found["wording/small_talk.yml"] == ['+chat_rain: "Yes."']


def test_a_retired_intent_takes_its_examples_and_wording_along(draft: Draft, lines_changed: Changed) -> None:
    write(
        draft,
        "data/more.yml",
        "nlu:\n- intent: oos_hours\n  examples: |\n    - when\n- intent: oos_jobs\n  examples: |\n    - job\n",
    )
    stories = (draft.folder / "data" / "stories.yml").read_text(encoding="utf-8")
    write(draft, "data/stories.yml", stories.replace("- intent: oos_hours", "- intent: oos_jobs"))
    change(draft, RetireIntent("oos_hours"), AddExamples("oos_travel", ("when",)))
    for name in ("data/nlu.yml", "data/more.yml", "data/rules.yml", "domain.yml", "wording/declines.yml"):
        assert "oos_hours" not in (draft.folder / name).read_text(encoding="utf-8")
    added = [line for name in ("domain.yml", "data/nlu.yml") for line in lines_changed()[name] if line[0] == "+"]
    assert added == ["+    - when"]


def test_what_stands_in_the_way_of_retiring_an_intent(refused: Callable[..., list[str]]) -> None:
    assert told(
        refused(RetireIntent("ask_when"), RetireIntent("oos_hours"), RetireIntent("crisis"), RetireIntent("ask_wher")),
        "facts > heart_since > answers: this fact answers ask_when; retire the fact",
        "this story has oos_hours in it",
        "this story has crisis in it",
        "the program itself looks for it",
        'there is no kind of question "ask_wher"; did you mean ask_where?',
    )


def test_a_fact_goes_where_most_facts_about_its_subject_are(draft: Draft, lines_changed: Changed) -> None:
    fact = "  - {{id: {}, about: [heart_unit], answers: [ask_who], say: S., source: {{page: about, section: A}}}}\n"
    write(draft, "knowledge/more.yml", "facts:\n" + "".join(fact.format(f"more_{n}") for n in range(9)))
    write(draft, "knowledge/other.yml", "subjects:\n  - {id: garden, name: the garden, kind: place}\n")
    change(draft, AddFact(PARKING), AddFact({**PARKING, "id": "garden_place", "about": ("garden",)}))
    found = lines_changed()
    assert "id: parking," in found["knowledge/more.yml"][-1]
    assert "+  - id: garden_place" in found["knowledge/other.yml"]
    assert KNOWLEDGE not in found


def test_a_fact_is_written_as_the_project_writes_it(draft: Draft, lines_changed: Changed) -> None:
    fact = {
        **PARKING,
        "say": "  Parking: it's “free”, mostly. ",
        "parts": {"value": 3, "unit": "car parks", "lists": ("valves", "scans")},
        "owner": "yes",
        "review_by": "2027-01-01",
    }
    change(draft, AddFact(fact, "knowledge/parking.yml"))
    assert lines_changed() == {
        "knowledge/parking.yml": [
            "+facts:",
            "+  - id: parking",
            "+    about: [heart_unit]",
            "+    answers: [ask_where]",
            '+    say: "Parking: it\'s “free”, mostly."',
            "+    source: {page: about, section: About}",
            "+    parts: {value: 3, unit: car parks, lists: [valves, scans]}",
            '+    owner: "yes"',
            "+    review_by: 2027-01-01",
        ]
    }


def test_everything_that_is_wrong_with_a_fact_is_told_at_once(refused: Callable[..., list[str]]) -> None:
    fact = {
        "id": "Parking",
        "about": ["heart_unti"],
        "answers": ["ask_were", "ask_parking"],
        "says": "No.",
        "source": {"page": "abuot", "section": ""},
        "parts": {"value": "three"},
        "review_by": "next year",
    }
    found = refused(AddFact(fact), AddFact({**PARKING, "id": "bone_place"}), AddFact(PARKING, "parking.yml"))
    assert told(
        found,
        "facts > Parking > id: use small letters",
        'facts > Parking > about: there is no subject "heart_unti"; did you mean heart_unit?',
        'facts > Parking > answers: there is no kind of question "ask_were"; did you mean ask_where? A new kind',
        'facts > Parking > answers: there is no kind of question "ask_parking";',
        "facts > Parking > says: there is no such field",
        "facts > Parking > say: this field is missing",
        'facts > Parking > source: there is no page "abuot"; did you mean about?',
        "facts > Parking > source > section: it is empty",
        "facts > Parking > parts > value: it should be a whole number",
        "facts > Parking > review_by: write a date as 2027-06-01",
        "facts > bone_place: there is a fact with this id already",
        "name a file in the folder knowledge",
    )


def test_fields_of_a_fact_are_changed_and_taken_out(draft: Draft, lines_changed: Changed) -> None:
    version = draft.version_of("fact", "bone_place")
    change(draft, ChangeFact("bone_place", {"say": "It moved.", "parts": None, "owner": "estates"}, version))
    assert lines_changed() == {
        KNOWLEDGE: [
            "-    say: The Hilltop Bone Unit is at Hilltop Hospital.",
            "-    parts: {place: hilltop}",
            "+    say: It moved.",
            "+    owner: estates",
        ]
    }


def test_an_answer_of_several_lines_is_read_back_so(draft: Draft) -> None:
    say = "There are two units:\n- hearts\n- bones"
    change(draft, ChangeFact("trust_services", {"say": say}, draft.version_of("fact", "trust_services")))
    found = knowledge(draft).fact("trust_services")
    assert found is not None
    assert found.say == say


def test_what_is_wrong_with_a_change_of_a_fact(draft: Draft, refused: Callable[..., list[str]]) -> None:
    version = draft.version_of("fact", "bone_place")
    assert told(refused(ChangeFact("bone_plcae", {"say": "X."}, version)), "did you mean bone_place?")
    assert told(refused(ChangeFact("bone_place", {}, version)), "nothing to change was given")
    assert told(refused(ChangeFact("bone_place", {"id": "other"}, version)), "an id stays as it is")
    assert told(
        refused(ChangeFact("bone_place", {"say": None, "about": ["hearts"]}, version)),
        "say: this field is missing",
        'there is no subject "hearts"; did you mean heart_unit?',
    )


def test_a_retired_fact_takes_its_ways_to_ask_along(draft: Draft, lines_changed: Changed) -> None:
    write(
        draft,
        "knowledge/ways_to_ask.yml",
        "ways_to_ask:\n  - fact: bone_place\n    ways: [up or down]\n  - fact: bone_who\n    ways: [who]\n",
    )
    change(draft, RetireFact("bone_place", draft.version_of("fact", "bone_place")))
    assert knowledge(draft).fact("bone_place") is None
    assert [ways.fact for ways in knowledge(draft).ways_to_ask] == ["bone_who"]
    assert {line[0] for line in lines_changed()[KNOWLEDGE]} == {"-"}


def test_ways_to_ask_are_added_and_taken_out(draft: Draft) -> None:
    change(draft, AddWaysToAsk("bone_place", ("up or down",)))
    change(draft, AddWaysToAsk("bone_place", ("where: exactly",)), AddWaysToAsk("bone_who", ("yes",)))
    assert {ways.fact: ways.ways for ways in knowledge(draft).ways_to_ask} == {
        "bone_place": ("up or down", "where: exactly"),
        "bone_who": ("yes",),
    }
    change(draft, RemoveWaysToAsk("bone_place", ("Up or down?",)), RemoveWaysToAsk("bone_who", ("yes",)))
    assert {ways.fact: ways.ways for ways in knowledge(draft).ways_to_ask} == {"bone_place": ("where: exactly",)}


def test_what_is_wrong_with_ways_to_ask(draft: Draft, refused: Callable[..., list[str]]) -> None:
    change(draft, AddWaysToAsk("bone_place", ("up or down",)))
    assert told(
        refused(
            AddWaysToAsk("bone_place", ("Up or down?", "", "new", "NEW")),
            AddWaysToAsk("bone_who", ("up, or down",)),
            AddWaysToAsk("bone_wo", ("who",)),
            AddWaysToAsk("bone_who", ()),
            RemoveWaysToAsk("bone_place", ("up or done",)),
            RemoveWaysToAsk("bone_who", ("who",)),
        ),
        '"Up or down?" is a way to ask for bone_place already; leave it out.',
        "a way to ask for it is empty",
        '"NEW" is a way to ask for bone_place already',
        '"up, or down" is a way to ask for bone_place already; leave it out, or take it out there first.',
        'there is no fact "bone_wo"; did you mean bone_who?',
        "no way to ask for it was given",
        "did you mean up or down?",
        'there is no fact with ways to ask for it "bone_who"',
    )


def test_a_subject_goes_where_what_it_is_part_of_is(draft: Draft, lines_changed: Changed) -> None:
    write(
        draft, "knowledge/eyes.yml", "subjects:\n  - {id: eye_unit, name: the Eye Unit, kind: centre, part_of: trust}\n"
    )
    write(
        draft,
        "knowledge/none.yml",
        "subjects:\n" + "".join(f"  - {{id: no_{n}, name: no {n}, kind: unlisted}}\n" for n in "abc"),
    )
    change(
        draft,
        AddSubject({"id": "lasers", "name": "lasers", "kind": "service", "part_of": "eye_unit", "plural": True}),
        AddSubject({"id": "glasses", "name": "glasses", "kind": "unlisted", "part_of": "eye_unit"}),
    )
    assert {name: lines[-1] for name, lines in lines_changed().items()} == {
        "knowledge/eyes.yml": "+  - {id: lasers, name: lasers, kind: service, part_of: eye_unit, plural: true}",
        "knowledge/none.yml": "+  - {id: glasses, name: glasses, kind: unlisted, part_of: eye_unit}",
    }


def test_everything_that_is_wrong_with_a_subject_is_told_at_once(
    draft: Draft, refused: Callable[..., list[str]]
) -> None:
    subject: dict[str, Any] = {
        "id": "eye_unit",
        "name": "the Eye Unit",
        "kind": "center",
        "part_of": "trsut",
        "also_called": ["Valves", "eyes"],
    }
    assert told(
        refused(AddSubject(subject), AddSubject({"id": "valves", "name": "valves", "kind": "service"})),
        "kind: choose one of trust, centre",
        'part_of: there is no subject "trsut"; did you mean trust?',
        '"Valves" is another name of valves already',
        "there is a subject with this id already",
    )
    version = draft.version_of("subject", "valves")
    assert told(
        refused(ChangeSubject("valves", {"kind": "thing", "id": "valves"}, "00000000")),
        "kind: choose one of",
        "it was changed since you looked, and says now: “valve repairs”, also called valves, valve repair.",
    )
    change(draft, ChangeSubject("valves", {"name": "repairs of valves"}, version))


def test_a_subject_that_others_name_is_not_retired(draft: Draft, refused: Callable[..., list[str]]) -> None:
    found = refused(RetireSubject("hilltop", draft.version_of("subject", "hilltop")))
    assert told(
        found,
        "facts > bone_place > about: hilltop is named here; change or retire bone_place first.",
        "facts > bone_place > parts: hilltop is named here; change or retire bone_place first.",
    )
    assert told(
        refused(RetireSubject("valves", draft.version_of("subject", "valves"))),
        "facts > valves_count > about",
        "facts > valves_rank > about",
        "subjects > childrens_valves > together",
    )
    change(draft, RetireSubject("teeth", draft.version_of("subject", "teeth")))
    assert knowledge(draft).subject("teeth") is None


def test_names_are_added_and_taken_out(draft: Draft) -> None:
    change(draft, AddAlias("valley", "no"), AddAlias("valley", "12:30"), AddAlias("bone_unit", "joints, hips: all"))
    subjects = {subject.id: subject.also_called for subject in knowledge(draft).subjects}
    assert subjects["valley"] == ("no", "12:30")
    assert subjects["bone_unit"] == ("bone unit", "bones", "joints, hips: all")
    change(draft, RemoveAlias("valley", "NO"), RemoveAlias("bone_unit", "bones"))
    subjects = {subject.id: subject.also_called for subject in knowledge(draft).subjects}
    assert (subjects["valley"], subjects["bone_unit"]) == (("12:30",), ("bone unit", "joints, hips: all"))


def test_what_is_wrong_with_names(refused: Callable[..., list[str]]) -> None:
    assert told(
        refused(
            AddAlias("bone_unit", " "),
            AddAlias("bone_unit", "bones"),
            AddAlias("bone_unti", "x"),
            AddAlias("bone_unit", "Heart centre"),
            RemoveAlias("bone_unit", "bone"),
        ),
        "the name is empty",
        '"bones" is one of its names already',
        "did you mean bone_unit?",
        '"Heart centre" is another name of heart_unit already',
        "did you mean bones?",
    )


def test_what_is_wrong_with_replies(draft: Draft, refused: Callable[..., list[str]]) -> None:
    version = draft.version_of("small_talk", "thanks")
    assert told(refused(ChangeSmallTalk("thanks", " ", version)), "the reply is empty")
    assert told(refused(ChangeSmallTalk("ask_where", "Here.", None)), "it isn't small talk")
    assert told(refused(ChangeDecline("thanks", "No.", None)), "it isn't declined")
    assert told(refused(ChangeSmallTalk("thanks", "Ta.", "00000000")), "says now: “You're welcome.")
    assert told(refused(ChangeSmallTalk("thanks", "Ta {name}.", version)), "{name} can't be filled in here")


@pytest.mark.parametrize(
    "operation",
    [
        AddExamples("ask_where", ("a", "b", "c", "d", "e")),
        RemoveExamples("ask_where", ("a",)),
        AddIntent("ask_a", ("a",)),
        RetireIntent("ask_a"),
        AddFact(PARKING),
        ChangeFact("a", {"say": "B."}, ""),
        ChangeFact("a", {"owner": "b"}, ""),
        RetireFact("a", ""),
        AddSubject({"id": "a", "name": "b"}),
        ChangeSubject("a", {"name": "b"}, ""),
        RetireSubject("a", ""),
        AddAlias("a", "b"),
        RemoveAlias("a", "b"),
        AddWaysToAsk("a", ("b",)),
        RemoveWaysToAsk("a", ("b",)),
        ChangeSmallTalk("thanks", "Ta.", ""),
        ChangeDecline("oos_hours", "No.", ""),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_an_operation_says_in_a_sentence_what_it_does(operation: Operation) -> None:
    sentence = str(operation)
    assert sentence[0].isupper()
    assert sentence[-1] in ".”"
    assert len(sentence) < 120
