from dataclasses import replace

import pytest

from actions.decline import decline
from actions.reply import Reply
from actions.turn import Turn
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.release.content import Content


def reply_to(content: Content, *intents: str, text: str = "words") -> Reply:
    questions = tuple(Question(text, intent, names.SURE) for intent in intents)
    return decline(Turn(questions, Context(), intents[0]), content)


def test_every_kind_of_question_gets_its_own_honest_no(riverside_content: Content) -> None:
    reasons = riverside_content.wording.reasons
    for intent, sentence in reasons.items():
        reply = reply_to(riverside_content, intent)
        assert reply.text.startswith(sentence)
        assert riverside_content.wording.declines["can_answer"] in reply.text
        assert 1 <= len(reply.buttons) <= 3
        assert not reply.slots


def test_two_kinds_are_both_declined(riverside_content: Content) -> None:
    text = reply_to(riverside_content, "oos_hours", "oos_travel").text
    assert text.index("opening or visiting times") < text.index("travel or parking")


def test_one_kind_twice_is_declined_once(riverside_content: Content) -> None:
    assert reply_to(riverside_content, "oos_hours", "oos_hours").text == reply_to(riverside_content, "oos_hours").text


def test_an_intent_without_a_reason_of_its_own_gets_the_general_one(riverside_content: Content) -> None:
    assert reply_to(riverside_content, "oos_weather").text.startswith("Sorry, I can't answer that.")


def test_medical_advice_points_to_those_who_give_it(riverside_content: Content) -> None:
    text = reply_to(riverside_content, "medical_advice").text
    assert "999" in text
    assert "111" in text


def test_where_else_to_look_is_said_only_if_the_trust_has_set_it(riverside_content: Content) -> None:
    knowledge = riverside_content.knowledge
    trust = replace(knowledge.trust, website="riverside.example", contact="Switchboard: see the letter.")
    told = replace(riverside_content, knowledge=replace(knowledge, trust=trust))
    assert "Our website may help: riverside.example" in reply_to(told, "oos_hours").text
    assert "Switchboard: see the letter." in reply_to(told, "oos_hours").text
    assert "website" not in reply_to(riverside_content, "oos_hours").text


@pytest.mark.parametrize("text", ["", "   ", "???", "\N{THUMBS UP SIGN}"])
def test_a_message_without_words_is_asked_for_a_question(text: str, riverside_content: Content) -> None:
    reply = reply_to(riverside_content, names.FALLBACK, text=text)
    assert reply.text == riverside_content.wording.clarify["empty"]
    assert reply.buttons
