from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.turn import Turn, read_turn
from centreguide import names
from centreguide.answering.question import Context, Question


def read(message: dict[str, Any], slots: dict[str, Any] | None = None, *events: dict[str, Any]) -> Turn:
    return read_turn(Tracker("visitor", slots or {}, message, list(events), False, None, {}, "action_answer"))


SEGMENT = {
    names.SEGMENT_TEXT: "where is the heart unit",
    names.SEGMENT_INTENT: "ask_where",
    names.SEGMENT_CONFIDENCE: 0.9,
    names.SEGMENT_RANKING: [{"name": "ask_where", "confidence": 0.7}, {"name": "ask_when", "confidence": 0.2}],
    names.SEGMENT_SUBJECTS: ["heart_unit"],
    names.SEGMENT_CERTAINTY: names.SURE,
    names.SEGMENT_UNFAMILIAR: ["hypnosis"],
}


def test_a_segment_is_a_question() -> None:
    assert read({"intent": {"name": "ask_where"}, names.SEGMENTS: [SEGMENT]}).questions == (
        Question(
            "where is the heart unit",
            "ask_where",
            names.SURE,
            (("ask_where", 0.7), ("ask_when", 0.2)),
            ("heart_unit",),
            ("hypnosis",),
        ),
    )


def test_a_question_too_unlikely_to_act_on_is_the_fallback() -> None:
    [question] = read({names.SEGMENTS: [{**SEGMENT, names.SEGMENT_CERTAINTY: names.UNKNOWN}]}).questions
    assert (question.intent, question.certainty) == (names.FALLBACK, names.UNKNOWN)


def test_a_bare_subject_of_ours_follows_up() -> None:
    bare = {**SEGMENT, names.SEGMENT_TEXT: "the heart unit", names.SEGMENT_LISTED: True, names.SEGMENT_BARE: True}
    [question] = read({names.SEGMENTS: [bare]}).questions
    assert (question.intent, question.bare) == (names.FOLLOW_UP, True)


def test_questions_stand_in_the_order_of_the_message() -> None:
    second = {**SEGMENT, names.SEGMENT_INTENT: "ask_when"}
    turn = read({names.SEGMENTS: [SEGMENT, second]})
    assert [question.intent for question in turn.questions] == ["ask_where", "ask_when"]


def test_a_button_is_one_question_without_words() -> None:
    entities = [{"entity": "subject", "value": "heart_unit"}, {"entity": "number", "value": 7}]
    turn = read({"intent": {"name": "ask_when"}, "entities": entities})
    assert turn.questions == (Question("", "ask_when", names.SURE, (), ("heart_unit",)),)
    assert turn.intent == "ask_when"


def test_slots_are_the_context() -> None:
    slots = {names.SUBJECT: ["heart_unit"], names.LAST_INTENT: "ask_where", names.TOLD: ["heart_place"]}
    assert read({}, slots).context == Context(("heart_unit",), "ask_where", ("heart_place",))


def test_a_new_conversation_has_an_empty_context() -> None:
    assert read({}).context == Context()


@pytest.mark.parametrize("message", [{}, {"intent": None}, {"intent": {}, "entities": None, names.SEGMENTS: None}])
def test_a_message_without_an_intent_is_the_fallback(message: dict[str, Any]) -> None:
    turn = read(message)
    assert turn.intent == names.FALLBACK
    assert [question.intent for question in turn.questions] == [names.FALLBACK]


def test_the_last_reply_is_the_bot_s_last_words() -> None:
    said = ({"event": "bot", "text": "First."}, {"event": "bot", "text": "Second."})
    after = ({"event": "bot", "text": None}, {"event": "user", "text": "Say that again"}, {"event": "action"})
    assert read({}, None, *said, *after).last_reply == "Second."
    assert read({}, None, *after).last_reply is None
