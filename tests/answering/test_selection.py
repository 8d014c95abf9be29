from collections.abc import Callable
from dataclasses import replace

import pytest

from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.answering.selection import SHORT_WORDS, Fit, Selection, select
from centreguide.answering.topic import find_topic
from centreguide.knowledge.query import Knowledge
from centreguide.release.content import Content

Find = Callable[..., Selection]


@pytest.fixture
def find(riverside_content: Content) -> Find:
    """What is selected for a question at the start of a conversation."""

    def found(
        text: str,
        intent: str,
        *subjects: str,
        ranking: dict[str, float] | None = None,
        told: tuple[str, ...] = (),
        knowledge: Knowledge | None = None,
    ) -> Selection:
        known = knowledge or riverside_content.knowledge
        likely = tuple((ranking or {intent: 0.9}).items())
        question = Question(text, intent, names.SURE, likely, subjects)
        topic = find_topic(question, Context(), known)
        return select(question, topic, known, riverside_content.nearness, told)

    return found


def ids(found: Selection) -> list[str]:
    return [fact.id for fact in found.facts]


def test_the_fact_for_the_intent_and_the_subject(find: Find) -> None:
    found = find("when did the heart unit open", "ask_when", "heart_unit")
    assert (ids(found), found.fit, found.intent) == (["heart_since"], Fit.EXACT, "ask_when")


def test_the_nearest_fact_comes_first(find: Find) -> None:
    of_valves = find("are you one of the largest centres for valve repairs", "ask_rank", "heart_unit")
    of_hearts = find("is the heart unit second largest", "ask_rank", "heart_unit")
    assert ids(of_valves)[0] == "valves_rank"
    assert ids(of_hearts)[0] == "heart_rank"


def test_a_service_named_with_its_centre_is_all_that_is_told(find: Find) -> None:
    of_valves = find("are you one of the largest for valves at the heart unit", "ask_rank", "heart_unit", "valves")
    assert ids(of_valves) == ["valves_rank"]
    of_hearts = find("are you the largest", "ask_rank", "heart_unit")
    assert set(ids(of_hearts)) == {"heart_rank", "valves_rank"}


def test_a_likely_runner_up_answers_where_the_first_intent_has_nothing(find: Find) -> None:
    found = find("how good are valve repairs", "ask_quality", "valves", ranking={"ask_quality": 0.5, "ask_rank": 0.4})
    assert (ids(found), found.fit) == (["valves_rank"], Fit.EXACT)


def test_an_unlikely_runner_up_doesn_t(find: Find) -> None:
    found = find("how good are valve repairs", "ask_quality", "valves", ranking={"ask_quality": 0.9, "ask_rank": 0.05})
    assert found.fit is Fit.OTHER


def test_a_pointed_question_isn_t_answered_by_the_runner_up(find: Find) -> None:
    found = find("when did valve repairs start", "ask_when", "valves", ranking={"ask_when": 0.5, "ask_rank": 0.4})
    assert (ids(found), found.fit) == (["heart_since"], Fit.FROM_WHOLE)


def test_a_button_s_question_which_has_no_likelihoods_gets_its_facts(riverside_content: Content) -> None:
    question = Question("", "ask_rank", names.SURE, (), ("valves",))
    topic = find_topic(question, Context(), riverside_content.knowledge)
    found = select(question, topic, riverside_content.knowledge, riverside_content.nearness, ())
    assert (ids(found), found.fit) == (["valves_rank"], Fit.EXACT)


def test_what_the_whole_has_its_parts_have(find: Find) -> None:
    where = find("where are valve repairs done", "ask_where", "valves")
    since = find("when did scans start", "ask_when", "scans")
    assert (ids(where), where.fit, where.holder) == (["heart_place"], Fit.FROM_WHOLE, "heart_unit")
    assert (ids(since), since.fit, since.holder) == (["heart_since"], Fit.FROM_WHOLE, "heart_unit")


def test_what_the_whole_is_its_parts_needn_t_be(find: Find) -> None:
    found = find("how do scans compare", "ask_rank", "scans")
    assert found.fit is Fit.OTHER
    assert "heart_rank" not in ids(found)


def test_what_pays_for_the_trust_pays_for_its_centres(find: Find) -> None:
    found = find("who pays for the heart unit", "ask_commissioning", "heart_unit")
    assert (ids(found), found.fit, found.holder) == (["trust_who_pays"], Fit.FROM_TRUST, "trust")


def test_where_nothing_answers_what_else_is_known_is_offered(find: Find) -> None:
    found = find("what research is there at the bone unit", "ask_research", "bone_unit")
    assert found.fit is Fit.OTHER
    assert len(found.facts) == 1
    assert "bone_unit" in found.facts[0].about


def test_where_nothing_is_known_nothing_is_said(find: Find) -> None:
    found = find("where is knee care", "ask_research", "knees")
    assert (ids(found), found.fit) == ([], Fit.NONE)


def test_two_services_each_get_their_fact(find: Find) -> None:
    found = find("do you do scans and valve repairs", "ask_services", "scans", "valves")
    assert {"scans_for_adults", "valves_rank"} <= set(ids(found))


def test_an_audience_narrows_the_answer_down_to_one(find: Find) -> None:
    assert ids(find("do children get scans", "ask_who", "scans", "children")) == ["scans_for_adults"]


def test_what_was_told_already_waits_for_what_is_new(find: Find) -> None:
    every = ids(find("tell me about the heart unit", names.ASK_ABOUT, "heart_unit"))
    fresh = ids(find("tell me about the heart unit", names.ASK_ABOUT, "heart_unit", told=tuple(every[:1])))
    assert every[0] not in fresh
    assert fresh


def test_an_overview_keeps_the_staff_s_order(find: Find) -> None:
    found = ids(find("tell me about the heart unit", names.ASK_ABOUT, "heart_unit"))
    assert found == ["heart_place", "heart_rank"]


def test_an_answer_stays_within_the_words_of_a_short_one(find: Find, riverside: Knowledge) -> None:
    long = "Repairs " + "of valves " * 20
    facts = tuple(replace(fact, say=long) for fact in riverside.facts)
    found = find("how does it compare", "ask_rank", "heart_unit", knowledge=replace(riverside, facts=facts))
    assert len(found.facts) == 1
    assert sum(len(fact.say.split()) for fact in found.facts) <= SHORT_WORDS


def test_no_fact_is_said_twice(find: Find) -> None:
    found = ids(find("the heart unit and valves", names.ASK_SERVICES, "heart_unit", "valves"))
    assert len(set(found)) == len(found)


def test_the_same_question_always_gets_the_same_answer(find: Find) -> None:
    first = find("how do you compare", "ask_rank", "heart_unit", "valves")
    assert all(find("how do you compare", "ask_rank", "heart_unit", "valves") == first for _ in range(5))
