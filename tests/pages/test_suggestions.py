"""What the widget offers is what the bot answers."""

import json
from dataclasses import replace
from typing import Any

from centreguide.answering.written import Written
from centreguide.pages.suggestions import suggestions
from centreguide.release.content import Content
from centreguide.training_data import examples
from tests.conftest import PROJECT


def offered(content: Content) -> dict[str, Any]:
    return dict(json.loads(suggestions(content)))


def test_every_question_gets_its_own_answer_when_it_is_typed(content: Content) -> None:
    knowledge = content.knowledge
    written = Written(knowledge, [(each.text, each.intent) for each in examples(PROJECT)])
    due = {fact.question: fact.id for fact in knowledge.facts if fact.question}
    found = offered(content)
    asked = [one["question"] for one in found["questions"]]
    assert asked == list(due)
    assert {question: written.due(question) for question in asked} == due
    assert set(found["starters"]) <= set(asked)


def test_a_starter_is_of_each_of_three_centres(content: Content) -> None:
    due = {fact.question: fact for fact in content.knowledge.facts}
    centres = [centre.id for centre in content.knowledge.centres()]
    starters = offered(content)["starters"]
    assert [next(name for name in due[start].about if name in centres) for start in starters] == centres[:3]


def test_a_question_is_found_by_what_people_call_its_subjects(riverside_content: Content) -> None:
    found = {one["question"]: one["words"] for one in offered(riverside_content)["questions"]}
    assert found["Where is the Riverside Heart Unit?"] == "centre hearts hospital site"


def test_what_staff_did_not_write_is_not_offered(riverside_content: Content) -> None:
    knowledge = riverside_content.knowledge
    facts = tuple(replace(fact, question=None) for fact in knowledge.facts)
    assert offered(replace(riverside_content, knowledge=replace(knowledge, facts=facts))) == {
        "starters": [],
        "questions": [],
    }
