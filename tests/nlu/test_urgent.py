"""The urgent detector, trained once on a tiny set of our own with the real file of signs."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.heard import Segment
from centreguide.nlu.urgent import examples as examples_module
from centreguide.nlu.urgent.detector import ALONE, UrgentDetector, real_words
from centreguide.nlu.urgent.examples import ExamplesError
from centreguide.nlu.urgent.judge import MOST_ENCODED
from centreguide.nlu.urgent.signs import Signs, SignsError, read
from centreguide.nlu.urgent.views import views

SIGNS = Path("safety/urgent_signs.yml")
URGENT = (names.EMERGENCY, names.CRISIS)

EXAMPLES = {
    names.EMERGENCY: [
        "he is not breathing",
        "my wife has collapsed",
        "she won't wake up",
        "dad has crushing chest pain",
        "there is blood everywhere",
        "my baby has gone floppy and blue",
        "his face has dropped and he can't speak",
        "she is having a seizure",
        "my son has swallowed bleach",
        "he has been stabbed",
        "please send an ambulance",
        "my friend has taken an overdose and won't wake",
    ],
    names.CRISIS: [
        "I want to die",
        "I am going to kill myself",
        "my daughter says she wants to end her life",
        "I can't go on any more",
        "I feel suicidal",
        "I have been cutting myself",
        "everyone would be better off without me",
        "there is no point in living",
    ],
    "ask_where": [
        "where is the heart unit",
        "where do I go for a scan",
        "how do I find the eye clinic",
        "which building is the children's ward in",
        "where are you",
        "where can I park",
    ],
    "ask_services": [
        "do you treat heart failure",
        "my dad had a heart attack last year, do you treat that",
        "do you treat people who had a stroke",
        "is there a service for children with seizures",
        "do you do transplants",
        "my nan had a stroke in 2012, is there a clinic",
    ],
    "oos_general": [
        "I am dying to know the football score",
        "this website is killing me",
        "my phone is dead",
        "what is the weather like",
        "tell me a joke",
        "I am starving",
        "how many people have heart attacks each year",
        "I have a slight cold",
        "my knee aches a little",
        "thank you very much",
        "hello there",
    ],
}


ORDINARY = ("oos_general",)
"""Intents whose examples stand in the detector's own file; the others stand in the bot's."""


def _trained(folder: Path, questions: TrainingData) -> UrgentDetector:
    """A detector that has learnt EXAMPLES, in a bot that is trained on these questions."""
    trained, own = folder / "urgent.yml", folder / "examples_module.yml"
    kinds = {kind: "".join(f"- {text}\n" for text in texts) for kind, texts in EXAMPLES.items() if kind not in ORDINARY}
    nlu = [{"intent": kind, "examples": lines} for kind, lines in kinds.items()]
    trained.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}), encoding="utf-8")
    lists = {"emergency": [], "crisis": [], "ordinary": [text for kind in ORDINARY for text in EXAMPLES[kind]]}
    own.write_text(yaml.safe_dump(lists), encoding="utf-8")
    talks = folder / "urgent_talks.yml"
    talks.write_text(yaml.safe_dump([{"turns": turns} for turns in _talks()]), encoding="utf-8")
    named = {"examples": str(trained), "own_examples": str(own), "talks": str(talks)}
    config = {**UrgentDetector.get_default_config(), **named}
    detector = UrgentDetector(config, LocalModelStorage(folder), Resource("urgent"))
    detector.train(questions)
    return detector


def _talks() -> Iterator[list[dict[str, Any]]]:
    """Each example as a talk of one message: what a talk adds is tested by itself."""
    for kind, texts in EXAMPLES.items():
        yield from ([{"say": text, "urgent": kind if kind in URGENT else False}] for text in texts)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("urgent")


@pytest.fixture(scope="module")
def detector(stored: Path) -> UrgentDetector:
    return _trained(stored, TrainingData())


@pytest.fixture(scope="module")
def signs() -> Signs:
    return read(SIGNS, real_words())


def understood(detector: UrgentDetector, text: str, **keys: Any) -> Message:
    ranking = [{"name": "ask_where", "confidence": 0.9}, {"name": "ask_who", "confidence": 0.1}]
    message = Message({TEXT: text, INTENT: dict(ranking[0]), INTENT_RANKING_KEY: ranking, **keys})
    return detector.process([message])[0]


def intent(detector: UrgentDetector, text: str) -> str:
    return str(understood(detector, text).get(INTENT)["name"])


@pytest.mark.parametrize(
    "text",
    [
        "HES NOT BRETHING",
        "shes chocking",
        "dad has colapsed on the kitchen floor",
        "pls send ambulence",
        "hart attack happening now",
        "she wont stop bleedin",
        "what time do you open my husband has passed out",
        "Thanks for that. What are visiting hours? My mum has stopped breathing. Where can I park?",
        "he's not moving now",
        "do you treat heart attacks because my dad is having a heart attack now",
        "my dad had a stroke in 2015 and now his face has dropped",
    ],
)
def test_danger_typed_in_panic_is_an_emergency(detector: UrgentDetector, text: str) -> None:
    assert intent(detector, text) == names.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "i wanna die",
        "im going to kil myself",
        "feeling suisidal",
        "I WANT TO END IT ALL",
        "where is the hospital, I want to kill myself",
        "my son says he is going to hang himself",
        "kms",
    ],
)
def test_a_mental_health_crisis_is_caught(detector: UrgentDetector, text: str) -> None:
    assert intent(detector, text) == names.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "my dad had a heart attack last year, do you treat that?",
        "my gran had a stroke in 2011, do you have a clinic?",
        "dying to know where you are",
        "the queue in the car park is killing me",
        "how many people have heart attacks each year",
        "what is a stroke",
        "my phone is about to die",
        "I'm not suicidal, where is the scan department",
        "where is the emergency department",
        "where is the heart unit",
    ],
)
def test_a_mention_of_danger_is_not_danger(detector: UrgentDetector, text: str) -> None:
    assert intent(detector, text) not in URGENT


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("mi hijo no respira", names.EMERGENCY),
        ("mój tata nie oddycha", names.EMERGENCY),
        ("il ne respire plus", names.EMERGENCY),
        ("quiero morir", names.CRISIS),
        ("nie mogę, chcę umrzeć", names.CRISIS),
        ("my uncle fall down he no breathe please", names.EMERGENCY),
    ],
)
def test_danger_in_another_language_is_caught(detector: UrgentDetector, text: str, kind: str) -> None:
    assert intent(detector, text) == kind


def test_danger_beats_a_sure_classifier_and_leads_the_ranking(detector: UrgentDetector) -> None:
    message = understood(detector, "he is not breathing")
    assert message.get(INTENT)["name"] == names.EMERGENCY
    assert message.get(INTENT)["confidence"] >= 0.5
    assert [entry["name"] for entry in message.get(INTENT_RANKING_KEY)] == [names.EMERGENCY, "ask_where", "ask_who"]


def test_the_classifiers_own_word_for_danger_counts_for_nothing(detector: UrgentDetector) -> None:
    ranking = [{"name": names.EMERGENCY, "confidence": 0.99}, {"name": "ask_where", "confidence": 0.01}]
    segment = Segment("where is the heart unit", intents=((names.EMERGENCY, 0.99), ("ask_where", 0.01)))
    message = Message({TEXT: "where is the heart unit", INTENT: ranking[0], INTENT_RANKING_KEY: ranking})
    message.set(names.SEGMENTS, (segment,))
    detector.process([message])
    assert message.get(INTENT)["name"] == "ask_where"
    assert message.get(names.SEGMENTS)[0].intents == (("ask_where", 0.01),)


def test_danger_beside_a_question_makes_the_message_urgent(detector: UrgentDetector) -> None:
    assert intent(detector, "where are you. my wife has collapsed and she won't wake up") == names.EMERGENCY


def test_what_the_messages_before_showed_is_read_from_the_tracker(
    detector: UrgentDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, tuple[float, ...]]] = []
    judge = detector.learnt.judge
    monkeypatch.setattr(
        detector.learnt, "judge", lambda text, before=(): heard.append((text, before)) or judge(text, before)
    )
    said = [UserUttered("help", parse_data={ALONE: score}) for score in (0.1, 0.2, 0.3, 0.4, 0.99)]
    message = Message({TEXT: "where is it", INTENT: {"name": "ask_where"}, INTENT_RANKING_KEY: []})
    done = detector.process([message], DialogueStateTracker.from_events("a", said))[0]
    assert heard == [("where is it", (0.2, 0.3, 0.4, 0.99))]
    assert 0.0 <= done.get(ALONE) <= 1.0


def test_the_text_is_looked_at_as_typed_and_as_put_right(detector: UrgentDetector) -> None:
    assert intent(detector, "he isnotbreathing") == names.EMERGENCY
    assert intent(detector, "he is not breathing") == names.EMERGENCY


def _strange() -> Iterator[str]:
    yield from ("", " ", "\n\n", "...", "?!", "👍", "🆘🆘🆘", "\x00\x01\x1b[2J", "\u202e\u200b\ufeff", "\ud800")
    yield "a" * 20_000
    yield from ("<script>alert(1)</script>", '/emergency{"a": 1}', "(" * 5000, "Où est l'hôpital ?", "أين المستشفى")
    letters = "abc not breathe ¿🙂\u0301\u200d\n.,;'-\\/{}"
    chance = random.Random(7)
    yield from ("".join(chance.choices(letters, k=chance.randint(1, 300))) for _ in range(40))


def test_odd_input_raises_nothing(detector: UrgentDetector) -> None:
    for text in _strange():
        understood(detector, text)


def test_danger_in_the_middle_of_a_very_long_message_is_found_in_time(detector: UrgentDetector) -> None:
    filler = "I would like to ask about the car park near the scan department "
    text = (filler * 160)[:9900] + ". My husband is not breathing. " + filler * 160
    begin = time.perf_counter()
    assert intent(detector, text[:20_000]) == names.EMERGENCY
    assert time.perf_counter() - begin < 2


def test_hidden_characters_and_capitals_hide_nothing(detector: UrgentDetector) -> None:
    assert intent(detector, "HE IS N\u200bOT BRE\u00adATHING") == names.EMERGENCY
    assert intent(detector, "ｈｅ ｉｓ ｎｏｔ ｂｒｅａｔｈｉｎｇ") == names.EMERGENCY


def test_a_stored_detector_judges_as_the_trained_one_did(detector: UrgentDetector, stored: Path) -> None:
    loaded = UrgentDetector.load(detector._config, LocalModelStorage(stored), Resource("urgent"), None)
    for text in ("he isnt brething", "where is the heart unit", "I can't go on", "my dad had a stroke in 2012"):
        assert loaded.learnt.judge(text) == detector.learnt.judge(text)
    assert not any(file.suffix in {".pkl", ".pickle", ".joblib"} for file in stored.rglob("*"))


def test_questions_added_to_the_bot_leave_the_detector_as_it_was(
    detector: UrgentDetector, stored: Path, tmp_path: Path
) -> None:
    asked = ["what if somebody collapses in your car park", "is chest pain seen at the clinic", "where is the cafe"]
    added = TrainingData([Message.build(text, "ask_anew") for text in asked])
    again = _trained(tmp_path, added)
    assert again.learnt.threshold == detector.learnt.threshold
    assert _files_of(tmp_path) == _files_of(stored)
    for text in (*asked, "my knee aches", "dad colapsed", "I can't go on"):
        assert again.learnt.judge(text) == detector.learnt.judge(text)


def _files_of(folder: Path) -> dict[str, Any]:
    """What a detector stored, bit for bit; an archive by its arrays, since it also holds when it was written."""
    found: dict[str, Any] = {}
    for file in sorted((folder / "urgent").iterdir()):
        if file.suffix == ".npz":
            with np.load(file) as arrays:
                found |= {name: arrays[name].tobytes() for name in arrays.files}
        else:
            found[file.name] = file.read_bytes()
    return found


def test_what_else_the_pipeline_makes_of_a_message_is_not_looked_at_for_danger(detector: UrgentDetector) -> None:
    plain = understood(detector, "where is the heart unit")
    other = understood(detector, "where is the heart unit", corrected="my heart has stopped")
    assert plain.get(INTENT) == other.get(INTENT)


def test_the_fingerprint_changes_with_each_of_its_files(tmp_path: Path) -> None:
    before = UrgentDetector.fingerprint_addon({})
    assert before == UrgentDetector.fingerprint_addon({})
    for name, file in UrgentDetector.get_default_config().items():
        changed = tmp_path / f"{name}.yml"
        changed.write_text(Path(file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
        assert before != UrgentDetector.fingerprint_addon({name: str(changed)})


def test_a_softener_is_overruled_by_now(signs: Signs) -> None:
    past = signs.look(signs.plain("my dad was having a heart attack last year"))
    present = signs.look(signs.plain("my dad had one last year and is having a heart attack right now"))
    assert past.signs[names.EMERGENCY]
    assert not past.certain
    assert present.certain == {names.EMERGENCY}


def test_spelling_is_put_right_only_where_it_is_no_word(signs: Signs) -> None:
    assert signs.plain("HE'S UNCONCIOUS") == "he is unconscious"
    assert signs.plain("the breeding of the fish") == "the breeding of the fish"


def test_a_faulty_file_of_examples_is_named(tmp_path: Path) -> None:
    file = tmp_path / "examples_module.yml"
    with pytest.raises(ExamplesError, match="missing"):
        examples_module.read(tmp_path / "urgent.yml", file)
    trained = Path("data/urgent.yml")
    with pytest.raises(ExamplesError, match="can't be read"):
        examples_module.read(trained, file)
    for text, fault in (
        ("ordinary: hello", "doesn't hold"),
        ("{emergency: [], crisis: [], ordinary: hello}", "isn't a list"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ExamplesError, match=fault):
            examples_module.read(trained, file)


def test_a_faulty_signs_file_names_the_fault(tmp_path: Path) -> None:
    file = tmp_path / "signs.yml"
    with pytest.raises(SignsError, match="can't be read"):
        read(file)
    file.write_text("emergency: []\n", encoding="utf-8")
    with pytest.raises(SignsError, match="groups"):
        read(file)
    good = read(SIGNS).content
    with pytest.raises(SignsError, match="can't be read"):
        Signs({**good, "now": ["<nothing> here"]})
    with pytest.raises(SignsError, match="softened_by"):
        Signs({**good, "crisis": [{"name": "a", "softened_by": ["moon"], "phrases": ["b"]}]})


def test_a_message_is_cut_into_few_pieces() -> None:
    assert [view.text for view in views("hi. is it open?")] == ["hi. is it open?", "hi.", "is it open?"]
    assert views("") == []
    assert len(views("word " * 30)) < MOST_ENCODED


def test_a_message_that_is_asked_about_twice_is_looked_at_once(
    detector: UrgentDetector, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, encoded = detector.learnt, list[str]()
    encode = judge._encode
    monkeypatch.setattr(judge, "_encode", lambda texts: encoded.extend(texts) or encode(texts))
    text = "the man beside me on the bus has just collapsed"
    assert judge.may_be_urgent(text)
    first = judge.judge(text)
    looked_at = list(encoded)
    assert looked_at
    assert judge.judge(text) == first
    assert judge.judge(text, [0.9]).alone == first.alone
    assert encoded == looked_at


@pytest.mark.parametrize("text", ["my dad has collapsed and he is not breathing", "i want to end my life tonight"])
def test_the_words_of_danger_leave_it_possible(detector: UrgentDetector, text: str) -> None:
    assert detector.learnt.may_be_urgent(text)


def test_the_words_of_a_plain_question_need_no_second_look(detector: UrgentDetector) -> None:
    assert not detector.learnt.may_be_urgent("how many kidney transplants do you do a year")
    assert not detector.learnt.may_be_urgent("")
