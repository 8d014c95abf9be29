"""Trains a pipeline with Rasa's own training, and asks the trained model as the server does."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scores import Prediction
from centreguide import names


@dataclass(frozen=True)
class Trained:
    """A loaded agent; its training took so many seconds."""

    agent: Any
    seconds: float

    def predict(self, texts: Sequence[str]) -> tuple[list[Prediction], float]:
        """A prediction a text, and the seconds that one took on average."""
        return asyncio.run(self._predict(texts))

    async def _predict(self, texts: Sequence[str]) -> tuple[list[Prediction], float]:
        await self.agent.parse_message("hello")
        began = time.perf_counter()
        parsed = [await self.agent.parse_message(text) for text in texts]
        each = (time.perf_counter() - began) / max(len(texts), 1)
        return [_prediction(result) for result in parsed], each


def train(pipeline: list[dict[str, Any]], examples: Sequence[tuple[str, str]]) -> Trained:
    """Trains from nothing: no cache of an earlier training is used, and none is left.

    Raises:
        RuntimeError: Rasa gave no model.
    """
    with tempfile.TemporaryDirectory(prefix="bench-nlu-") as name:
        folder = Path(name)
        os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
        from rasa.core.agent import Agent
        from rasa.model_training import train_nlu
        from rasa.utils.log_utils import configure_structlog

        # Else it would write each question on the console.
        configure_structlog(logging.ERROR)

        config, data = folder / "config.yml", folder / "nlu.json"
        config.write_text(
            yaml.safe_dump({"recipe": "default.v1", "assistant_id": "bench", "language": "en", "pipeline": pipeline})
        )
        # In YAML, brackets in a question would be taken for an entity.
        common = [{"text": text, "intent": intent} for text, intent in examples]
        data.write_text(json.dumps({"rasa_nlu_data": {"common_examples": common}}))
        began = time.perf_counter()
        with redirect_stdout(sys.stderr):
            model = train_nlu(str(config), str(data), str(folder / "models"))
        seconds = time.perf_counter() - began
        if not model:
            raise RuntimeError("Rasa trained no model; the lines above say why.")
        return Trained(Agent.load(model), seconds)


def _prediction(parsed: dict[str, Any]) -> Prediction:
    refused = (parsed.get("intent") or {}).get("name") in (None, names.FALLBACK)
    ranking = [entry for entry in parsed.get("intent_ranking") or [] if entry["name"] != names.FALLBACK]
    first: dict[str, Any] = ranking[0] if ranking else {"name": "", "confidence": 0.0}
    return Prediction(str(first["name"]), float(first["confidence"]), refused)
