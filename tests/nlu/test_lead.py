from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from centreguide import names
from centreguide.nlu.lead import LeadingQuestion, leading


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
