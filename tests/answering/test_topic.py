from dataclasses import replace

import pytest

from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.answering.topic import Origin, Topic, find_topic, unlisted
from centreguide.knowledge.query import Knowledge

NOTHING_YET = Context()
HEART = Context(subjects=("heart_unit",), intent="ask_where", told=("heart_place",))


def question(text: str, intent: str, *subjects: str) -> Question:
    return Question(text, intent, names.SURE, subjects=subjects)


def topic_of(knowledge: Knowledge, context: Context, text: str, intent: str, *subjects: str) -> Topic:
    return find_topic(question(text, intent, *subjects), context, knowledge)


def test_what_is_named_is_the_topic(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "where is the bone unit", "ask_where", "bone_unit")
    assert topic == Topic("ask_where", ("bone_unit",), Origin.NAMED, ("bone_unit",))


def test_a_place_narrows_and_isn_t_what_is_asked_about(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "is the unit at hilltop", "ask_where", "hilltop", "bone_unit")
    assert topic.subjects == ("hilltop", "bone_unit")
    assert topic.subject == "bone_unit"
    assert topic.core == ("bone_unit",)


@pytest.mark.parametrize("text", ["where is it?", "where's that", "where are they?"])
def test_it_means_what_was_spoken_of(text: str, riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, text, "ask_where")
    assert (topic.origin, topic.subject) == (Origin.CONTEXT, "heart_unit")


def test_a_question_that_leaves_the_subject_out_means_what_was_spoken_of(riverside: Knowledge) -> None:
    assert topic_of(riverside, HEART, "how many a year", "ask_how_many").subject == "heart_unit"


def test_how_many_of_nothing_named_means_what_was_spoken_of(riverside: Knowledge) -> None:
    facts = (replace(f, answers=("ask_how_many",)) if f.id == "trust_income" else f for f in riverside.facts)
    known = replace(riverside, facts=tuple(facts))
    assert topic_of(known, HEART, "ok and how many do you do", "ask_how_many").subject == "heart_unit"
    assert topic_of(known, NOTHING_YET, "ok and how many do you do", "ask_how_many").subject == "trust"


def test_a_new_subject_takes_the_place_of_the_old(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "and where is the bone unit", "ask_where", "bone_unit")
    assert topic.subjects == ("bone_unit",)


def test_it_beside_a_named_subject_doesn_t_bring_the_old_one_back(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "the bone unit, where is it?", "ask_where", "bone_unit")
    assert topic.subjects == ("bone_unit",)
    assert topic.beside == ("heart_unit",)
    assert topic_of(riverside, HEART, "where is the bone unit?", "ask_where", "bone_unit").beside == ()


def test_what_about_repeats_the_last_intent_for_another_subject(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "what about the bone unit?", names.FOLLOW_UP, "bone_unit")
    assert (topic.intent, topic.subject) == ("ask_where", "bone_unit")


def test_and_for_children_joins_what_was_spoken_of(riverside: Knowledge) -> None:
    valves = Context(subjects=("valves",), intent="ask_services")
    topic = topic_of(riverside, valves, "and for children?", names.FOLLOW_UP, "children")
    assert (topic.intent, topic.subject) == ("ask_services", "childrens_valves")


def test_and_for_children_of_what_has_no_own_subject_keeps_both(riverside: Knowledge) -> None:
    scans = Context(subjects=("scans",), intent="ask_who")
    topic = topic_of(riverside, scans, "and for children?", names.FOLLOW_UP, "children")
    assert set(topic.subjects) == {"scans", "children"}
    assert topic.core == ("scans",)


def test_tell_me_more_is_about_what_was_spoken_of(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "tell me more", names.ASK_MORE)
    assert (topic.intent, topic.subject) == (names.ASK_ABOUT, "heart_unit")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("where is it?", "ask_where"),
        ("tell me more", names.ASK_MORE),
        ("and what about that", names.FOLLOW_UP),
        ("when did it open?", "ask_when"),
    ],
)
def test_with_nothing_before_it_is_unclear(text: str, intent: str, riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, text, intent)
    assert topic.origin is Origin.UNCLEAR
    assert topic.subject is None


def test_what_the_trust_can_answer_is_asked_of_the_trust(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "how is your care paid for", "ask_commissioning")
    assert (topic.origin, topic.subject) == (Origin.TRUST, "trust")


def test_what_the_trust_can_t_answer_is_unclear(riverside: Knowledge) -> None:
    assert topic_of(riverside, NOTHING_YET, "when did you open", "ask_when").origin is Origin.UNCLEAR


def test_you_means_the_trust_again_after_a_centre(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "what services do you have", "ask_services")
    assert (topic.origin, topic.subject) == (Origin.TRUST, "trust")


def test_a_later_question_for_the_trust_isn_t_answered_for_the_old_subject(riverside: Knowledge) -> None:
    topic = topic_of(riverside, HEART, "where does the money come from", "ask_income")
    assert topic.subject == "trust"


def test_a_place_alone_is_enough_where_facts_are_about_it(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "who is treated from the Valley", "ask_who", "valley")
    assert (topic.origin, topic.core) == (Origin.NAMED, ("valley",))


def test_what_no_page_names_is_found_wherever_it_stands(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "hearts and knees", "ask_services", "heart_unit", "knees")
    assert unlisted(topic, riverside) == "knees"
    assert unlisted(Topic("ask_services", ("heart_unit",), Origin.NAMED, ("heart_unit",)), riverside) is None


def test_an_old_button_s_subject_that_is_gone_is_no_error(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "", "ask_where", "eye_unit")
    assert unlisted(topic, riverside) is None


LISTED = Context(subjects=("trust",), intent="ask_services", told=("trust_services",))
UNANSWERED = Context(subjects=(), intent="ask_when")


def bare(text: str, *subjects: str) -> Question:
    return Question(text, names.FOLLOW_UP, names.SURE, subjects=subjects, bare=True)


def test_a_bare_subject_answers_what_was_asked_back(riverside: Knowledge) -> None:
    topic = find_topic(bare("the heart unit", "heart_unit"), UNANSWERED, riverside)
    assert (topic.intent, topic.subject) == ("ask_when", "heart_unit")


@pytest.mark.parametrize("context", [NOTHING_YET, HEART])
def test_a_bare_subject_otherwise_asks_about_it(context: Context, riverside: Knowledge) -> None:
    topic = find_topic(bare("the bone unit", "bone_unit"), context, riverside)
    assert (topic.intent, topic.subject) == (names.ASK_ABOUT, "bone_unit")


@pytest.mark.parametrize("text", ["and for children?", "what about children"])
def test_an_ellipsis_asks_the_same_again_whatever_its_intent(text: str, riverside: Knowledge) -> None:
    before = Context(subjects=("scans",), intent="ask_who")
    topic = topic_of(riverside, before, text, "ask_services", "children")
    assert (topic.intent, topic.core, set(topic.subjects)) == ("ask_who", ("scans",), {"scans", "children"})


def test_an_ellipsis_with_nothing_before_keeps_its_intent(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "what about the bone unit?", "ask_who", "bone_unit")
    assert (topic.intent, topic.subject) == ("ask_who", "bone_unit")


def test_the_trust_s_own_place_narrows_nothing(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "are scans done in Rivertown", "ask_services", "town", "scans")
    assert topic.subjects == ("scans",)
    assert topic_of(riverside, HEART, "is it in Rivertown", "ask_where", "town").subject == "heart_unit"


def test_where_with_a_place_that_patients_come_from_asks_who(riverside: Knowledge) -> None:
    text = "would I be taken to the bone unit from the Valley"
    topic = topic_of(riverside, NOTHING_YET, text, "ask_where", "bone_unit", "valley")
    assert (topic.intent, topic.core) == (names.ASK_WHO, ("bone_unit",))


@pytest.mark.parametrize(("subject", "place"), [("bone_unit", "hilltop"), ("heart_unit", "valley")])
def test_where_with_another_place_asks_where(subject: str, place: str, riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "is it there", "ask_where", subject, place)
    assert topic.intent == names.ASK_WHERE


def test_a_site_of_ours_is_no_place_that_patients_come_from(riverside: Knowledge) -> None:
    facts = tuple(
        replace(fact, about=(*fact.about, "hilltop")) if fact.id == "bone_who" else fact for fact in riverside.facts
    )
    text = "is the bone unit at Hilltop"
    topic = topic_of(replace(riverside, facts=facts), NOTHING_YET, text, "ask_where", "bone_unit", "hilltop")
    assert topic.intent == names.ASK_WHERE


def test_where_patients_come_from_asks_who(riverside: Knowledge) -> None:
    text = "where do the bone unit's patients come from?"
    assert topic_of(riverside, NOTHING_YET, text, "ask_where", "bone_unit").intent == names.ASK_WHO


def test_a_second_question_in_a_message_stays_with_the_first_s_subject(riverside: Knowledge) -> None:
    text, beside = "what services do you have", Context(subjects=("heart_unit",), intent="ask_where", same_message=True)
    assert topic_of(riverside, beside, text, "ask_services").subject == "heart_unit"
    assert topic_of(riverside, HEART, text, "ask_services").subject == "trust"


def test_a_place_in_a_list_is_the_topic(riverside: Knowledge) -> None:
    topic = topic_of(riverside, LISTED, "where is the second one", "ask_where")
    assert topic == Topic("ask_where", ("bone_unit",), Origin.NAMED, ("bone_unit",))
    assert topic_of(riverside, LISTED, "and the last one?", names.FOLLOW_UP).intent == names.ASK_ABOUT


def test_a_named_subject_goes_before_a_place_in_a_list(riverside: Knowledge) -> None:
    topic = topic_of(riverside, LISTED, "are valves the second group", "ask_services", "valves")
    assert topic.subject == "valves"


def test_a_figure_is_looked_for_as_a_count(riverside: Knowledge) -> None:
    topic = topic_of(riverside, NOTHING_YET, "how many valves", names.OOS_STATISTICS, "valves")
    assert (topic.intent, topic.subject) == (names.ASK_HOW_MANY, "valves")


def test_what_a_new_release_took_out_of_the_conversation_is_forgotten(riverside: Knowledge) -> None:
    gone = Context(subjects=("eye_unit", "heart_unit"), intent="ask_where")
    assert topic_of(riverside, gone, "when did it open", "ask_when").subjects == ("heart_unit",)
