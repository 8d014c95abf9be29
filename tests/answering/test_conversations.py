"""Conversations to learn from: what is wrong in them is told all at once, each fault at its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.answering.conversations import Conversation, Utterance, load
from centreguide.faults import FaultsError
from centreguide.knowledge.query import Knowledge
from centreguide.release.content import intents
from tests.conftest import PROJECT

INTENTS = intents(PROJECT)
GOOD = """
- id: one
  turns:
    - say: "where is the heart unit"
      facts: [heart_place]
      either: [heart_rank]
    - say: "thanks"
      chat: thanks
"""


@pytest.fixture
def told(tmp_path: Path, riverside: Knowledge) -> Callable[[str], list[str]]:
    """The faults of a file with this text, each as its line and what is said."""

    def faults(text: str) -> list[str]:
        folder = tmp_path / "conversations"
        folder.mkdir()
        (folder / "talks.yml").write_text(text, encoding="utf-8")
        with pytest.raises(FaultsError) as raised:
            load(folder, riverside, INTENTS)
        assert {fault.file for fault in raised.value.faults} == {"conversations/talks.yml"}
        return [f"{fault.line}: {fault.message}" for fault in raised.value.faults]

    return faults


def test_a_conversation_is_read_with_what_is_due_to_each_turn(tmp_path: Path, riverside: Knowledge) -> None:
    (tmp_path / "talks.yml").write_text(GOOD, encoding="utf-8")
    asked = Utterance("where is the heart unit", facts=("heart_place",), either=("heart_rank",))
    assert load(tmp_path, riverside, INTENTS) == (Conversation("one", (asked, Utterance("thanks", chat="thanks"))),)


def test_that_there_is_nothing_to_learn_from_is_a_mistake(tmp_path: Path, riverside: Knowledge) -> None:
    with pytest.raises(FaultsError, match="no conversation to learn from"):
        load(tmp_path / "conversations", riverside, INTENTS)


def test_every_mistake_is_told_at_once(told: Callable[[str], list[str]]) -> None:
    found = told(
        GOOD.replace("heart_place", "heart_plaice").replace("chat: thanks", "chat: oos_hours")
        + GOOD.replace("- id: one", "- id: two").replace("      chat: thanks\n", "")
        + GOOD.replace("- id: one", "- id: three\n  colour: red").replace("say:", "says:")
        + "- nothing\n"
    )
    for line, message in (
        (5, 'no fact "heart_plaice"'),
        (8, '"oos_hours" is no kind of chat'),
        (15, "say what is due to it with just one of"),
        (18, "there is no such field; use id and turns"),
        (20, "this field is missing"),
        (25, "a conversation holds an `id` and `turns`"),
    ):
        assert [one for one in found if one.startswith(f"{line}: ") and message in one], (line, message, found)


def test_an_id_stands_once(told: Callable[[str], list[str]]) -> None:
    assert told(GOOD + GOOD) == ["10: this id is taken; choose another."]


def test_two_things_due_to_one_turn_are_one_too_many(told: Callable[[str], list[str]]) -> None:
    assert "just one of" in told(GOOD.replace("chat: thanks", "chat: thanks\n      ask_back: true"))[0]
