from dataclasses import replace

import pytest

from centreguide.answering.listed import pointed_at
from centreguide.answering.question import Context
from centreguide.knowledge.model import Parts
from centreguide.knowledge.query import Knowledge

LISTED = Context(("trust",), "ask_services", ("trust_services",))


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("tell me about the first one", "heart_unit"),
        ("number one of those", "heart_unit"),
        ("The 2nd of them, please", "bone_unit"),
        ("where is the SECOND GROUP?", "bone_unit"),
        ("number two thing", "bone_unit"),
        ("what is the last one", "bone_unit"),
        ("the final item", "bone_unit"),
    ],
)
def test_a_place_in_a_list_is_what_stood_there(text: str, subject: str, riverside: Knowledge) -> None:
    assert pointed_at(text, LISTED, riverside) == subject


@pytest.mark.parametrize(
    "text",
    [
        "the third one",
        "number five",
        "when did the first patient come",
        "is it the second largest",
        "how did you do last year",
        "the one on hearts",
        "",
    ],
)
def test_what_names_no_place_in_the_list_points_at_nothing(text: str, riverside: Knowledge) -> None:
    assert pointed_at(text, LISTED, riverside) is None


@pytest.mark.parametrize("told", [(), ("heart_place",), ("gone_with_an_old_release",)])
def test_where_nothing_was_listed_nothing_is_pointed_at(told: tuple[str, ...], riverside: Knowledge) -> None:
    assert pointed_at("the last one", Context(told=told), riverside) is None


def test_a_list_is_remembered_past_facts_that_list_nothing(riverside: Knowledge) -> None:
    since = Context(told=("trust_services", "heart_place", "heart_since"))
    assert pointed_at("and the last one", since, riverside) == "bone_unit"


def test_the_list_said_last_is_meant(riverside: Knowledge) -> None:
    parts = Parts(lists=("scans", "valves"))
    facts = tuple(replace(fact, parts=parts) if fact.id == "heart_rank" else fact for fact in riverside.facts)
    since = Context(told=("trust_services", "heart_rank"))
    assert pointed_at("the last one", since, replace(riverside, facts=facts)) == "valves"
