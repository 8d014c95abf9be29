import pytest

from centreguide.answering.both import both
from centreguide.answering.question import Context
from centreguide.knowledge.query import Knowledge

HEART_THEN_BONES = Context(("bone_unit",), "ask_where", ("trust_services", "heart_place", "bone_place"))


@pytest.mark.parametrize("text", ["are they in the same building?", "Which of the two is bigger", "do both take kids"])
def test_two_are_the_ones_spoken_of_last(text: str, riverside: Knowledge) -> None:
    assert both(text, HEART_THEN_BONES, riverside) == ("heart_unit", "bone_unit")


@pytest.mark.parametrize("text", ["where is it?", "same question for hearts", "are they any good?", ""])
def test_a_text_that_means_one_has_no_two(text: str, riverside: Knowledge) -> None:
    assert both(text, HEART_THEN_BONES, riverside) == ()


@pytest.mark.parametrize("told", [(), ("heart_place",), ("trust_services", "heart_place", "heart_since")])
def test_where_one_was_spoken_of_there_are_no_two(told: tuple[str, ...], riverside: Knowledge) -> None:
    assert both("are both open?", Context(told=told), riverside) == ()
