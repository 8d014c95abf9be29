"""What staff wrote as a way to ask is honoured, give or take case, punctuation and a slip."""

import pytest

from centreguide.answering.pipeline import Pipeline
from centreguide.answering.written import Written, plain
from centreguide.knowledge.model import WaysToAsk
from centreguide.knowledge.query import Knowledge


@pytest.fixture
def written(riverside: Knowledge) -> Written:
    ways = (WaysToAsk("heart_place", ("is there a garden at the heart unit", "hearts?")),)
    known = Knowledge(riverside.trust, riverside.pages, riverside.subjects, riverside.facts, ways)
    return Written(
        known, [("do you sell ice cream", "oos_practical"), ("is there a garden at the heart unit", "oos_practical")]
    )


@pytest.mark.parametrize(
    "text",
    [
        "is there a garden at the heart unit",
        "Is there a GARDEN at the Heart Unit?!",
        "is there a gardn at the heart unit",
        "is there a garden at teh heart unit",
        "is there a garden  at the heart units",
    ],
)
def test_a_way_to_ask_gets_its_fact_before_an_example(text: str, written: Written) -> None:
    assert written.due(text) == "heart_place"


def test_an_example_gets_its_kind(written: Written) -> None:
    assert written.due("Do you sell ice-cream?") == "oos_practical"


@pytest.mark.parametrize("text", ["is there a pond at the heart unit", "heats", "", "hearts and bones"])
def test_what_is_more_than_a_slip_away_is_something_else(text: str, written: Written) -> None:
    assert written.due(text) is None


def test_a_short_line_is_honoured_word_for_word_only(written: Written) -> None:
    assert written.due("HEARTS") == "heart_place"
    assert written.due("hears") is None


def test_lines_are_compared_by_letters_and_digits() -> None:
    assert plain("  It’s the Unit's 1st-floor  ") == "its the units 1st floor"


def test_it_wins_over_what_the_words_look_like(pipeline: Pipeline) -> None:
    assert pipeline.written.due("do you sell ice cream") == "oos_practical"
