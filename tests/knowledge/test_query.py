from dataclasses import replace

import pytest

from centreguide.knowledge.query import Knowledge


def ids(knowledge: Knowledge, intent: str, *subjects: str) -> list[str]:
    return [fact.id for fact in knowledge.facts_for(intent, subjects)]


def test_facts_answer_the_intent_about_the_subject(riverside: Knowledge) -> None:
    assert ids(riverside, "ask_where", "heart_unit") == ["heart_place"]
    assert ids(riverside, "ask_rank", "valves") == ["valves_rank"]
    assert ids(riverside, "ask_when", "bone_unit") == []


def test_a_fact_about_most_of_what_is_named_comes_first(riverside: Knowledge) -> None:
    assert ids(riverside, "ask_rank", "heart_unit") == ["heart_rank", "valves_rank"]
    assert ids(riverside, "ask_rank", "heart_unit", "valves") == ["valves_rank", "heart_rank"]


def test_facts_keep_the_order_of_the_files(riverside: Knowledge) -> None:
    for subject in riverside.subjects:
        assert riverside.facts_about(subject.id) == [fact for fact in riverside.facts if subject.id in fact.about]


def test_an_id_that_is_gone_is_nothing_and_no_error(riverside: Knowledge) -> None:
    assert riverside.subject("eye_unit") is None
    assert riverside.fact("eye_place") is None
    assert riverside.kind("eye_unit") == ""
    assert riverside.facts_about("eye_unit") == []
    assert list(riverside.parents("eye_unit")) == []


def test_parents_go_from_the_nearest_to_the_trust(riverside: Knowledge) -> None:
    assert list(riverside.parents("childrens_valves")) == ["heart_unit", "trust"]


def test_a_loop_of_parents_ends(riverside: Knowledge) -> None:
    looped = tuple(
        replace(subject, part_of="childrens_valves") if subject.id == "heart_unit" else subject
        for subject in riverside.subjects
    )
    assert list(replace(riverside, subjects=looped).parents("childrens_valves")) == ["heart_unit"]


def test_centres_are_what_a_visitor_chooses_from(riverside: Knowledge) -> None:
    assert [centre.id for centre in riverside.centres()] == ["heart_unit", "bone_unit"]


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        (["children", "valves"], ["childrens_valves"]),
        (["valves", "children", "riverside"], ["childrens_valves", "riverside"]),
        (["children", "scans"], ["children", "scans"]),
        (["valves", "valves"], ["valves"]),
        ([], []),
    ],
)
def test_subjects_that_mean_another_together_become_it(
    named: list[str], meant: list[str], riverside: Knowledge
) -> None:
    assert riverside.merged(named) == meant


def test_a_source_s_page_is_found(riverside: Knowledge) -> None:
    assert riverside.page("about").title == "About us"


def test_a_kind_of_question_that_one_fact_alone_answers_is_that_facts(riverside: Knowledge) -> None:
    assert riverside.sole_facts() == {
        "ask_when": "heart_since",
        "ask_how_many": "valves_count",
        "ask_income": "trust_income",
        "ask_commissioning": "trust_who_pays",
    }
