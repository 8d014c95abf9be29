from dataclasses import replace

import pytest

from actions.clarify import did_you_mean, which_subject
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.release.content import Content


def ask(content: Content, intent: str, *others: str, context: Context | None = None) -> list[tuple[str, str | None]]:
    question = Question("hm", intent, names.UNSURE, ranked(intent, *others))
    reply = did_you_mean(question, context or Context(), content)
    return [(button.intent, button.subject) for button in reply.buttons]


def ranked(*intents: str) -> tuple[tuple[str, float], ...]:
    return tuple((intent, 0.4 / place) for place, intent in enumerate(intents, 1))


HEART = Context(("heart_unit",), "ask_where")


def test_the_likeliest_questions_are_offered_in_words(riverside_content: Content) -> None:
    likely = ranked("ask_where", "ask_when", "greet", "ask_rank")
    question = Question("heart", "ask_where", names.UNSURE, likely, ("heart_unit",))
    reply = did_you_mean(question, Context(), riverside_content)
    assert "Did you mean one of these?" in reply.text
    assert [button.title for button in reply.buttons] == [
        "Where is the Riverside Heart Unit?",
        "When did the Riverside Heart Unit start?",
        "How does the Riverside Heart Unit compare with others?",
    ]


def test_a_question_that_the_wording_has_no_words_for_is_no_guess(riverside_content: Content) -> None:
    knowledge = riverside_content.knowledge
    facts = (*knowledge.facts, replace(knowledge.facts[0], id="parking", answers=("ask_parking",)))
    content = replace(riverside_content, knowledge=replace(knowledge, facts=facts))
    assert ask(content, "ask_parking", "ask_where", context=HEART) == [("ask_where", "heart_unit")]


def test_guesses_are_about_what_was_spoken_of(riverside_content: Content) -> None:
    assert ask(riverside_content, "ask_where", "ask_when", context=HEART) == [
        ("ask_where", "heart_unit"),
        ("ask_when", "heart_unit"),
    ]


def test_a_guess_without_an_answer_isn_t_offered(riverside_content: Content) -> None:
    assert ask(riverside_content, "ask_support", "ask_income", "greet") == [("ask_income", "trust")]


def test_there_are_three_guesses_at_most(riverside_content: Content) -> None:
    every = ("ask_when", "ask_rank", "ask_services", "ask_how_many", "ask_about")
    assert len(ask(riverside_content, "ask_where", *every, context=HEART)) == 3


def test_without_a_guess_the_centres_are_offered(riverside_content: Content) -> None:
    question = Question("hm", "ask_support", names.UNSURE)
    reply = did_you_mean(question, Context(), riverside_content)
    assert reply.text == riverside_content.wording.clarify["nothing_before"]
    assert reply.buttons


def test_asking_which_offers_those_that_have_an_answer(riverside_content: Content) -> None:
    assert [button.subject for button in which_subject("ask_who", riverside_content).buttons] == ["bone_unit"]


@pytest.mark.parametrize("intent", ["ask_research", "ask_income"])
def test_asking_which_offers_something_where_no_centre_has_an_answer(intent: str, riverside_content: Content) -> None:
    assert which_subject(intent, riverside_content).buttons
