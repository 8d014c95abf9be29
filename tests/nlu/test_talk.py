"""What a talk adds to what a message shows alone, learned from made-up scores."""

import numpy as np
import pytest

from centreguide.nlu.urgent.talk import Shown, Talk

CALM, ALARMING = 0.02, 0.98


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Learned from talks in which a few unclear words are danger after danger, and nothing after calm."""
    shown, danger, talks = list[Shown](), list[bool](), list[int]()
    for number in range(60):
        first, unclear = (ALARMING if number % 2 else CALM), 0.1 + 0.01 * (number % 20)
        shown += [
            Shown(first, first, False, 8),
            Shown(unclear, unclear, False, 3, (first,)),
            Shown(CALM, CALM, False, 7, (first, unclear)),
        ]
        danger += [bool(number % 2), bool(number % 2), False]
        talks += [number] * 3
    return Talk.learnt(shown, np.array(danger), talks)[0]


def test_a_message_of_danger_is_danger_whatever_came_before(talk: Talk) -> None:
    assert talk.chance(Shown(ALARMING, ALARMING, False, 8)) > 0.5
    assert talk.chance(Shown(ALARMING, ALARMING, False, 8, (CALM,))) > 0.5


def test_a_few_unclear_words_are_danger_after_danger_only(talk: Talk) -> None:
    assert talk.chance(Shown(0.2, 0.2, False, 3, (ALARMING,))) > 0.5
    assert talk.chance(Shown(0.2, 0.2, False, 3, (CALM,))) < 0.5
    assert talk.chance(Shown(0.2, 0.2, False, 3)) < 0.5


def test_a_calm_question_after_danger_is_calm(talk: Talk) -> None:
    assert talk.chance(Shown(CALM, CALM, False, 7, (ALARMING, 0.2))) < 0.5


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_a_score_at_the_end_of_the_scale_is_a_chance_too(score: float, talk: Talk) -> None:
    assert 0.0 < talk.chance(Shown(score, score, False, 1, (score,))) <= 1.0
