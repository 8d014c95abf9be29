"""What NLU wasn't sure of, in a trust whose facts are as near to the question as each test says."""

from dataclasses import replace

import pytest

from actions.decline import DeclineAction
from actions.second_look import asks, look, look_again
from actions.small_talk import SmallTalkAction
from actions.turn import Turn
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.intents import GUARDED
from centreguide.release.content import Content

TEXT = "for how long have you been at this"
HEART = Context(("heart_unit",), "ask_where", ("heart_place",))
NEVER = sorted(GUARDED | {"oos_language", "oos_gibberish"})


def near(content: Content, **nearness: float) -> Content:
    """The content with questions this near to these facts' ways to ask, and far from all others."""
    return replace(content, nearness=lambda wordings, facts: [nearness.get(fact.id, 0.0) for fact in facts])


def unsure(intent: str, *subjects: str, text: str = TEXT) -> Question:
    return Question(text, intent, names.UNSURE, ((intent, 0.4),), subjects)


def sure(intent: str, *subjects: str, text: str = TEXT) -> Question:
    return replace(unsure(intent, *subjects, text=text), certainty=names.SURE)


def turn(*questions: Question, intent: str | None = None) -> Turn:
    return Turn(questions, Context(), intent or questions[0].intent)


@pytest.mark.parametrize(
    "asked", [unsure(names.FALLBACK), sure(names.FALLBACK), unsure("oos_other_hospitals"), unsure("oos_hours")]
)
def test_what_would_be_declined_is_answered_by_the_fact_that_is_asked_for_so(
    asked: Question, riverside_content: Content
) -> None:
    reply = DeclineAction().reply(turn(asked), near(riverside_content, heart_since=0.72, bone_place=0.71))
    assert reply.text.startswith("The Riverside Heart Unit opened in 1987.")
    assert "Source: our" in reply.text
    assert reply.slots[names.SUBJECT] == ["heart_unit"]


@pytest.mark.parametrize("asked", [unsure(names.FALLBACK), unsure("oos_hours")])
def test_what_no_fact_is_asked_for_nearly_so_is_declined(asked: Question, riverside_content: Content) -> None:
    reply = DeclineAction().reply(turn(asked), near(riverside_content, heart_since=0.71))
    assert riverside_content.wording.declines["can_answer"] in reply.text
    assert not reply.slots


def test_how_many_is_answered_only_by_a_fact_that_counts_it(riverside_content: Content) -> None:
    content = near(riverside_content, bone_who=0.9, valves_count=0.8)
    beds = unsure(names.FALLBACK, text="how many beds are there for everybody")
    assert look(beds, Context(), content) == beds
    valves = unsure(names.FALLBACK, text="how many valves do you repair for everybody")
    assert look(valves, Context(), content).subjects == ("valves",)


def test_small_talk_that_is_unsure_is_answered_by_the_fact(riverside_content: Content) -> None:
    content = near(riverside_content, heart_since=0.72)
    assert "opened in 1987" in SmallTalkAction().reply(turn(unsure("greet")), content).text
    assert SmallTalkAction().reply(turn(sure("greet")), content).text == content.wording.small_talk["greet"]


@pytest.mark.parametrize(
    ("asked", "context"),
    [
        (sure("oos_hours"), Context()),
        (sure("greet"), Context()),
        (sure("ask_where", "bone_unit"), Context()),
        (sure("ask_where", text="where is it then please"), HEART),
    ],
)
def test_what_is_sure_stands(asked: Question, context: Context, riverside_content: Content) -> None:
    assert look(asked, context, near(riverside_content, heart_since=1.0)) == asked


def test_what_follows_from_what_was_spoken_of_stands(riverside_content: Content) -> None:
    content = near(riverside_content, bone_place=1.0)
    message = replace(turn(unsure("ask_when", text="and for emergencies at night")), context=HEART)
    assert look_again(message, content) == message
    assert look_again(replace(message, context=Context()), content) != message


@pytest.mark.parametrize("intent", NEVER)
def test_guarded_intents_stand_however_unsure(intent: str, riverside_content: Content) -> None:
    assert look(unsure(intent), Context(), near(riverside_content, heart_since=1.0)) == unsure(intent)


@pytest.mark.parametrize("intent", sorted(GUARDED))
def test_a_guarded_message_is_declined_whatever_stands_beside_it(intent: str, riverside_content: Content) -> None:
    message = turn(unsure(names.FALLBACK), unsure(intent), intent=intent)
    reply = DeclineAction().reply(message, near(riverside_content, heart_since=1.0))
    assert "1987" not in reply.text
    assert riverside_content.wording.declines["can_answer"] in reply.text


@pytest.mark.parametrize("subjects", [("knees",), ("bone_unit", "knees")])
def test_what_no_page_names_isn_t_answered_with_something_else(
    subjects: tuple[str, ...], riverside_content: Content
) -> None:
    asked = unsure("ask_services", *subjects)
    assert look(asked, Context(), near(riverside_content, heart_since=1.0)) == asked


@pytest.mark.parametrize(
    ("text", "story", "looked_at"),
    [
        ("", "", False),
        ("how long then", "", False),
        ("how long then please", "", True),
        ("how long then", "My mother goes.", True),
    ],
)
def test_a_few_words_say_too_little(text: str, story: str, looked_at: bool, riverside_content: Content) -> None:
    asked = replace(unsure(names.FALLBACK, text=text), story=story)
    assert look(asked, Context(), near(riverside_content, heart_since=1.0)).guessed is looked_at


@pytest.mark.parametrize("certainty", [names.SURE, names.UNSURE])
@pytest.mark.parametrize(("nearness", "subjects"), [(0.71, ()), (0.72, ("heart_unit",))])
def test_a_question_that_the_trust_could_be_asked_needs_a_very_near_fact(
    nearness: float, subjects: tuple[str, ...], certainty: str, riverside_content: Content
) -> None:
    asked = replace(unsure("ask_services"), certainty=certainty)
    assert look(asked, Context(), near(riverside_content, heart_place=nearness)).subjects == subjects


@pytest.mark.parametrize(
    ("text", "nearness", "subjects"),
    [
        ("where would people have to go", 0.71, ()),
        ("where would people have to go", 0.72, ("bone_unit",)),
        ("where is it then please", 1.0, ()),
    ],
)
def test_a_question_that_would_be_asked_back_is_answered_unless_it_points_back(
    text: str, nearness: float, subjects: tuple[str, ...], riverside_content: Content
) -> None:
    asked = sure("ask_where", text=text)
    assert look(asked, Context(), near(riverside_content, bone_place=nearness)).subjects == subjects


@pytest.mark.parametrize(
    ("of_what_is_named", "of_another", "subjects"),
    [
        (0.0, 0.71, ("heart_unit",)),
        (0.0, 0.73, ("bone_unit",)),
        (0.67, 0.8, ("bone_unit",)),
        (0.69, 0.8, ("heart_unit",)),
    ],
)
def test_another_subject_than_the_named_one_needs_a_fact_that_is_nearer_by_far(
    of_what_is_named: float, of_another: float, subjects: tuple[str, ...], riverside_content: Content
) -> None:
    content = near(riverside_content, heart_since=of_what_is_named, bone_place=of_another)
    assert look(unsure("ask_where", "heart_unit"), Context(), content).subjects == subjects


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        (("heart_unit", "valves"), "valves"),
        (("valves", "heart_unit"), "valves"),
        (("trust", "heart_unit"), "heart_unit"),
        (("riverside", "trust"), "trust"),
        (("children", "trust"), "trust"),
        (("children", "riverside"), "children"),
    ],
)
def test_the_subject_is_what_says_most_of_what_the_fact_is_about(
    about: tuple[str, ...], subject: str, riverside_content: Content
) -> None:
    knowledge = riverside_content.knowledge
    facts = tuple(replace(fact, about=about) if fact.id == "heart_since" else fact for fact in knowledge.facts)
    content = replace(near(riverside_content, heart_since=0.8), knowledge=replace(knowledge, facts=facts))
    assert look(unsure(names.FALLBACK), Context(), content).subjects == (subject,)


def test_places_and_people_that_are_named_stay_and_other_subjects_give_way(riverside_content: Content) -> None:
    asked = unsure("ask_services", "children", "scans", "hilltop")
    found = look(asked, Context(), near(riverside_content, valves_rank=0.9))
    assert found.subjects == ("valves", "children", "hilltop")


def test_a_question_keeps_its_intent(riverside_content: Content) -> None:
    asked = unsure("ask_services", "bone_unit")
    assert look(asked, Context(), near(riverside_content, heart_since=0.9)).intent == "ask_services"


@pytest.mark.parametrize("likeliest", ["ask_rank", "ask_about"])
def test_what_was_no_question_gets_the_likeliest_intent_that_the_fact_answers(
    likeliest: str, riverside_content: Content
) -> None:
    ranking = (("oos_hours", 0.4), ("ask_where", 0.35), (likeliest, 0.2), ("greet", 0.05))
    asked = replace(unsure("oos_hours"), ranking=ranking)
    assert look(asked, Context(), near(riverside_content, heart_rank=0.8)).intent == likeliest


def test_what_was_guessed_is_answered_as_a_guess(riverside_content: Content) -> None:
    found = look(sure(names.FALLBACK), Context(), near(riverside_content, heart_since=0.8))
    assert (found.certainty, found.guessed) == (names.UNSURE, True)


def test_each_question_of_a_message_is_looked_at(riverside_content: Content) -> None:
    message = turn(sure("oos_hours"), unsure(names.FALLBACK), unsure("oos_travel"))
    again = look_again(message, near(riverside_content, heart_since=0.8))
    assert [question.intent for question in again.questions] == ["oos_hours", "ask_when", "ask_when"]
    assert not asks(message)
    assert asks(again)
