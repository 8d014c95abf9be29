"""The Rasa component that puts danger to life and a mental health crisis before whatever else was understood."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.encoder import runtime
from centreguide.heard import Segment
from centreguide.nlu.stored import Stored
from centreguide.nlu.urgent_examples import fingerprint
from centreguide.nlu.urgent_examples import read as examples
from centreguide.nlu.urgent_judge import Judge, Verdict, load
from centreguide.nlu.urgent_signs import KINDS, read
from centreguide.nlu.urgent_training import HeldOut, learn

logger = logging.getLogger(__name__)
Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgentDetector(Stored[Judge], IntentClassifier):
    """Sets the intent of an urgent message, and takes back an urgent intent that is clearly wrong.

    Runs after the classifier.

    Config:
        signs: the reviewed file of signs of danger, read at training and stored with the model.
        examples: the reviewed file of examples of danger and of what is easily taken for it.
        own_examples: the reviewed file of more danger, and of messages that show none, for the detector alone.
    """

    measured: HeldOut | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "signs": "safety/urgent_signs.yml",
            "examples": "data/urgent.yml",
            "own_examples": "safety/urgent_examples.yml",
        }

    @classmethod
    def read(cls, folder: Path) -> Judge:
        return load(folder, real_words(), runtime.shared().encode)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the encoder and with each file, so that a changed one isn't served from the training cache."""
        return f"{runtime.shared().fingerprint} {fingerprint(*_files(config))}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its own files alone: what else the bot is trained on mustn't move what is taken for danger.

        Raises:
            SignsError: the file of signs can't be used.
            ExamplesError: a file of examples can't be used.
            ValueError: the examples have no danger in them, or nothing else.
        """
        signs, trained, own = _files(self._config)
        self.learnt, self.measured = learn(examples(trained, own), read(signs, real_words()), runtime.shared())
        if self.measured:
            urgent = self.learnt.thresholds.urgent
            recall, alarms = self.measured.recall(urgent), self.measured.false_alarms(urgent)
            logger.info("Danger, cross-validated: %.1f%% caught, %.1f%% false alarms.", 100 * recall, 100 * alarms)
        with self.store() as folder:
            self.learnt.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT):
                self._process(message)
        return messages

    def _process(self, message: Message) -> None:
        # As typed: the speller before this learns from all questions, so the judge has one of its own.
        verdict = self.learnt.judge(message.get(TEXT))
        found: Sequence[Segment] = message.get(names.SEGMENTS) or ()
        judged = [verdict if one.text == message.get(TEXT) else self.learnt.judge(one.text) for one in found]
        settled = tuple(map(_settled, found, judged))
        kinds = [segment.intent for segment in settled]
        message.set(names.SEGMENTS, settled)
        ranking = message.get(INTENT_RANKING_KEY) or []
        chosen = (message.get(INTENT) or {}).get("name")
        left = next((kind for kind in (chosen, *kinds) if kind in KINDS), None)
        if verdict.kind:
            ranking = raised(ranking, verdict.kind, verdict.confidence)
        elif left and verdict.doubts(_confidence(message, left)):
            ranking = lowered(ranking)
        elif left:
            ranking = raised(ranking, left, 1.0 - verdict.confidence)
        else:
            return
        message.set(INTENT, dict(ranking[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _confidence(message: Message, kind: str) -> float:
    """How sure the classifier was of this kind of danger, in the message or in one of its segments."""
    ranked = [(entry["name"], entry["confidence"]) for entry in message.get(INTENT_RANKING_KEY) or ()]
    ranked += [pair for segment in message.get(names.SEGMENTS) or () for pair in segment.intents]
    return max((float(confidence) for name, confidence in ranked if name == kind), default=0.0)


def raised(ranking: Ranking, kind: str, confidence: float) -> Ranking:
    """The ranking with the kind of danger first."""
    return [{"name": kind, "confidence": confidence}, *(entry for entry in ranking if entry.get("name") != kind)]


def lowered(ranking: Ranking) -> Ranking:
    """The ranking without danger; the fallback where nothing else is in it."""
    rest = [entry for entry in ranking if entry.get("name") not in KINDS]
    return rest or [{"name": names.FALLBACK, "confidence": 0.0}]


def _settled(segment: Segment, verdict: Verdict) -> Segment:
    others = tuple(pair for pair in segment.intents if pair[0] not in KINDS)
    if verdict.kind:
        return replace(segment, intents=((verdict.kind, verdict.confidence), *others), certainty=names.SURE)
    if segment.intent in KINDS and verdict.doubts(segment.intents[0][1]):
        return replace(segment, intents=others or ((names.FALLBACK, 0.0),))
    return segment


def _files(config: dict[str, Any]) -> tuple[Path, Path, Path]:
    """The files of signs, of examples for the whole bot, and of its own."""
    named = {**UrgentDetector.get_default_config(), **config}
    return Path(named["signs"]), Path(named["examples"]), Path(named["own_examples"])


@lru_cache(maxsize=1)
def real_words() -> Sequence[str]:
    """The whole words that the encoder's tokenizer knows: none of them is taken for a misspelt sign."""
    runtime.shared()
    tokenizer = runtime.open_tokenizer(runtime.default_folder() / runtime.TOKENIZER_FILE)
    return sorted(word for word in tokenizer.get_vocab() if word.isalpha())
