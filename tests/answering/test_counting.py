from dataclasses import replace

import pytest

from centreguide.answering.counting import asks_how_many, counts_it
from centreguide.knowledge.model import Parts
from centreguide.knowledge.query import Knowledge


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("how many valves do you repair a year", True),
        ("how many valve repairs", True),
        ("how many is that roughly", True),
        ("how many beds are there", False),
        ("how many doctors do you have", False),
        ("do you repair valves", True),
    ],
)
def test_a_count_is_said_only_of_what_it_counts(text: str, fits: bool, riverside: Knowledge) -> None:
    fact = riverside.fact("valves_count")
    assert fact is not None
    assert counts_it(text, fact, riverside) is fits


@pytest.mark.parametrize(("text", "fits"), [("how many places do it", True), ("how many valves do you repair", False)])
def test_one_of_a_few_counts_places_and_not_what_they_offer(text: str, fits: bool, riverside: Knowledge) -> None:
    fact = riverside.fact("valves_count")
    assert fact is not None
    scarce = replace(fact, say="We are one of a few places that repair valves.", parts=Parts(few=True))
    assert counts_it(text, scarce, riverside) is fits


@pytest.mark.parametrize(
    ("text", "fits"), [("how much of your money comes from them", True), ("how many nurses do they pay for", False)]
)
def test_an_amount_of_money_goes_by_any_word_for_it(text: str, fits: bool, riverside: Knowledge) -> None:
    fact = riverside.fact("valves_count")
    assert fact is not None
    share = replace(fact, say="Half of our income comes from them.", parts=Parts(value=50, unit="percent"))
    assert counts_it(text, share, riverside) is fits


@pytest.mark.parametrize("text", ["How many beds", "the number of beds", "how much is it", "what number of scans"])
def test_a_count_is_asked_for(text: str) -> None:
    assert asks_how_many(text)


@pytest.mark.parametrize("text", ["are you one of a small number of centres", "is it number one", "how big is it", ""])
def test_a_count_isn_t(text: str) -> None:
    assert not asks_how_many(text)
