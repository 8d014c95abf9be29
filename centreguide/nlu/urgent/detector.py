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
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide import names
from centreguide.encoder import runtime
from centreguide.heard import Segment
from centreguide.nlu.stored import Stored
from centreguide.nlu.urgent.examples import fingerprint, read_talks
from centreguide.nlu.urgent.examples import read as examples
from centreguide.nlu.urgent.judge import Judge, load
from centreguide.nlu.urgent.signs import KINDS, read
from centreguide.nlu.urgent.talk import REACH
from centreguide.nlu.urgent.training import HeldOut, learn

ALONE = "danger"
"""Message key: the chance of danger that the message shows by itself (float)."""

logger = logging.getLogger(__name__)
Ranking = list[dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgentDetector(Stored[Judge], IntentClassifier):
    """Sets the intent of an urgent message, by what it shows and by the talk that it is in.

    Runs after the classifier, whose own word for danger is taken back: what else the bot learns mustn't move it.

    Config:
        signs: the reviewed file of signs of danger, read at training and stored with the model.
        examples: the reviewed file of examples of danger and of what is easily taken for it.
        own_examples: the reviewed file of more danger, and of messages that show none, for the detector alone.
        talks: the reviewed file of talks in which danger shows, or only seems to.
    """

    measured: HeldOut | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "signs": "safety/urgent_signs.yml",
            "examples": "data/urgent.yml",
            "own_examples": "safety/urgent_examples.yml",
            "talks": "safety/urgent_talks.yml",
        }

    @classmethod
    def read(cls, folder: Path) -> Judge:
        return load(folder, real_words(), runtime.shared().encode)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the encoder, with each file and with this package: a changed one isn't served from the cache."""
        code = sorted(Path(__file__).parent.glob("*.py"))
        return f"{runtime.shared().fingerprint} {fingerprint(*_files(config), *code)}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from its own files alone: what else the bot is trained on mustn't move what is taken for danger.

        Raises:
            SignsError: the file of signs can't be used.
            ExamplesError: a file of examples can't be used.
            ValueError: the examples have no danger in them, or nothing else.
        """
        signs, trained, own, talks = _files(self._config)
        known = read(signs, real_words())
        self.learnt, self.measured = learn(examples(trained, own), read_talks(talks), known, runtime.shared())
        if self.measured:
            urgent = self.learnt.threshold
            recall, alarms = self.measured.recall(urgent), self.measured.false_alarms(urgent)
            logger.info("Danger, cross-validated: %.1f%% caught, %.1f%% false alarms.", 100 * recall, 100 * alarms)
        with self.store() as folder:
            self.learnt.save(folder)
        return self._resource

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        talk = before(tracker)
        for message in messages:
            if message.get(TEXT):
                self._process(message, talk)
        return messages

    def _process(self, message: Message, talk: Sequence[float]) -> None:
        # As typed: the speller before this learns from all questions, so the judge has one of its own.
        verdict = self.learnt.judge(message.get(TEXT), talk)
        message.set(ALONE, verdict.alone, add_to_output=True)
        ranking = message.get(INTENT_RANKING_KEY) or []
        chosen = (message.get(INTENT) or {}).get("name")
        message.set(names.SEGMENTS, tuple(map(_without_danger, message.get(names.SEGMENTS) or ())))
        if verdict.kind is None and chosen not in KINDS:
            return
        ranking = raised(ranking, verdict.kind, verdict.confidence) if verdict.kind else lowered(ranking)
        message.set(INTENT, dict(ranking[0]), add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def before(tracker: DialogueStateTracker | None) -> tuple[float, ...]:
    """How dangerous the visitor's last messages looked, each alone."""
    said = [event for event in tracker.events if isinstance(event, UserUttered)] if tracker else []
    return tuple(float(event.parse_data.get(ALONE) or 0.0) for event in said[-REACH:])


def _without_danger(segment: Segment) -> Segment:
    """Whether there is danger is the judge's word alone."""
    others = tuple(pair for pair in segment.intents if pair[0] not in KINDS)
    return replace(segment, intents=others or ((names.FALLBACK, 0.0),))


def raised(ranking: Ranking, kind: str, confidence: float) -> Ranking:
    """The ranking with the kind of danger first."""
    return [{"name": kind, "confidence": confidence}, *(entry for entry in ranking if entry.get("name") != kind)]


def lowered(ranking: Ranking) -> Ranking:
    """The ranking without danger; the fallback where nothing else is in it."""
    rest = [entry for entry in ranking if entry.get("name") not in KINDS]
    return rest or [{"name": names.FALLBACK, "confidence": 0.0}]


def _files(config: dict[str, Any]) -> tuple[Path, Path, Path, Path]:
    """The files of signs, of examples for the whole bot, of its own, and of talks."""
    named = {**UrgentDetector.get_default_config(), **config}
    return Path(named["signs"]), Path(named["examples"]), Path(named["own_examples"]), Path(named["talks"])


@lru_cache(maxsize=1)
def real_words() -> Sequence[str]:
    """The whole words that the encoder's tokenizer knows: none of them is taken for a misspelt sign."""
    runtime.shared()
    tokenizer = runtime.open_tokenizer(runtime.default_folder() / runtime.TOKENIZER_FILE)
    return sorted(word for word in tokenizer.get_vocab() if word.isalpha())
