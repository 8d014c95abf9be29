"""Advice about the single example."""

import pytest

from centreguide.content.advice import lengths, personal
from centreguide.content.advice.looked_at import Examples
from centreguide.training_data import Example


def examples(text: str) -> Examples:
    found = [Example(text, "ask_where", "data/nlu.yml", 6)]
    return Examples(found, found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ring me on 07700 900123 about the unit", "a phone number"),
        ("ring +44 113 496 0123", "a phone number"),
        ("my address is jo.bloggs@example.org, where are you", "an email address"),
        ("is it near LS99 9ZZ", "a postcode"),
    ],
)
def test_what_could_tell_who_asked_is_told(text: str, told: str) -> None:
    [fault] = personal.advice(examples(text))
    assert (fault.file, fault.line, fault.field) == ("data/nlu.yml", 6, "ask_where")
    assert told in fault.message
    assert text not in fault.message


@pytest.mark.parametrize(
    "text", ["how far is it from [postcode]", "do you have 1,000 beds", "in 2013? or 2014", "call 999"]
)
def test_figures_and_what_was_taken_out_are_not_told(text: str) -> None:
    assert list(personal.advice(examples(text))) == []


def test_an_example_longer_than_a_screen_is_told() -> None:
    assert "has 301 characters" in next(lengths.example_advice(examples("x" * 301))).message
    assert list(lengths.example_advice(examples("x" * 300))) == []
