"""What is done with an intent is told by its name, so that a new one needs no line of code."""

import pytest

from centreguide.intents import BUILT_IN, Family, family, is_known_kind
from centreguide.names import FALLBACK


@pytest.mark.parametrize(
    ("intent", "expected"),
    [
        ("ask_parking", Family.QUESTION),
        ("follow_up", Family.QUESTION),
        ("oos_statistics", Family.DECLINED),
        ("oos_weather", Family.DECLINED),
        ("medical_advice", Family.DECLINED),
        (FALLBACK, Family.DECLINED),
        ("chat_football", Family.SMALL_TALK),
        ("greet", Family.SMALL_TALK),
        ("feedback_bad", Family.SMALL_TALK),
        ("emergency", Family.URGENT),
        ("crisis", Family.URGENT),
    ],
)
def test_the_name_tells_the_family(intent: str, expected: Family) -> None:
    assert family(intent) is expected


@pytest.mark.parametrize("intent", ["parking", "askparking", FALLBACK, ""])
def test_a_name_that_tells_nothing_is_not_for_examples(intent: str) -> None:
    assert not is_known_kind(intent)


def test_what_the_program_sets_can_have_examples_but_for_the_fallback() -> None:
    assert {intent for intent in BUILT_IN if not is_known_kind(intent)} == {FALLBACK}
