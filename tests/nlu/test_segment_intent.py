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
def test_a_subject_of_ours_leaves_any_other_likely_intent(intent: str) -> None:
    assert segment_intent(segment(intent, listed=True, ranking=ranking(intent))) == intent


def unlikely(first: tuple[str, float], second: tuple[str, float]) -> dict[str, Any]:
    likely = [{"name": name, "confidence": confidence} for name, confidence in (first, second)]
    return segment(first[0], names.UNKNOWN, listed=True, ranking=likely)


def test_a_subject_of_ours_makes_an_unlikely_question_good_enough() -> None:
    assert segment_intent(unlikely(("ask_where", 0.2), ("oos_hours", 0.19))) == "ask_where"


def test_so_it_does_a_question_about_as_likely_as_what_is_declined() -> None:
    assert segment_intent(unlikely(("oos_hours", 0.2), ("ask_where", 0.15))) == "ask_where"
    assert segment_intent(unlikely(("oos_hours", 0.2), ("ask_where", 0.05))) == names.FALLBACK
    assert segment_intent(unlikely(("oos_other_services", 0.2), ("ask_where", 0.05))) == "ask_where"


@pytest.mark.parametrize("intent", ["ask_where", "oos_hours"])
def test_without_likelihoods_an_unlikely_intent_is_the_fallback(intent: str) -> None:
    assert segment_intent(segment(intent, names.UNKNOWN, listed=True)) == names.FALLBACK


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
