import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from centreguide.inbox.placeholders import ANY
from centreguide.inbox.redaction import LONGEST, redacted

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "redactions.yml").read_text(encoding="utf-8"))
REDACTED = [(str(text), str(wanted)) for text, wanted in TABLE["redacted"]]
KEPT = [str(text) for text in TABLE["kept"]]

MARKS = ["", " ", "  ", "-", ".", "/", " - ", "(", ") ", "_", ",", ":"]
WORDS = [
    "my",
    "number is",
    "call",
    "and",
    "Jane",
    "dob",
    "where do i park?",
    "the",
    "12",
    "road",
    "at",
    "[name]",
    "(",
    "£",
]
# Whatever visitors type, with the bits in it that the patterns look for.
messy = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*(text for text, _ in REDACTED), *KEPT, *WORDS]), max_size=4).map(" ".join),
    st.text(alphabet="aA1 .,@/-()0'’[]\n:", max_size=80),
)


@pytest.mark.parametrize(("text", "wanted"), REDACTED)
def test_what_tells_who_someone_is_goes(text: str, wanted: str) -> None:
    assert redacted(text) == wanted


@pytest.mark.parametrize("text", KEPT)
def test_the_question_stays(text: str) -> None:
    assert redacted(text) == text


@given(messy)
def test_any_text_can_be_redacted_and_again_without_effect(text: str) -> None:
    once = redacted(text)
    assert len(once) <= LONGEST
    assert redacted(once) == once


@given(
    st.text(alphabet="0123456789", min_size=10, max_size=10),
    st.lists(st.sampled_from(MARKS), min_size=9, max_size=9),
    st.sampled_from(["", "my nhs number is ", "NHS:", "call me on ", "(", "hello "]),
    st.sampled_from(["", " please", ".", ", where do i go?", ")"]),
)
def test_no_ten_digits_survive_however_they_are_grouped(digits: str, marks: list[str], before: str, after: str) -> None:
    grouped = "".join(digit + mark for digit, mark in zip(digits, [*marks, ""], strict=True))
    assert digits not in re.sub(r"\D", "", redacted(before + grouped + after))


@given(st.emails(), st.sampled_from(["", "mail ", "(", "write to:"]), st.sampled_from(["", " pls", ".", ")", "?"]))
def test_no_email_address_survives(email: str, before: str, after: str) -> None:
    found = redacted(before + email + after)
    assert email not in found
    assert "@" not in found


@given(st.integers(0, 3000), st.sampled_from(["my name is Jane Doe ", "dob 1/1/1970 ", "me@example.com "]))
@settings(max_examples=20)
def test_a_cut_leaves_no_half_of_what_was_taken_out(length: int, personal: str) -> None:
    found = redacted("a b " * length + personal * 3)
    assert len(found) <= LONGEST
    assert re.sub(ANY, "", found).count("[") == 0


def test_marks_that_cannot_be_seen_hide_nothing() -> None:
    assert redacted("943\u200b476\u200d5919") == "[number]"
    assert redacted("jane\u00ad@example.com") == "[email]"
    assert redacted("٩٤٣٤٧٦٥٩١٩") == "[number]"


@pytest.mark.parametrize(
    "text", ["a" * 5000, "1" * 5000, "1 " * 2500, "a@" * 2500, "(" * 5000, "1-a1." * 1000, "Jane " * 1000]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    assert len(redacted(text)) <= LONGEST
