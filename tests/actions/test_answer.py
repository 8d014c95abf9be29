import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from actions.reply import Reply
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.knowledge.query import Knowledge
from centreguide.release.content import Content

ReplyTo = Callable[..., Reply]
SOURCE = "Source: our “About us” page, “Heart”."


def question(text: str, intent: str, *subjects: str, unfamiliar: tuple[str, ...] = ()) -> Question:
    ranking = ((intent, 0.9),) if text else ()
    return Question(text, intent, names.SURE, ranking, subjects, unfamiliar)


WHERE = question("where is the heart unit", "ask_where", "heart_unit")
SINCE_WHEN = question("when did it open", "ask_when")
HOURS = question("what are your opening hours", "oos_hours")


def test_a_fact_is_said_with_its_source(reply_to: ReplyTo) -> None:
    assert reply_to(WHERE).text == f"The Riverside Heart Unit is at Riverside Hospital.\n\n{SOURCE}"


@pytest.mark.parametrize("intent", ["ask_where", "ask_when", "ask_rank", "ask_services", "ask_how_many", "ask_about"])
def test_every_answer_is_short_and_has_one_to_three_buttons(intent: str, reply_to: ReplyTo) -> None:
    reply = reply_to(question("the heart unit", intent, "heart_unit"))
    assert "Source: our" in reply.text
    assert len(reply.text.split()) < 60
    assert 1 <= len(reply.buttons) <= 3


def test_buttons_are_questions_that_have_an_answer(reply_to: ReplyTo, riverside: Knowledge) -> None:
    for button in reply_to(WHERE).buttons:
        intent, brace, rest = button.payload.partition("{")
        subject = json.loads(brace + rest)[names.SUBJECT]
        assert intent == f"/{button.intent}"
        assert riverside.facts_for(button.intent, [subject])
        assert button.title


def test_buttons_don_t_ask_again_what_was_just_answered(reply_to: ReplyTo) -> None:
    assert "ask_where" not in [button.intent for button in reply_to(WHERE).buttons]


def test_a_button_pressed_gets_the_answer_that_it_promised(reply_to: ReplyTo) -> None:
    for button in reply_to(WHERE).buttons:
        assert button.subject is not None
        assert "Source:" in reply_to(question("", button.intent, button.subject)).text


def test_what_was_answered_is_remembered(reply_to: ReplyTo) -> None:
    assert reply_to(WHERE).slots == {
        names.SUBJECT: ["heart_unit"],
        names.LAST_INTENT: "ask_where",
        names.TOLD: ["heart_place"],
    }


def test_two_questions_are_answered_in_their_order(reply_to: ReplyTo) -> None:
    reply = reply_to(SINCE_WHEN, WHERE, context=Context(("heart_unit",), "ask_rank"))
    assert reply.text.index("1987") < reply.text.index("at Riverside Hospital")
    assert reply.text.count("Source:") == 1
    assert 1 <= len(reply.buttons) <= 3


def test_the_second_question_may_mean_the_subject_of_the_first(reply_to: ReplyTo) -> None:
    reply = reply_to(WHERE, SINCE_WHEN)
    assert "opened in 1987" in reply.text
    assert reply.slots[names.LAST_INTENT] == "ask_when"
    assert reply.slots[names.TOLD] == ["heart_place", "heart_since"]


def test_you_in_the_second_question_means_the_subject_of_the_first(reply_to: ReplyTo) -> None:
    offer = question("what services do you have", "ask_services")
    assert "valve repairs" in reply_to(WHERE, offer).text
    assert "hearts and bones" in reply_to(offer, context=context_after(reply_to(WHERE))).text


def test_what_is_declined_comes_after_what_is_answered(reply_to: ReplyTo) -> None:
    reply = reply_to(HOURS, WHERE)
    assert reply.text.index("at Riverside Hospital") < reply.text.index("opening or visiting times")
    assert reply.slots[names.SUBJECT] == ["heart_unit"]


def test_small_talk_beside_a_question_drops_out(reply_to: ReplyTo) -> None:
    assert reply_to(question("hello", "greet"), WHERE).text == reply_to(WHERE).text


def test_what_wasn_t_understood_beside_a_question_drops_out(reply_to: ReplyTo) -> None:
    assert reply_to(WHERE, question("blah blah", names.FALLBACK)).text == reply_to(WHERE).text


def test_the_same_question_twice_is_answered_once(reply_to: ReplyTo) -> None:
    assert reply_to(WHERE, WHERE).text == reply_to(WHERE).text


def test_a_false_premise_is_put_right_first(reply_to: ReplyTo) -> None:
    reply = reply_to(question("Is the heart unit the largest in the country?", "ask_rank", "heart_unit"))
    assert reply.text.startswith("No. The Riverside Heart Unit is the second largest in the country.")


def test_half_a_truth_is_not_quite(reply_to: ReplyTo) -> None:
    reply = reply_to(question("Are you the largest for valve repairs?", "ask_rank", "valves"))
    assert reply.text.startswith("Not quite. We are one of the largest")


def test_a_right_belief_is_affirmed(reply_to: ReplyTo) -> None:
    reply = reply_to(question("Is the heart unit at Riverside Hospital?", "ask_where", "heart_unit", "riverside"))
    assert reply.text.startswith("Yes. The Riverside Heart Unit is at Riverside Hospital.")


def test_a_part_s_answer_says_whose_it_is(reply_to: ReplyTo) -> None:
    reply = reply_to(question("where are valve repairs done", "ask_where", "valves"))
    assert reply.text.startswith("Valve repairs are part of the Riverside Heart Unit. The Riverside Heart Unit is at")
    assert reply.slots[names.SUBJECT] == ["valves"]


def test_the_trust_s_answer_isn_t_passed_off_as_a_centre_s(reply_to: ReplyTo) -> None:
    reply = reply_to(question("who pays for the heart unit", "ask_commissioning", "heart_unit"))
    assert "doesn't say that about the Riverside Heart Unit" in reply.text
    assert "The county pays for our care." in reply.text


def test_what_the_page_doesn_t_say_is_admitted_and_what_it_says_is_offered(reply_to: ReplyTo) -> None:
    reply = reply_to(question("what research is there", "ask_research", "bone_unit"))
    assert reply.text.startswith("The page doesn't say what research there is at the Hilltop Bone Unit.")
    assert "Source:" in reply.text
    assert reply.buttons


def test_the_lack_of_an_answer_is_admitted_without_words_for_the_question(reply_to: ReplyTo) -> None:
    question = Question("can I park?", "ask_parking", names.SURE, subjects=("scans",))
    assert reply_to(question).text.startswith("The page doesn't say that about scans.")


def test_what_no_page_names_is_admitted(reply_to: ReplyTo) -> None:
    reply = reply_to(question("do you do knees", "ask_services", "knees"))
    assert reply.text.startswith("The page that I answer from doesn't mention knee care by name.")
    assert "Hilltop Bone Unit" in reply.text
    assert {button.subject for button in reply.buttons} == {"bone_unit"}
    assert reply.slots[names.SUBJECT] == ["knees"]


def test_what_no_page_names_beside_what_it_names_gets_a_fact_of_that(reply_to: ReplyTo) -> None:
    reply = reply_to(question("where are teeth and the heart unit", "ask_where", "teeth", "heart_unit"))
    related = "It does say: The Riverside Heart Unit is at Riverside Hospital."
    assert reply.text == f"The page that I answer from doesn't mention dental care by name. {related}\n\n{SOURCE}"


def test_what_no_page_names_and_is_part_of_no_centre_gets_no_fact(reply_to: ReplyTo) -> None:
    reply = reply_to(question("do you do teeth", "ask_services", "teeth"))
    assert reply.text == "The page that I answer from doesn't mention dental care by name."
    assert [button.intent for button in reply.buttons] == [names.ASK_ABOUT]


def test_a_question_about_nothing_in_particular_is_asked_back(reply_to: ReplyTo) -> None:
    reply = reply_to(question("where is it", "ask_where"))
    assert reply.text == "Which of these do you mean?"
    assert [(button.intent, button.subject) for button in reply.buttons] == [
        ("ask_where", "heart_unit"),
        ("ask_where", "bone_unit"),
    ]
    assert reply.slots[names.SUBJECT] == []


def context_after(reply: Reply) -> Context:
    subjects, told = reply.slots[names.SUBJECT], reply.slots[names.TOLD]
    return Context(tuple(subjects), reply.slots[names.LAST_INTENT], tuple(told))


def bare(text: str, *subjects: str) -> Question:
    return replace(question(text, names.FOLLOW_UP, *subjects), bare=True)


def test_a_bare_subject_after_asking_back_answers_what_was_asked(reply_to: ReplyTo) -> None:
    before = Context((), "ask_who", ("bone_who",))
    asked_back = reply_to(question("where are you", "ask_where"), context=before)
    assert asked_back.text == "Which of these do you mean?"
    assert asked_back.slots == {names.SUBJECT: [], names.LAST_INTENT: "ask_where", names.TOLD: ["bone_who"]}
    answered = reply_to(bare("the heart unit", "heart_unit"), context=context_after(asked_back))
    assert answered.text == f"The Riverside Heart Unit is at Riverside Hospital.\n\n{SOURCE}"
    assert context_after(answered) == Context(("heart_unit",), "ask_where", ("bone_who", "heart_place"))


def test_what_only_one_centre_can_answer_is_answered_at_once(reply_to: ReplyTo) -> None:
    assert "1987" in reply_to(question("when did you open", "ask_when")).text
    assert reply_to(question("when did it open", "ask_when")).text == "Which of these do you mean?"


def test_a_bare_subject_after_an_answer_is_asked_about(reply_to: ReplyTo) -> None:
    answered = reply_to(bare("the bone unit", "bone_unit"), context=context_after(reply_to(WHERE)))
    assert answered.slots[names.LAST_INTENT] == names.ASK_ABOUT
    assert "The Hilltop Bone Unit" in answered.text


def test_a_place_asked_about_in_passing_isn_t_what_it_means_from_then_on(reply_to: ReplyTo) -> None:
    after_heart = context_after(reply_to(WHERE))
    in_passing = reply_to(question("do you take people from the Valley", "ask_who", "valley"), context=after_heart)
    assert "heart_unit" in in_passing.slots[names.SUBJECT]
    assert "1987" in reply_to(SINCE_WHEN, context=context_after(in_passing)).text


def test_both_are_the_two_that_were_spoken_of(reply_to: ReplyTo) -> None:
    after_heart = context_after(reply_to(WHERE))
    after_bones = context_after(reply_to(question("and bones?", "ask_where", "bone_unit"), context=after_heart))
    reply = reply_to(question("are they in the same building?", "ask_where"), context=after_bones)
    assert "Riverside Hospital" in reply.text
    assert "Hilltop Hospital" in reply.text


def test_a_place_in_a_list_that_was_said_is_asked_about(reply_to: ReplyTo) -> None:
    listed = reply_to(question("what do you do", "ask_services"))
    assert "hearts and bones" in listed.text
    pointed = reply_to(question("where is the second group", "ask_where"), context=context_after(listed))
    assert pointed.text.startswith("The Hilltop Bone Unit is at Hilltop Hospital.")
    assert pointed.slots[names.SUBJECT] == ["bone_unit"]


NO_FIGURE = "I can't give that figure: the page that I answer from doesn't include it."


def test_a_figure_that_the_page_has_is_given(reply_to: ReplyTo) -> None:
    reply = reply_to(question("how many valves do you repair", names.OOS_STATISTICS, "valves"))
    assert reply.text == f"We repair over 300 valves a year.\n\n{SOURCE}"
    assert reply.slots[names.LAST_INTENT] == names.ASK_HOW_MANY


def test_a_figure_that_it_hasn_t_is_declined_with_the_nearest_fact(reply_to: ReplyTo) -> None:
    asked = question("how many beds are at the Riverside Heart Unit", names.OOS_STATISTICS, "heart_unit")
    reply = reply_to(asked)
    assert reply.text == f"{NO_FIGURE} It does say: The Riverside Heart Unit is at Riverside Hospital.\n\n{SOURCE}"
    assert reply.slots[names.SUBJECT] == ["heart_unit"]
    assert reply.slots[names.TOLD] == ["heart_place"]
    assert {button.subject for button in reply.buttons} == {"heart_unit"}


@pytest.mark.parametrize(
    "asked",
    [
        question("how many nurses work with hearts", names.OOS_STATISTICS, "heart_unit"),
        question("how many beds do you have", names.OOS_STATISTICS),
        question("what is your death rate", names.OOS_STATISTICS),
        question("what is the death rate for valves", names.OOS_STATISTICS, "heart_unit"),
        question("how many nurses repair over 300 valves", names.OOS_STATISTICS, "valves"),
    ],
)
def test_a_figure_with_nothing_near_it_is_declined(asked: Question, reply_to: ReplyTo) -> None:
    reply = reply_to(asked, context=Context(("bone_unit",), "ask_who", ("bone_who",)))
    assert reply.text == NO_FIGURE
    assert reply.buttons
    assert context_after(reply) == Context(("bone_unit",), "ask_who", ("bone_who",))


def test_a_figure_for_it_isn_t_declined_with_another_fact(reply_to: ReplyTo) -> None:
    asked = question("how many beds is it, the unit at Riverside Hospital", names.OOS_STATISTICS)
    assert reply_to(asked, context=context_after(reply_to(WHERE))).text == NO_FIGURE


def test_a_declined_figure_leaves_what_was_told_told(reply_to: ReplyTo) -> None:
    asked = question("how many beds are at the Riverside Heart Unit", names.OOS_STATISTICS, "heart_unit")
    reply = reply_to(asked, context=Context(("heart_unit",), "ask_when", ("heart_since",)))
    assert reply.slots[names.TOLD] == ["heart_since", "heart_place"]


@pytest.mark.parametrize("text", ["Are you sure the heart unit is the largest?", "Are you sure?"])
def test_doubt_gets_the_fact_without_yes_or_no(text: str, reply_to: ReplyTo) -> None:
    subjects = ("heart_unit",) if "unit" in text else ()
    reply = reply_to(
        question(text, "ask_rank", *subjects), context=Context(("heart_unit",), "ask_rank", ("heart_rank",))
    )
    assert "The Riverside Heart Unit is the second largest in the country." in reply.text
    assert not reply.text.startswith(("Yes", "No"))


def test_an_unknown_thing_isn_t_answered_with_what_the_trust_offers(reply_to: ReplyTo) -> None:
    reply = reply_to(question("do you do hypnosis", "ask_services", unfamiliar=("hypnosis",)))
    assert reply.text == "I can't find that on the page that I answer from."
    assert reply.buttons


def test_more_says_what_wasn_t_said(reply_to: ReplyTo) -> None:
    told = Context(("heart_unit",), "ask_where", ("heart_place",))
    reply = reply_to(question("tell me more", names.ASK_MORE), context=told)
    assert "at Riverside Hospital" not in reply.text
    assert "Source:" in reply.text


def test_more_after_everything_says_so(reply_to: ReplyTo, riverside: Knowledge) -> None:
    told = Context(("heart_unit",), "ask_where", tuple(fact.id for fact in riverside.facts_about("heart_unit")))
    reply = reply_to(question("tell me more", names.ASK_MORE), context=told)
    assert reply.text == "That is all that the page says about the Riverside Heart Unit."
    assert {button.intent for button in reply.buttons} == {names.ASK_ABOUT}
    assert context_after(reply) == told


def test_more_and_more_comes_to_every_fact(reply_to: ReplyTo, riverside: Knowledge) -> None:
    context = Context(("heart_unit",), "ask_where", ("heart_place",))
    every = {fact.id for fact in riverside.facts_about("heart_unit")}
    for _ in every:
        reply = reply_to(question("tell me more", names.ASK_MORE), context=context)
        assert "at Riverside Hospital" not in reply.text
        context = Context(("heart_unit",), reply.slots[names.LAST_INTENT], tuple(reply.slots[names.TOLD]))
    assert set(context.told) == every


def test_a_list_of_three_and_more_is_easy_to_scan(reply_to: ReplyTo) -> None:
    reply = reply_to(question("tell me about the trust", names.ASK_ABOUT, "trust"))
    said, _, source = reply.text.rpartition("\n\n")
    assert len(said.splitlines()) == 3
    assert all(line.startswith("• ") for line in said.splitlines())
    assert source.startswith("Source:")


def test_a_list_starts_below_its_opening(reply_to: ReplyTo) -> None:
    text = "Do you have valves and scans and bones?"
    reply = reply_to(question(text, "ask_services", "valves", "scans", "bone_unit"))
    opening, *lines = reply.text.rpartition("\n\n")[0].splitlines()
    assert opening == "Yes."
    assert len(lines) == 3
    assert all(line.startswith("• ") for line in lines)


def test_two_facts_are_a_paragraph(reply_to: ReplyTo) -> None:
    said, _, _ = reply_to(question("tell me of bones", names.ASK_ABOUT, "bone_unit")).text.rpartition("\n\n")
    assert said.count("The Hilltop Bone Unit") == 2
    assert "\n" not in said
    assert "•" not in said


@pytest.mark.parametrize("context", [Context(), Context(("eye_unit",), "ask_where", ("eye_place",))])
@pytest.mark.parametrize("subjects", [(), ("eye_unit",), ("eye_unit", "heart_unit")])
@pytest.mark.parametrize("intent", ["ask_where", "ask_services", names.FOLLOW_UP, names.ASK_MORE, "ask_income"])
def test_what_a_new_release_no_longer_knows_is_no_error(
    intent: str, subjects: tuple[str, ...], context: Context, reply_to: ReplyTo
) -> None:
    assert reply_to(question("", intent, *subjects), context=context).text


def test_every_intent_about_every_subject_gets_a_whole_reply(reply_to: ReplyTo, riverside_content: Content) -> None:
    for intent in (*riverside_content.wording.questions, "ask_parking"):
        for subject in riverside_content.knowledge.subjects:
            reply = reply_to(question(f"well, {subject.name}", intent, subject.id))
            assert reply.text
            assert not {"{", "}"} & set(reply.text)
            assert 1 <= len(reply.buttons) <= 3


def test_a_fact_past_its_review_is_said_with_when_it_was_checked(reply_to: ReplyTo) -> None:
    assert reply_to(WHERE, today=date(2099, 1, 2)).text.endswith(f"{SOURCE} Last checked in October 2026.")


@pytest.mark.parametrize(("text", "asked_back"), [("hm the county pays what", False), ("blah", True)])
def test_an_unsure_question_about_nothing_is_asked_back_unless_a_fact_is_near(
    text: str, asked_back: bool, reply_to: ReplyTo
) -> None:
    unsure = Question(text, "ask_commissioning", names.UNSURE, (("ask_commissioning", 0.3), ("ask_income", 0.2)))
    reply = reply_to(unsure)
    assert ("Did you mean one of these?" in reply.text) is asked_back
    assert ("The county pays" in reply.text) is not asked_back
    assert reply.buttons
