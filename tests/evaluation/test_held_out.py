"""Each training question is judged by a classifier that learnt without it."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from centreguide.evaluation.held_out import held_out, training_examples
from centreguide.nlu.evidence import Evidence, Rows
from centreguide.nlu.material import Material

WORDS = ("where", "who", "open", "please", "exactly", "today", "cheese")
ASKED = {"where": "ask_where", "who": "ask_who", "open": "oos_hours"}
EXAMPLES = [(f"{first} {second}", intent) for first, intent in ASKED.items() for second in WORDS[3:6]]


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    vectors = np.array([[1.0 + 9.0 * (word in text) for word in WORDS] for text in texts], dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def test_guesses_each_question_in_order() -> None:
    found = held_out([*EXAMPLES, ("rare", "ask_rank")], ["cheese is nice"], encode)
    assert [(guess.text, guess.intent) for guess in found] == EXAMPLES
    assert all(guess.taken_for == guess.intent for guess in found)
    assert all(0 <= guess.answerable <= 1 for guess in found)
    assert all(guess.answerable < guess.confidence for guess in found if guess.intent == "oos_hours")


def test_no_question_is_among_what_its_judge_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Material.evidence
    tried_in_all: list[int] = []

    def watched(self: Material, learnt: Rows, tried: Rows) -> Evidence:
        assert not set(learnt) & set(tried)
        tried_in_all.extend(tried)
        return real(self, learnt, tried)

    monkeypatch.setattr(Material, "evidence", watched)
    held_out(EXAMPLES, [], encode)
    assert set(range(len(EXAMPLES))) <= set(tried_in_all)


def test_one_intent_alone_is_not_cross_validated() -> None:
    assert held_out(EXAMPLES[:3], [], encode) == []


def test_reads_training_questions_once(tmp_path: Path) -> None:
    examples = "\n    - ".join(["examples: |", "where is it", "where is it", "which floor"])
    nlu = f'version: "3.1"\nnlu:\n- intent: ask_where\n  {examples}\n'
    (tmp_path / "nlu.yml").write_text(nlu, encoding="utf-8")
    assert training_examples(tmp_path) == [("where is it", "ask_where"), ("which floor", "ask_where")]
