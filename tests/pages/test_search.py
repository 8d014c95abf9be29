"""What is found by words: all of them, whatever the form, with a slip or two."""

import pytest

from centreguide.pages.questions import sections
from centreguide.pages.search import Search
from centreguide.release.content import Content
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def search(riverside_content: Content) -> Search:
    return Search(one for section in sections(riverside_content, TODAY) for one in section.answers)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Hilltop", {"bone_unit-ask_where"}),
        ("where is the HILLTOP bone-unit?", {"bone_unit-ask_where"}),
        ("hillt", {"bone_unit-ask_where"}),
        ("hiltop", {"bone_unit-ask_where"}),
        ("hilltpo", {"bone_unit-ask_where"}),
        ("grown-ups bones", {"bone_unit-ask_where"}),
        ("valves for a child", {"childrens_valves-ask_about"}),
        ("hilltop kidneys", set()),
        ("car park", set()),
        ("hxlltxp", set()),
        ("bxne", set()),
    ],
)
def test_an_answer_has_every_word_in_some_form(search: Search, asked: str, found: set[str]) -> None:
    assert search.found(asked) == found


def test_a_fact_s_own_question_finds_it(search: Search, riverside_content: Content) -> None:
    for fact in riverside_content.knowledge.facts:
        if fact.question:
            assert search.found(fact.question) != frozenset(), fact.question


@pytest.mark.parametrize("asked", ["", "   ", "?!", "where are you", "🙂"])
def test_what_could_be_in_any_question_finds_nothing_in_particular(search: Search, asked: str) -> None:
    assert search.found(asked) is None
