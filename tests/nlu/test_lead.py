from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from centreguide import names
from centreguide.nlu.lead import LeadingQuestion, leading, segment_intent


def segment(intent: str, certainty: str = names.SURE, *subjects: str) -> dict[str, Any]:
    return {
        names.SEGMENT_TEXT: intent,
        names.SEGMENT_INTENT: intent,
        names.SEGMENT_CERTAINTY: certainty,
        names.SEGMENT_CONFIDENCE: 0.8,
        names.SEGMENT_SUBJECTS: list(subjects),
    }


@pytest.mark.parametrize(
    ("intents", "lead"),
    [
        (["greet", "ask_where"], "ask_where"),
        (["oos_hours", "ask_where"], "ask_where"),
        (["greet", "oos_hours"], "oos_hours"),
        (["greet", "thanks"], "greet"),
        (["ask_when", "ask_where"], "ask_when"),
        (["thanks", "follow_up"], "follow_up"),
    ],
)
def test_what_can_be_answered_leads_then_what_is_declined(intents: list[str], lead: str) -> None:
    assert leading([segment(intent) for intent in intents])[names.SEGMENT_INTENT] == lead


def test_a_question_too_unlikely_to_act_on_leads_no_other() -> None:
    found = leading([segment("ask_when", names.UNKNOWN), segment("ask_where")])
    assert found[names.SEGMENT_INTENT] == "ask_where"


def test_what_is_too_unlikely_is_declined() -> None:
    assert segment_intent(segment("ask_where", names.UNKNOWN)) == names.FALLBACK
    assert segment_intent({names.SEGMENT_TEXT: "?"}) == names.FALLBACK


@pytest.mark.parametrize("others", ["oos_other_services", "oos_other_hospitals"])
def test_a_subject_of_ours_rules_out_that_others_are_meant(others: str) -> None:
    ranking = [{"name": others, "confidence": 0.6}, {"name": "ask_services", "confidence": 0.3}]
    ours = {**segment(others), names.SEGMENT_RANKING: ranking, names.SEGMENT_LISTED: True}
    assert segment_intent(ours) == "ask_services"
    assert segment_intent({**ours, names.SEGMENT_LISTED: False}) == others


def test_a_subject_of_ours_leaves_other_declined_questions_declined() -> None:
    assert segment_intent({**segment("oos_hours"), names.SEGMENT_LISTED: True}) == "oos_hours"


def test_a_subject_of_ours_makes_an_unlikely_question_worth_answering() -> None:
    ours = {**segment("ask_where", names.UNKNOWN, "heart_unit"), names.SEGMENT_LISTED: True}
    assert segment_intent(ours) == "ask_where"


def test_an_unlikely_question_that_points_back_is_left_to_the_conversation() -> None:
    assert segment_intent({**segment("ask_where", names.UNKNOWN), names.SEGMENT_TEXT: "and is it there"}) == "ask_where"
    assert segment_intent({**segment("greet", names.UNKNOWN), names.SEGMENT_TEXT: "and is it there"}) == names.FALLBACK


def test_an_unsure_question_is_left_to_the_conversation() -> None:
    assert segment_intent(segment("ask_where", names.UNSURE)) == "ask_where"


def message(intent: str, *segments: dict[str, Any]) -> Message:
    return Message({TEXT: "words", INTENT: {"name": intent, "confidence": 0.5}, names.SEGMENTS: list(segments)})


def test_the_message_gets_the_lead_s_intent_and_confidence() -> None:
    [done] = LeadingQuestion().process([message("greet", segment("greet"), segment("ask_where"))])
    assert done.get(INTENT) == {"name": "ask_where", "confidence": 0.8}


@pytest.mark.parametrize("danger", [names.EMERGENCY, names.CRISIS])
def test_danger_stays_first_whatever_is_asked_beside_it(danger: str) -> None:
    [done] = LeadingQuestion().process([message(danger, segment("ask_where"), segment("greet"))])
    assert done.get(INTENT)["name"] == danger


def test_a_message_without_segments_keeps_its_intent() -> None:
    [done] = LeadingQuestion().process([Message({TEXT: "words", INTENT: {"name": "ask_where", "confidence": 1.0}})])
    assert done.get(INTENT) == {"name": "ask_where", "confidence": 1.0}
