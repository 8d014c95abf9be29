from collections.abc import Sequence
from pathlib import Path

import pytest

from centreguide.encoder import runtime
from centreguide.encoder.runtime import Vectors
from centreguide.inbox.grouping import Group, grouped
from centreguide.inbox.hints import Hints
from centreguide.training_data import Example
from tests.inbox.test_grouping import asked

EXAMPLES = [
    Example("where is the car park", "oos_travel", "data/nlu.yml", 3),
    Example("how many beds are there", "ask_how_many", "data/nlu.yml", 6),
    Example("where do I park when my chest hurts", "emergency", "data/nlu.yml", 9),
    Example("may I park with this illness", "medical_advice", "data/nlu.yml", 12),
    Example("hello", "greet", "data/nlu.yml", 15),
]


class Counting:
    """The encoder, with what it was asked to encode."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return runtime.shared().encode(texts)


def group(*texts: str) -> Group:
    (found,) = grouped(asked(texts))
    return found


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "hints.npz"


def test_the_nearest_kind_of_question_is_told_and_never_one_of_danger(cache: Path) -> None:
    hints = Hints(EXAMPLES, cache, Counting())
    assert hints.nearest(group("where can I park", "is there parking")) == EXAMPLES[0]
    assert hints.nearest(group("number of beds please")) == EXAMPLES[1]
    assert hints.nearest(group("do you treat sickle cell")) is None


def test_examples_are_encoded_once_and_changed_ones_again(cache: Path) -> None:
    Hints(EXAMPLES, cache, Counting())
    encode = Counting()
    changed = [*EXAMPLES[:1], Example("how many nurses are there", "ask_how_many", "data/nlu.yml", 6)]
    hints = Hints(changed, cache, encode)
    assert encode.texts == ["how many nurses are there"]
    assert hints.nearest(group("is there parking")) == EXAMPLES[0]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half an archive"])
def test_a_damaged_cache_is_made_anew(cache: Path, content: bytes) -> None:
    cache.write_bytes(content)
    assert Hints(EXAMPLES, cache, Counting()).nearest(group("is there parking")) == EXAMPLES[0]
    encode = Counting()
    Hints(EXAMPLES, cache, encode)
    assert encode.texts == []


def test_without_examples_there_is_no_hint(cache: Path) -> None:
    assert Hints([], cache, Counting()).nearest(group("is there parking")) is None
