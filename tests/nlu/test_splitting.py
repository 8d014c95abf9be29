import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreguide.nlu.splitting import MOST_PARTS, split


def texts(text: str) -> list[str]:
    return [part.text for part in split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Where is the unit? When did it open?", ["Where is the unit?", "When did it open?"]),
        ("Where is the unit and when did it open?", ["Where is the unit", "when did it open?"]),
        ("where is the unit, how many do you treat", ["where is the unit", "how many do you treat"]),
        ("Where is it & what does it do", ["Where is it", "what does it do"]),
        ("My son is three. Do you repair valves?", ["My son is three.", "Do you repair valves?"]),
        ("hi! where is the unit?", ["hi!", "where is the unit?"]),
        ("heart unit. where + since when", ["heart unit.", "where", "since when"]),
    ],
)
def test_a_message_is_cut_where_another_question_begins(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "do you treat children and adults",
        "tell me about hearts and bones",
        "Do you do scans, and if so, where?",
        "is St. Hilda's big",
        "is it big, e.g. for children",
        "My dad had a heart attack and was treated at yours.",
        "She fell off and is now in theatre",
        "hello",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert texts(text) == [text]


@pytest.mark.parametrize("text", ["", "???", " . ", "\n\n"])
def test_a_message_without_words_has_no_parts(text: str) -> None:
    assert split(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "where is it",
        "So, where is it",
        "Roughly how many scans do you do",
        "Do you treat bones",
        "I'd like to know about bones",
        "bones?",
        "any scans",
        "info about scans",
        "isn't it at Hilltop",
    ],
)
def test_a_question_asks(text: str) -> None:
    assert [part.asks for part in split(text)] == [True]


@pytest.mark.parametrize("text", ["My son is three.", "thank you", "hello there", "I live in the Valley."])
def test_what_is_said_around_a_question_doesn_t_ask(text: str) -> None:
    assert [part.asks for part in split(text)] == [False]


def test_a_message_of_very_many_questions_stays_whole() -> None:
    text = " ".join(f"is it {number}?" for number in range(MOST_PARTS + 1))
    assert texts(text) == [text]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["where", "is", "it", "and", "what", "?", ".", ",", "\n", " ", "bone", "é", "\0", "but"]))
)
def test_parts_stand_in_order_where_they_say_they_do(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for part in split(text):
        assert end <= part.start < part.end <= len(text)
        assert part.text == text[part.start : part.end].strip()
        end = part.end
