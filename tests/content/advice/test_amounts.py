"""Advice about kinds of question with few examples."""

from pathlib import Path

import pytest

from centreguide.content import check
from centreguide.content.advice import amounts
from centreguide.content.advice.looked_at import Examples
from centreguide.training_data import Example
from centreguide.training_data import examples as read
from tests.conftest import PROJECT


def some(count: int, intent: str = "ask_cafe", first_line: int = 6) -> list[Example]:
    return [Example(f"{intent} {line}", intent, "data/nlu.yml", first_line + line) for line in range(count)]


def told(every: list[Example], new: list[Example]) -> list[str]:
    return [fault.message for fault in amounts.advice(Examples(every, new))]


def test_a_new_kind_of_question_with_few_examples_is_told_once_at_its_first() -> None:
    found = some(amounts.FEWEST - 1)
    [fault] = amounts.advice(Examples(found, found))
    assert (fault.file, fault.line, fault.field) == ("data/nlu.yml", 6, "ask_cafe")
    assert fault.message.startswith(f"ask_cafe has {amounts.FEWEST - 1} examples; with fewer than {amounts.FEWEST}")


def test_one_with_enough_of_them_is_not() -> None:
    found = some(amounts.FEWEST)
    assert told(found, found) == []


def test_what_is_live_is_not_told_until_it_gets_more() -> None:
    live = some(8)
    assert told(live, []) == []
    more = Example("any tea", "ask_cafe", "data/nlu.yml", 20)
    [message] = told([*live, more], [more])
    assert message.startswith("ask_cafe has 9 examples;")


@pytest.mark.parametrize("intent", ["oos_cafe", "chat_cafe", "thanks", "emergency"])
def test_only_what_facts_answer_is_told(intent: str) -> None:
    found = some(1, intent)
    assert told(found, found) == []


def test_nothing_in_the_project_has_too_few() -> None:
    found = read(PROJECT)
    assert told(found, found) == []


def test_check_tells_it(folder: Path) -> None:
    _, advice = check.check(folder)
    assert [fault for fault in advice if fault.message.startswith("ask_where has 2 examples;")]
