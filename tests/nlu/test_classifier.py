import json
from pathlib import Path

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.encoder import runtime
from centreguide.heard import Segment
from centreguide.nlu import classifier as module
from centreguide.nlu.classifier import QuestionClassifier, generic_sentences
from tests.nlu.library import parse, storage, training_data


def trained(folder: Path) -> QuestionClassifier:
    component = QuestionClassifier.create({}, *storage(folder), None)
    component.train(training_data())
    return component


def heard(classifier: QuestionClassifier, text: str, *segments: Segment) -> tuple[Segment, ...]:
    """The segments with what the classifier makes of them."""
    message = Message(data={TEXT: text, names.SEGMENTS: segments})
    found: tuple[Segment, ...] = classifier.process([message])[0].get(names.SEGMENTS)
    return found


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> QuestionClassifier:
    return trained(tmp_path_factory.mktemp("classifier"))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("what time do you open on monday", "ask_hours"),
        ("how long can i keep the books i borrow", "ask_borrow"),
        ("how can i become a member of the library", "ask_join"),
        ("could i look at an illuminated manuscript", "ask_manuscripts"),
        ("i would like to reserve a study room", "ask_rooms"),
        ("hello there", "greet"),
    ],
)
def test_a_question_gets_its_intent(classifier: QuestionClassifier, text: str, intent: str) -> None:
    parsed = parse(classifier, text)
    assert parsed["intent"]["name"] == intent
    assert parsed["intent"] == parsed["intent_ranking"][0]
    assert 0.0 <= parsed["intent"]["confidence"] <= 1.0


@pytest.mark.parametrize(
    "text", ["my cat has eaten the curtains", "who won the cup final in 1966", "fix my bicycle tyre"]
)
def test_a_question_outside_every_intent_is_refused_first_and_ranked_after(
    classifier: QuestionClassifier, text: str
) -> None:
    parsed = parse(classifier, text)
    assert parsed["intent"]["name"] == names.FALLBACK
    ranking = [entry["name"] for entry in parsed["intent_ranking"]]
    assert ranking[0] == names.FALLBACK
    assert names.FALLBACK not in ranking[1:]
    assert len(ranking) > 1


def test_each_segment_is_filled_and_keeps_what_it_had(classifier: QuestionClassifier) -> None:
    asked = ["when do you open", "how many books may I borrow", "what do owls eat at night"]
    segments = [Segment(text, ("library",)) for text in asked]
    found = heard(classifier, ", ".join(asked), *segments)
    assert [segment.intent for segment in found[:2]] == ["ask_hours", "ask_borrow"]
    assert found[2].certainty == names.UNKNOWN
    assert found[2].intent == names.FALLBACK
    for segment in found:
        assert segment.subjects == ("library",)
        assert segment.certainty in (names.SURE, names.UNSURE, names.UNKNOWN)
        assert segment == Segment.restored(json.loads(json.dumps(segment.state())))


def test_a_question_that_is_unclear_alone_is_understood_with_its_story(
    classifier: QuestionClassifier,
) -> None:
    story, asked = "I would like to become a member of the library.", "What about that?"
    assert heard(classifier, f"{story} {asked}", Segment(asked, story=story))[0].intent == "ask_join"
    assert heard(classifier, f"{story} {asked}", Segment(asked))[0].intent != "ask_join"
    clear = Segment("when do you open", story=story)
    assert heard(classifier, f"{story} when do you open", clear)[0].intent == "ask_hours"


def test_certainty_follows_the_thresholds(classifier: QuestionClassifier) -> None:
    chosen = classifier.learnt.calibration
    assert 0.0 < chosen.unknown_below <= chosen.sure_from < 1.0
    for text in ("opening hours", "a book about rooms", "my cat has eaten the curtains"):
        [segment] = heard(classifier, text, Segment(text))
        confidence = segment.intents[0][1]
        expected = names.SURE if confidence >= chosen.sure_from else names.UNSURE
        assert segment.certainty == (names.UNKNOWN if confidence < chosen.unknown_below else expected)


def test_the_corrected_text_is_what_counts(classifier: QuestionClassifier) -> None:
    parsed = parse(classifier, "xxxx", **{names.CORRECTED: "when does the library open"})
    assert parsed["intent"]["name"] == "ask_hours"


def test_a_text_is_encoded_once(classifier: QuestionClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = runtime.shared()
    encoded: list[str] = []
    encode = encoder.encode
    monkeypatch.setattr(encoder, "encode", lambda texts: encoded.extend(texts) or encode(texts))
    text = "when do you open"
    heard(classifier, text, Segment(text), Segment(text))
    assert encoded == [text]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t",
        "🙂🙃",
        "\x00\x07\x1b",
        "\ud800",
        "?" * 50,
        "hours " * 4000,
        "<b>open</b>",
        "ا ب ت",
        '/greet{"a": 1}',
    ],
)
def test_no_text_is_too_strange(classifier: QuestionClassifier, text: str) -> None:
    parsed = parse(classifier, text)
    assert parsed["intent"]["name"]
    assert heard(classifier, text, Segment(text))[0].intent
    json.dumps(parsed)


def test_a_loaded_classifier_answers_the_same(tmp_path: Path) -> None:
    component = trained(tmp_path)
    loaded = QuestionClassifier.load({}, *storage(tmp_path), None)
    for text in ("when do you open", "my cat has eaten the curtains", "manuscripts", "🙂"):
        assert parse(loaded, text) == parse(component, text)
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".npz", ".json"}


def test_training_again_gives_the_same(classifier: QuestionClassifier, tmp_path: Path) -> None:
    again = trained(tmp_path)
    assert again.learnt.calibration == classifier.learnt.calibration
    assert parse(again, "can I renew a book") == parse(classifier, "can I renew a book")


@pytest.mark.parametrize("intents", [["greet"], ["greet", "ask_hours"]])
def test_one_intent_or_two_are_enough(tmp_path: Path, intents: list[str]) -> None:
    component = QuestionClassifier.create({}, *storage(tmp_path), None)
    few = [m for m in training_data().intent_examples if m.get(INTENT) in intents]
    component.train(TrainingData(few))
    assert parse(component, "good morning")["intent"]["name"] == "greet"


def test_an_intent_may_have_a_single_example(tmp_path: Path) -> None:
    component = QuestionClassifier.create({}, *storage(tmp_path), None)
    single = Message(data={TEXT: "is there a cafe in the building", INTENT: "ask_cafe"})
    component.train(TrainingData([*training_data().intent_examples, single]))
    assert parse(component, "is there a cafe in the building")["intent"]["name"] == "ask_cafe"


def test_the_fingerprint_changes_with_the_encoder_and_with_the_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    before = QuestionClassifier.fingerprint_addon({})
    assert before == QuestionClassifier.fingerprint_addon({})
    with monkeypatch.context() as patch:
        patch.setattr(type(runtime.shared()), "fingerprint", "another")
        assert QuestionClassifier.fingerprint_addon({}) != before
    with monkeypatch.context() as patch:
        patch.setattr(module, "generic_sentences", lambda: ("another",))
        assert QuestionClassifier.fingerprint_addon({}) != before


def test_the_generic_sentences_are_many_and_distinct() -> None:
    sentences = generic_sentences()
    assert len(sentences) >= 300
    assert len(set(sentences)) == len(sentences)
