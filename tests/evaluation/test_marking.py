"""What passes, and why what fails fails."""

import pytest

from centreguide.evaluation.cases import Turn
from centreguide.evaluation.marking import MOST_WORDS, MOST_WORDS_OF_SEVERAL, mark

LONG, TOO_LONG = "word " * MOST_WORDS, "word " * (MOST_WORDS + 1)


@pytest.mark.parametrize(
    ("turn", "reply"),
    [
        (Turn("?", must=("third",), must_not=("second",)), "On the THIRD floor."),
        (Turn("?", must=("third.*floor",)), "It's on the third\nor fourth floor."),
        (Turn("?"), "It's on floor three. I don't know the room."),
        (Turn("?"), LONG),
        (Turn("?", "decline"), "I can’t tell you opening times."),
        (Turn("?", "decline"), "The page doesn’t mention parking."),
        (Turn("?", "decline"), "Sorry, I only know about the services."),
        (Turn("?", "decline"), "That is outside of what I was given."),
        (Turn("?", "urgent"), "Call 999 now."),
        (Turn("?", "chat"), "Hello!"),
        (Turn("?", "chat"), "You're welcome. I can't answer everything."),
        (Turn("?", "clarify"), "Which one do you mean?"),
        (Turn("?", "any"), ""),
    ],
)
def test_passes(turn: Turn, reply: str) -> None:
    assert mark(turn, (), [{"text": reply}]) is None


@pytest.mark.parametrize(
    ("turn", "reply", "why"),
    [
        (Turn("?"), "  ", "the reply is empty"),
        (Turn("?", must=("third|3rd", "floor")), "Upstairs.", "the reply lacks “third|3rd”, “floor”"),
        (Turn("?", must_not=("second",)), "The Second.", "the reply says “second”"),
        (Turn("?"), "Sorry, I can’t answer that. It's on floor three.", "the answer opens with a refusal"),
        (Turn("?"), "I do not know", "the answer opens with a refusal"),
        (Turn("?"), TOO_LONG, "the answer has 131 words, more than 130"),
        (Turn("?", "decline"), "We open at nine.", "the reply doesn't admit that it can't answer"),
        (Turn("?", "urgent"), "Call 1999 or 111.", "the reply doesn't name 999"),
        (Turn("?", "chat"), "I'm not able to help with that!", "small talk is refused"),
        (Turn("?", "clarify"), "It's on the third floor.", "the reply doesn't ask back"),
    ],
)
def test_fails(turn: Turn, reply: str, why: str) -> None:
    assert mark(turn, (), [{"text": reply}]) == why


@pytest.mark.parametrize("tag", ["overview", "list", "multi_question"])
def test_overviews_lists_and_several_answers_may_be_longer(tag: str) -> None:
    assert mark(Turn("?"), (tag,), [{"text": TOO_LONG}]) is None
    assert mark(Turn("?"), (tag,), [{"text": "word " * (MOST_WORDS_OF_SEVERAL + 1)}]) is not None


def test_a_bot_asked_about_itself_may_say_what_it_cannot_do() -> None:
    assert mark(Turn("?", "chat"), ("identity",), [{"text": "I can't help with anything medical."}]) is None


def test_two_buttons_ask_back_and_one_does_not() -> None:
    turn, button = Turn("?", "clarify"), {"title": "This"}
    assert mark(turn, (), [{"text": "Choose one.", "buttons": [button]}, {"buttons": [button]}]) is None
    assert mark(turn, (), [{"text": "Choose one.", "buttons": [button]}, {"buttons": None}]) is not None


def test_the_replies_to_a_message_are_judged_together() -> None:
    assert (
        mark(Turn("?", must=("third", "floor")), (), [{"text": "The third"}, {"image": "x"}, {"text": "floor."}])
        is None
    )
