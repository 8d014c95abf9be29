from dataclasses import replace

from actions import suggestions
from actions.reply import Button
from centreguide.knowledge.model import Subject
from centreguide.release.content import Content


def about(content: Content, subject: str, asked: str, *told: str) -> list[tuple[str, str | None]]:
    buttons = suggestions.about(subject, asked, told, content.knowledge, content.wording)
    return [(button.intent, button.subject) for button in buttons]


def test_what_else_can_be_asked_stands_in_the_order_of_the_wording(riverside_content: Content) -> None:
    assert about(riverside_content, "heart_unit", "ask_where") == [
        ("ask_services", "heart_unit"),
        ("ask_rank", "heart_unit"),
        ("ask_when", "heart_unit"),
    ]


def test_a_question_with_nothing_new_to_say_isn_t_offered(riverside_content: Content) -> None:
    offered = about(riverside_content, "heart_unit", "ask_where", "heart_since", "heart_rank", "valves_rank")
    assert offered == [("ask_how_many", "heart_unit")]


def test_a_part_with_nothing_left_offers_its_whole(riverside_content: Content) -> None:
    offered = about(riverside_content, "scans", "ask_who", "scans_for_adults")
    assert offered
    assert {subject for _, subject in offered} == {"heart_unit"}


def test_the_trust_offers_its_centres(riverside_content: Content) -> None:
    assert about(riverside_content, "trust", "ask_income") == [("ask_about", "heart_unit")]


def test_a_centre_is_offered_only_for_what_it_can_answer(riverside_content: Content) -> None:
    knowledge, wording = riverside_content.knowledge, riverside_content.wording
    who = suggestions.centres(knowledge, wording, "ask_who")
    where = suggestions.centres(knowledge, wording, "ask_where")
    assert [button.subject for button in who] == ["bone_unit"]
    assert [button.subject for button in where] == ["heart_unit", "bone_unit"]
    assert suggestions.centres(knowledge, wording, "ask_research") == ()


def renamed(content: Content, fact: str, intent: str) -> Content:
    """The fact answers this kind of question alone."""
    facts = tuple(replace(item, answers=(intent,)) if item.id == fact else item for item in content.knowledge.facts)
    return replace(content, knowledge=replace(content.knowledge, facts=facts))


def test_a_question_that_the_wording_has_no_words_for_is_not_offered(riverside_content: Content) -> None:
    content = renamed(riverside_content, "heart_since", "ask_parking")
    offered = about(content, "heart_unit", "ask_where")
    assert [intent for intent, _ in offered] == ["ask_services", "ask_rank", "ask_how_many"]


def test_which_centre_is_meant_is_asked_by_name_without_words_for_the_question(riverside_content: Content) -> None:
    content = renamed(riverside_content, "heart_since", "ask_parking")
    [button] = suggestions.centres(content.knowledge, content.wording, "ask_parking")
    assert button == Button("The Riverside Heart Unit", "ask_parking", "heart_unit")


def test_there_are_three_centres_at_most(riverside_content: Content) -> None:
    knowledge = riverside_content.knowledge
    more = tuple(Subject(id=f"unit_{number}", name=f"unit {number}", kind="centre") for number in range(5))
    every = tuple(replace(fact, about=(*fact.about, *(unit.id for unit in more))) for fact in knowledge.facts)
    grown = replace(knowledge, subjects=(*knowledge.subjects, *more), facts=every)
    assert len(suggestions.centres(grown, riverside_content.wording)) == 3


def test_a_button_stands_once() -> None:
    first, second = Button("Where?", "ask_where", "a"), Button("When?", "ask_when", "a")
    third, fourth = Button("Who?", "ask_who", "a"), Button("Why?", "ask_why", "a")
    assert suggestions.unique([first, first, second]) == (first, second)
    assert suggestions.unique([first, second, third, fourth]) == (first, second, third)


def test_a_payload_names_intent_and_subject() -> None:
    assert Button("Where?", "ask_where", "heart_unit").payload == '/ask_where{"subject": "heart_unit"}'
    assert Button("Hello", "greet").payload == "/greet"
