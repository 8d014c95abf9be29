"""An example in the wrong place is found by its meaning; one in the right place is left in peace."""

import numpy as np
import pytest
from numpy.linalg import inv

from centreguide.content.advice.looked_at import Examples
from centreguide.content.advice.nearby import advice, held_out
from centreguide.encoder import runtime
from centreguide.training_data import Example

TEXTS = {
    "ask_parking": [
        "where can I park",
        "is there a car park",
        "how much is parking",
        "are there blue badge spaces",
        "can I leave my car there all day",
        "is the multi storey full",
        "parking for visitors please",
    ],
    "ask_food": [
        "is there a café",
        "where can I get something to eat",
        "what's for lunch on the ward",
        "do you do vegetarian meals",
        "can I buy a sandwich there",
        "are there vending machines",
        "what time is dinner served",
    ],
    "greet": ["hello", "hi there", "good morning", "hiya", "hello, anyone there?", "good evening", "hey"],
}


def written(**more: list[str]) -> list[Example]:
    texts = {intent: [*TEXTS.get(intent, []), *more.get(intent, [])] for intent in {**TEXTS, **more}}
    lines = [(text, intent) for intent in texts for text in texts[intent]]
    return [Example(text, intent, "data/nlu.yml", line) for line, (text, intent) in enumerate(lines, 1)]


def test_an_example_under_the_wrong_kind_of_question_is_told_with_its_neighbour() -> None:
    examples = written(ask_food=["which car park is nearest"])
    [fault] = advice(Examples(examples, examples))
    assert fault.field == "ask_food"
    assert '"which car park is nearest" is nearer to ask_parking, which has "is there a car park"' in fault.message
    assert "move it there, or give ask_food more examples like it" in fault.message


def test_examples_in_their_places_are_not_told() -> None:
    examples = written(ask_food=["is there anywhere to have lunch"], ask_parking=["where do I leave the car"])
    assert list(advice(Examples(examples, examples))) == []


def test_an_example_that_was_there_before_is_not_told() -> None:
    examples = written(ask_food=["which car park is nearest"])
    assert list(advice(Examples(examples, [item for item in examples if item.intent == "greet"]))) == []


def test_danger_is_compared_with_nothing() -> None:
    examples = written(emergency=["which car park is nearest", "my car is on fire in the car park"])
    assert list(advice(Examples(examples, examples))) == []


def test_without_new_examples_the_encoder_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> None:
        raise AssertionError

    monkeypatch.setattr(runtime, "shared", opened)
    assert list(advice(Examples(written(), []))) == []
    alone = [item for item in written() if item.intent == "greet"]
    assert list(advice(Examples(alone, alone))) == []


def test_leaving_one_out_is_the_same_as_learning_from_the_others() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(12, 3)).astype(np.float32)
    labels = np.array([0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2])
    weights = np.bincount(labels)[labels] ** -0.75
    weights /= weights.mean()
    features = np.hstack([vectors, np.ones((12, 1))])
    targets = (labels[:, None] == np.arange(3)).astype(float)
    found = held_out(vectors, labels, 3)
    for row in range(12):
        others = np.arange(12) != row
        learnt = features[others] * weights[others, None]
        fitted = inv(features[others].T @ learnt + np.diag([1, 1, 1, 1e-6])) @ (learnt.T @ targets[others])
        assert found[row] == pytest.approx(features[row] @ fitted, abs=1e-6)
