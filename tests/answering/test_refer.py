"""What a question may mean in the talk that it is in."""

from dataclasses import replace

import pytest

from centreguide.answering.features import ABOUT, AFTER, ALONE, SWAPPED, WHOLE
from centreguide.answering.pointing import pointed_fact, pointed_subject
from centreguide.answering.refer import follow, readings
from centreguide.answering.turn import Part, Thread
from centreguide.heard import Segment
from centreguide.knowledge.query import Knowledge

TALKED = Thread(("heart_unit",), "where is the heart unit", ("heart_place",), ("heart_place",), ("heart_place",))


def part(text: str, *subjects: str, thread: Thread | None = None) -> Part:
    return Part(Segment(text, subjects), text, thread or Thread())


def test_at_the_start_it_means_what_it_says(riverside: Knowledge) -> None:
    read = readings(part("where is it"), riverside)
    assert read.readings == {ALONE: "where is it", WHOLE: "where is it"}


def test_later_it_may_mean_more(riverside: Knowledge) -> None:
    read = readings(part("when did it open", thread=TALKED), riverside).readings or {}
    assert read[AFTER] == "where is the heart unit when did it open"
    assert read[ABOUT] == "Riverside Heart Unit: when did it open"
    assert SWAPPED not in read


def test_what_is_named_now_is_put_into_the_last_question(riverside: Knowledge) -> None:
    read = readings(part("and the bone unit?", "bone_unit", thread=TALKED), riverside).readings or {}
    assert read[SWAPPED] == "where is the Hilltop Bone Unit"


def test_two_subjects_that_mean_a_third_are_one(riverside: Knowledge) -> None:
    assert readings(part("valves for kids", "valves", "children"), riverside).subjects == ("childrens_valves",)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("tell me about the first one", "heart_unit"),
        ("and the last?", "bone_unit"),
        ("the second one please", "bone_unit"),
        ("when did it first open", None),
        ("the third one", None),
    ],
)
def test_a_place_in_the_list_told_last_names_its_subject(text: str, subject: str | None, riverside: Knowledge) -> None:
    thread = Thread(told=("trust_services",), just=("trust_services",))
    assert pointed_subject(text, thread, riverside) == subject


def test_a_place_among_the_buttons_chooses_one_where_nothing_was_told(riverside: Knowledge) -> None:
    asked = Thread(offered=("heart_place", "gone", "bone_place"))
    assert pointed_fact("the second one", asked, riverside) == "bone_place"
    assert pointed_fact("the fifth one", asked, riverside) is None
    assert pointed_fact("the second one", replace(asked, just=("heart_since",)), riverside) is None


def test_an_answer_is_what_was_spoken_of(riverside: Knowledge) -> None:
    read = readings(part("how big is it", thread=TALKED), riverside)
    after = follow(TALKED, read, ["valves_rank", "heart_rank"], riverside)
    assert after.subjects == ("valves",)
    assert after.asked == "how big is it"
    assert after.told == ("heart_place", "valves_rank", "heart_rank")
    assert after.leads == ("heart_place", "valves_rank")
    assert after.just == ("valves_rank",)


def test_a_decline_keeps_the_subject_unless_it_named_another(riverside: Knowledge) -> None:
    nothing = follow(TALKED, readings(part("how many beds", thread=TALKED), riverside), [], riverside)
    assert nothing.subjects == ("heart_unit",)
    assert nothing.just == ()
    named = follow(
        TALKED, readings(part("beds at the bone unit", "bone_unit", thread=TALKED), riverside), [], riverside
    )
    assert named.subjects == ("bone_unit",)


def test_what_was_asked_is_kept_in_full(riverside: Knowledge) -> None:
    read = readings(part("and the bone unit?", "bone_unit", thread=TALKED), riverside)
    assert follow(TALKED, read, ["bone_place"], riverside).asked == "where is the Hilltop Bone Unit"
