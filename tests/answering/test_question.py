from dataclasses import replace

import pytest

from centreguide import names
from centreguide.answering.question import Question, points_back


def question(text: str) -> Question:
    return Question(text, "ask_where", names.SURE)


@pytest.mark.parametrize(
    "text",
    [
        "and for children?",
        "or adults",
        "also the bone unit",
        "ok, and for adults?",
        "what about the bone unit?",
        "And what about the bone unit?",
        "how about scans",
        "same for kids?",
    ],
)
def test_a_question_with_nothing_but_a_new_subject_is_elliptical(text: str) -> None:
    assert question(text).is_elliptical


@pytest.mark.parametrize(
    "text",
    [
        "and where is it?",
        "but is it big",
        "and how many",
        "and tell me more",
        "where is the bone unit",
        "children and adults",
        "android phones",
        "and for children of the Valley who live at the far end",
        "",
    ],
)
def test_a_question_that_says_what_it_asks_isn_t(text: str) -> None:
    assert not question(text).is_elliptical


@pytest.mark.parametrize("text", ["where is it?", "Where's THAT", "the last one", "do they", "is she there"])
def test_it_and_there_point_back(text: str) -> None:
    assert points_back(text)
    assert question(text).points_back


@pytest.mark.parametrize("text", ["where is the unit", "how many items", "theirry", ""])
def test_other_words_don_t(text: str) -> None:
    assert not points_back(text)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("where do your patients come from?", True),
        ("Where are they from", True),
        ("where is the heart unit", False),
        ("where do I go from here", False),
        ("patients from the Valley", False),
    ],
)
def test_where_from_is_told_from_where(text: str, origin: bool) -> None:
    assert question(text).asks_origin is origin


@pytest.mark.parametrize(("text", "short"), [("how many", True), ("one two three", True), ("how many a year", False)])
def test_three_words_are_short(text: str, short: bool) -> None:
    assert question(text).is_short is short


@pytest.mark.parametrize(
    ("text", "trust"),
    [("do you", True), ("is the Hospital big", True), ("is it yours too", True), ("are they young", False)],
)
def test_you_asks_the_trust(text: str, trust: bool) -> None:
    assert question(text).asks_the_trust is trust


def test_likelihoods_of_several_intents_add_up() -> None:
    ranked = Question("hm", "ask_where", names.SURE, (("ask_where", 0.5), ("ask_when", 0.25), ("greet", 0.125)))
    assert ranked.likelihood({"ask_where", "ask_when", "ask_rank"}) == 0.75
    assert ranked.likelihood(()) == 0


def test_a_story_makes_another_wording() -> None:
    assert question("where do I go?").wordings == ("where do I go?",)
    told = replace(question("where do I go?"), story="I am having a scan.")
    assert told.wordings == ("where do I go?", "I am having a scan. where do I go?")
