"""The Rasa component that gives the message and each of its segments an intent, with how sure that is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
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
from centreguide.nlu.question_model import NOTHING, Answer, QuestionModel
from centreguide.nlu.stored import Stored

_AT_ONCE = 512
"""How many messages are encoded together: many come at once in training alone."""

MAX_CHARACTERS = runtime.MAX_CHARACTERS
_GENERIC = files("centreguide.nlu") / "generic_out_of_scope.txt"


@lru_cache(maxsize=1)
def generic_sentences() -> Sequence[str]:
    """Everyday sentences that no FAQ bot is for, from the packaged list."""
    return tuple(line for line in _GENERIC.read_text(encoding="utf-8").splitlines() if line.strip())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(Stored[QuestionModel], IntentClassifier):
    """Sets the message's intent and ranking, and fills the segments where a splitter has put them.

    A message that is like none of the trained intents gets names.FALLBACK, first in the ranking, as from Rasa's own
    FallbackClassifier. Its text is names.CORRECTED where there is one.
    """

    @classmethod
    def read(cls, folder: Path) -> QuestionModel:
        return QuestionModel.load(folder)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Changes with the encoder and the generic sentences: a changed one isn't served from the training cache."""
        sentences = hashlib.sha256("\n".join(generic_sentences()).encode()).hexdigest()
        return f"{runtime.shared().fingerprint} {sentences}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all examples with an intent.

        Raises:
            ValueError: there are none.
        """
        examples = [(_text(message), str(message.get(INTENT))) for message in training_data.intent_examples]
        self.learnt = QuestionModel.learnt(examples, generic_sentences(), runtime.shared().encode_kept)
        with self.store() as folder:
            self.learnt.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for start in range(0, len(messages), _AT_ONCE):
            some = messages[start : start + _AT_ONCE]
            answers = self._answers([text for message in some for text in _texts(message)])
            for message in some:
                self._process(message, answers)
        return messages

    def _process(self, message: Message, answers: dict[str, Answer]) -> None:
        segments: Sequence[Segment] = message.get(names.SEGMENTS) or ()
        whole = _text(message)
        message.set(names.SEGMENTS, tuple(_filled(segment, segments, answers, whole) for segment in segments))
        ranking = _with_fallback(answers[whole])
        first = dict(ranking[0]) if ranking else {"name": None, "confidence": 0.0}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _answers(self, texts: Sequence[str]) -> dict[str, Answer]:
        distinct = [text for text in dict.fromkeys(texts) if text]
        found = self.learnt.answers(distinct, runtime.shared().encode)
        return {"": NOTHING, **dict(zip(distinct, found, strict=True))}


def _texts(message: Message) -> list[str]:
    return [_text(message), *(_clipped(segment.text) for segment in message.get(names.SEGMENTS) or ())]


def _text(message: Message) -> str:
    return _clipped(message.get(names.CORRECTED) or message.get(TEXT))


def _clipped(text: str | None) -> str:
    return (text or "")[:MAX_CHARACTERS].strip()


def _filled(segment: Segment, all_of_it: Sequence[Segment], answers: dict[str, Answer], whole: str) -> Segment:
    """The segment with its intents; a lone question that is unclear takes its story with it."""
    answer = answers[_clipped(segment.text)]
    if len(all_of_it) == 1 and segment.story and answer.certainty == names.UNKNOWN:
        answer = max(answer, answers[whole], key=lambda known: known.confidence)
    intents = tuple((str(entry["name"]), float(entry["confidence"])) for entry in answer.ranking)
    return replace(segment, intents=intents, certainty=answer.certainty)


def _with_fallback(answer: Answer) -> list[dict[str, Any]]:
    if answer.certainty != names.UNKNOWN:
        return answer.ranking
    return [{"name": names.FALLBACK, "confidence": 1.0 - answer.confidence}, *answer.ranking]
