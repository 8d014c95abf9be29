import numpy as np
import pytest
from sklearn.metrics import matthews_corrcoef

from centreguide.encoder import runtime
from centreguide.nlu.calibration import (
    LEAST_PRECISION,
    Calibration,
    calibrated,
    choose_weights,
    correlation,
    precise_threshold,
)
from centreguide.nlu.classifier import generic_sentences
from centreguide.nlu.evidence import USUAL, Evidence, Regression, nearest, rotated
from centreguide.nlu.material import Material
from centreguide.nlu.rehearsal import Rehearsal, rehearse
from tests.nlu.library import EXAMPLES


@pytest.fixture(scope="module")
def material() -> Material:
    texts = [text for examples in EXAMPLES.values() for text in examples]
    labels = [label for label, examples in enumerate(EXAMPLES.values()) for _ in examples]
    return Material(texts, labels, generic_sentences(), runtime.shared().encode)


@pytest.fixture(scope="module")
def rehearsal(material: Material) -> Rehearsal:
    found = rehearse(material)
    assert found is not None
    return found


def test_correlation_is_the_matthews_coefficient() -> None:
    truth, answers = np.array([0, 1, 2, -1, -1, 1, 0]), np.array([0, 1, 1, 2, 0, 1, 2])
    given = np.array([True, True, True, False, True, False, True])
    expected = matthews_corrcoef(truth, np.where(given, answers, -1))
    assert correlation(answers, given, truth, np.ones(7)) == pytest.approx(expected)


def test_correlation_without_variety_is_nought() -> None:
    nothing = np.zeros(3, dtype=np.int64)
    assert correlation(nothing, nothing.astype(bool), nothing - 1, np.ones(3)) == 0.0


def test_every_example_is_held_out_to_be_answered_and_again_with_its_intent(
    material: Material, rehearsal: Rehearsal
) -> None:
    answerable = rehearsal.truth >= 0
    assert answerable.sum() == len(material.examples)
    assert (~answerable).sum() == len(material.examples) + len(material.generic)


def test_what_to_answer_and_what_to_refuse_count_the_same(rehearsal: Rehearsal) -> None:
    answerable = rehearsal.truth >= 0
    assert rehearsal.counts[answerable].sum() == pytest.approx(rehearsal.counts[~answerable].sum())


def test_generic_sentences_like_an_example_are_left_out() -> None:
    examples = ["what is the capital of spain", "who painted the sunflowers", "hello", "good morning"]
    like = ["what is the capital of spain?", "good morning!"]
    found = Material(examples, [0, 0, 1, 1], [*like, "my bicycle has a flat tyre"], runtime.shared().encode)
    assert len(found.generic) == 1


def test_confidence_rises_with_the_score_and_stays_a_probability(material: Material) -> None:
    confidence = calibrated(material).confidence(np.linspace(-1, 4, 50, dtype=np.float32))
    assert (np.diff(confidence) > 0).all()
    assert confidence.min() > 0
    assert confidence.max() < 1


def test_most_held_out_questions_are_answered_and_most_others_refused(material: Material, rehearsal: Rehearsal) -> None:
    chosen = calibrated(material)
    _, scores = rehearsal.scored(chosen.weights)
    given = chosen.confidence(scores) >= chosen.unknown_below
    answerable = rehearsal.truth >= 0
    assert given[answerable].mean() > 0.6
    assert given[~answerable].mean() < 0.25


def test_sure_is_the_least_confidence_with_the_precision() -> None:
    confidence = np.linspace(0.05, 0.95, 19)
    right = confidence > 0.5
    level = precise_threshold(right, confidence, np.ones(19))
    given = confidence >= level
    assert right[given].mean() >= LEAST_PRECISION
    assert right[confidence >= level - 0.1].mean() < LEAST_PRECISION


def test_sure_keeps_half_of_the_right_answers_where_precision_is_out_of_reach() -> None:
    confidence = np.linspace(0.05, 0.95, 19)
    right = np.arange(19) % 2 == 0
    level = precise_threshold(right, confidence, np.ones(19))
    assert right[confidence >= level].sum() >= right.sum() / 2


def test_useless_evidence_is_left_out_and_equal_evidence_changes_nothing() -> None:
    random = np.random.default_rng(1)
    truth = np.repeat([0, 1, -1, -1], 50)
    good = np.zeros((200, 2), dtype=np.float32)
    good[np.arange(100), truth[:100]] = 1.0
    noise = random.random((200, 2)).astype(np.float32) * 6
    noisy = Rehearsal(Evidence(good, good, noise), truth, np.ones(200))
    assert choose_weights(noisy).letters == 0.0
    assert choose_weights(Rehearsal(Evidence(good, good, good), truth, np.ones(200))) == USUAL


def test_too_little_to_rehearse_with_leaves_the_defaults() -> None:
    alone = Material(["hello"], [0], [], runtime.shared().encode)
    assert calibrated(alone) == Calibration()


def test_the_nearest_example_of_each_intent_counts() -> None:
    similarity = np.array([[0.1, 0.9, 0.4], [0.5, 0.2, 0.3]], dtype=np.float32)
    found = nearest(similarity, np.array([2, 0, 2]), 3)
    assert np.allclose(found, [[0.9, 0.0, 0.4], [0.2, 0.0, 0.5]])


def test_rotation_keeps_products_and_takes_new_texts_along() -> None:
    features = np.random.default_rng(0).standard_normal((30, 8)).astype(np.float32)
    turned, basis = rotated(features @ features.T)
    assert np.allclose(turned @ turned.T, features @ features.T, atol=1e-2)
    assert np.allclose(features[:3] @ features.T @ basis, turned[:3], atol=1e-2)


def test_every_class_counts_the_same_in_the_regression() -> None:
    features = np.array([[1.0, 0.0]] * 40 + [[0.0, 1.0]] * 2, dtype=np.float32)
    regression = Regression.fitted(features, np.array([0] * 40 + [1] * 2), 3)
    middle = regression.probabilities(np.array([[0.5, 0.5]], dtype=np.float32))[0]
    assert middle[0] == pytest.approx(middle[1], abs=0.01)
    assert middle[2] < 1e-6


def test_a_regression_from_near_ends_where_one_from_nothing_does() -> None:
    random = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 20)
    features = (np.eye(3)[labels] + random.standard_normal((60, 3)) / 4).astype(np.float32)
    rows = np.flatnonzero(random.random(60) < 0.8)
    whole = Regression.fitted(features, labels, 3)
    alone = Regression.fitted(features[rows], labels[rows], 3)
    after = Regression.fitted(features[rows], labels[rows], 3, whole)
    assert np.allclose(alone.probabilities(features), after.probabilities(features), atol=5e-3)
