import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from centreguide import names
from centreguide.heard import Segment
from centreguide.nlu.lead import LeadingQuestion, leading


def segment(intent: str, certainty: str = names.SURE) -> Segment:
    return Segment(intent, intents=((intent, 0.8),), certainty=certainty)


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
    assert leading([segment(intent) for intent in intents]).intent == lead


def test_a_question_too_unlikely_to_act_on_leads_no_other() -> None:
    found = leading([segment("ask_when", names.UNKNOWN), segment("ask_where")])
    assert found.intent == "ask_where"


def message(intent: str, *segments: Segment) -> Message:
    return Message({TEXT: "words", INTENT: {"name": intent, "confidence": 0.5}, names.SEGMENTS: segments})


def test_the_message_gets_the_lead_s_intent_and_confidence() -> None:
    [done] = LeadingQuestion().process([message("greet", segment("greet"), segment("ask_where"))])
    assert done.get(INTENT) == {"name": "ask_where", "confidence": 0.8}
    assert [Segment.restored(state) for state in done.get(names.SEGMENTS)] == [segment("greet"), segment("ask_where")]


@pytest.mark.parametrize("danger", [names.EMERGENCY, names.CRISIS])
def test_danger_stays_first_whatever_is_asked_beside_it(danger: str) -> None:
    [done] = LeadingQuestion().process([message(danger, segment("ask_where"), segment("greet"))])
    assert done.get(INTENT)["name"] == danger


def test_a_message_without_segments_keeps_its_intent() -> None:
    [done] = LeadingQuestion().process([Message({TEXT: "words", INTENT: {"name": "ask_where", "confidence": 1.0}})])
    assert done.get(INTENT) == {"name": "ask_where", "confidence": 1.0}
