from typing import Any

import pytest

from centreguide import names
from centreguide.nlu.segment_intent import segment_intent


def segment(intent: str | None, certainty: str = names.SURE, text: str = "hearts", **more: Any) -> dict[str, Any]:
    return {names.SEGMENT_TEXT: text, names.SEGMENT_INTENT: intent, names.SEGMENT_CERTAINTY: certainty, **more}


def ranking(*intents: str) -> list[dict[str, Any]]:
    return [{"name": intent, "confidence": 0.5 / place} for place, intent in enumerate(intents, 1)]


@pytest.mark.parametrize("certainty", [names.SURE, names.UNSURE])
def test_a_likely_intent_is_acted_on(certainty: str) -> None:
    assert segment_intent(segment("ask_where", certainty)) == "ask_where"


@pytest.mark.parametrize("intent", ["ask_where", "oos_hours", "greet", None])
def test_an_unlikely_one_is_the_fallback(intent: str | None) -> None:
    assert segment_intent(segment(intent, names.UNKNOWN)) == names.FALLBACK


def test_a_subject_of_ours_rules_out_that_others_services_are_meant() -> None:
    likely = ranking("oos_other_services", "oos_other_hospitals", names.FALLBACK, "ask_services", "ask_where")
    asked = segment("oos_other_services", listed=True, ranking=likely)
    assert segment_intent(asked) == "ask_services"
    assert segment_intent({**asked, names.SEGMENT_LISTED: False}) == "oos_other_services"


@pytest.mark.parametrize("intent", ["oos_hours", "ask_where"])
@pytest.mark.parametrize("certainty", [names.SURE, names.UNKNOWN])
def test_a_subject_of_ours_makes_any_other_intent_good_enough(intent: str, certainty: str) -> None:
    assert segment_intent(segment(intent, certainty, listed=True)) == intent


def test_a_segment_of_an_older_model_is_no_error() -> None:
    assert segment_intent({names.SEGMENT_TEXT: "?"}) == names.FALLBACK


def test_where_nothing_else_is_likely_others_services_stand() -> None:
    asked = segment("oos_other_services", listed=True, ranking=ranking("oos_other_services"))
    assert segment_intent(asked) == "oos_other_services"
    assert segment_intent(segment("oos_other_services", listed=True)) == "oos_other_services"


@pytest.mark.parametrize("intent", ["ask_about", "oos_other_services", "greet", None])
@pytest.mark.parametrize("certainty", [names.SURE, names.UNKNOWN])
def test_a_bare_subject_of_ours_follows_what_was_asked(intent: str | None, certainty: str) -> None:
    assert segment_intent(segment(intent, certainty, listed=True, bare=True)) == names.FOLLOW_UP


def test_a_bare_place_follows_nothing() -> None:
    assert segment_intent(segment("ask_where", listed=False, bare=True)) == "ask_where"


@pytest.mark.parametrize("intent", ["ask_where", names.FOLLOW_UP, names.OOS_STATISTICS])
def test_what_points_back_keeps_an_unlikely_question(intent: str) -> None:
    assert segment_intent(segment(intent, names.UNKNOWN, "whereabouts is it")) == intent


@pytest.mark.parametrize("intent", ["oos_hours", "greet", names.EMERGENCY, None])
def test_what_points_back_keeps_nothing_else(intent: str | None) -> None:
    assert segment_intent(segment(intent, names.UNKNOWN, "whereabouts is it")) == names.FALLBACK
