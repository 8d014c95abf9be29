from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.nlu.familiar import FamiliarWords, words

PROJECT = Path(__file__).resolve().parents[2]
CONFIG = {"knowledge": str(PROJECT / "tests" / "riverside")}
ASKED = [("where is the unit", "ask_where"), ("do you offer treatment", "ask_services"), ("nice weather", "greet")]


@pytest.fixture(scope="module")
def familiar(tmp_path_factory: pytest.TempPathFactory) -> FamiliarWords:
    """Trained, stored and loaded again."""
    storage, resource = LocalModelStorage(tmp_path_factory.mktemp("model")), Resource("familiar")
    data = TrainingData([Message({TEXT: text, INTENT: intent}) for text, intent in ASKED])
    FamiliarWords(CONFIG, storage, resource).train(data)
    context = ExecutionContext(None)
    return FamiliarWords.load(CONFIG, storage, resource, context)


def test_words_of_training_questions_and_of_names_are_familiar(familiar: FamiliarWords) -> None:
    assert familiar.unfamiliar("where do you offer valve repairs at Hilltop") == []


def test_other_words_are_not_in_the_order_of_the_text(familiar: FamiliarWords) -> None:
    assert familiar.unfamiliar("do you offer hypnosis or aromatherapy") == ["hypnosis", "aromatherapy"]


@pytest.mark.parametrize(
    "text", ["units", "treatments", "the unit's treatment", "scanner", "UNIT", "is it ok to go on"]
)
def test_plurals_possessives_capitals_and_little_words_are_familiar(text: str, familiar: FamiliarWords) -> None:
    assert familiar.unfamiliar(text) == []


def test_words_of_small_talk_and_of_facts_are_not(familiar: FamiliarWords) -> None:
    assert familiar.unfamiliar("weather") == ["weather"]
    assert familiar.unfamiliar("county") == ["county"]


def test_each_segment_is_marked(familiar: FamiliarWords) -> None:
    segments = [{names.SEGMENT_TEXT: "where is the unit"}, {names.SEGMENT_TEXT: "do you offer hypnosis"}]
    [message] = familiar.process([Message({TEXT: "both", names.SEGMENTS: segments})])
    marked = [segment[names.SEGMENT_UNFAMILIAR] for segment in message.get(names.SEGMENTS)]
    assert marked == [[], ["hypnosis"]]


def test_a_message_without_segments_is_left_alone(familiar: FamiliarWords) -> None:
    [message] = familiar.process([Message({TEXT: "hello"})])
    assert message.get(names.SEGMENTS) is None


def test_a_new_name_changes_the_fingerprint_and_a_new_answer_doesn_t(write_knowledge: Callable[..., Path]) -> None:
    text = (PROJECT / "tests" / "riverside" / "knowledge.yml").read_text(encoding="utf-8")

    def fingerprint(old: str, new: str) -> str:
        assert old in text
        return FamiliarWords.fingerprint_addon({"knowledge": str(write_knowledge(text.replace(old, new)))})

    before = fingerprint("bones", "bones")
    assert fingerprint("opened in 1987", "began in 1987") == before
    assert fingerprint("bones]", "bones, skeleton]") != before


def test_words_are_small_and_stand_once() -> None:
    assert words("The unit’s the Unit's UNIT, 24!") == ["the", "unit's", "unit"]
