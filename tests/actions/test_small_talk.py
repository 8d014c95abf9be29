import pytest

from actions.feedback import thank
from actions.small_talk import small_talk
from actions.turn import Turn
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.intents import Family, family
from centreguide.release.content import Content


def turn(intent: str, last_reply: str | None = None) -> Turn:
    return Turn((Question("words", intent, names.SURE),), Context(), intent, last_reply)


def test_every_kind_gets_its_reply_and_leaves_the_conversation_as_it_was(riverside_content: Content) -> None:
    kinds = [intent for intent in riverside_content.wording.small_talk if family(intent) is Family.SMALL_TALK]
    assert len(kinds) > 10
    for intent in kinds:
        reply = small_talk(turn(intent), riverside_content)
        assert reply.text
        assert not reply.slots


@pytest.mark.parametrize("intent", ["greet", "bot_capabilities", "confused"])
def test_what_opens_a_conversation_offers_questions(intent: str, riverside_content: Content) -> None:
    assert 1 <= len(small_talk(turn(intent), riverside_content).buttons) <= 3


@pytest.mark.parametrize("intent", ["goodbye", "thanks"])
def test_what_ends_one_doesn_t(intent: str, riverside_content: Content) -> None:
    assert small_talk(turn(intent), riverside_content).buttons == ()


def test_it_says_that_it_is_a_computer_program(riverside_content: Content) -> None:
    assert "not a person" in small_talk(turn("bot_identity"), riverside_content).text


def test_it_says_how_long_words_are_kept(riverside_content: Content) -> None:
    assert "24 hours" in small_talk(turn("bot_privacy"), riverside_content).text


def test_it_repeats_its_last_words(riverside_content: Content) -> None:
    reply = small_talk(turn("repeat", "The Riverside Heart Unit opened in 1987."), riverside_content)
    assert reply.text.endswith("\n\nThe Riverside Heart Unit opened in 1987.")


def test_it_has_nothing_to_repeat_at_the_start(riverside_content: Content) -> None:
    reply = small_talk(turn("repeat"), riverside_content)
    assert reply.text == riverside_content.wording.small_talk["nothing_to_repeat"]


def test_a_complaint_is_thanked_for_with_questions_to_choose_from(riverside_content: Content) -> None:
    assert thank(turn("feedback_bad"), riverside_content).buttons
    assert thank(turn("feedback_good"), riverside_content).buttons == ()
