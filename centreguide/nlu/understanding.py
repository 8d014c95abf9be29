"""Understands many messages at once with a trained model's NLU, up to their intents: danger isn't looked for."""

from collections.abc import Callable, Sequence
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.constants import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
from rasa.shared.nlu.constants import TEXT

from centreguide import names
from centreguide.heard import Heard
from centreguide.nlu.classifier import QuestionClassifier
from centreguide.rasa_overrides import runner


def understand(model: Path) -> Callable[[Sequence[str]], list[Heard]]:
    """What understands messages, each without the conversation that it is in.

    Args:
        model: a model file, as `rasa train` makes it.
    """
    runner.install()
    processor = Agent.load(model).processor
    nodes = processor.model_metadata.predict_schema.nodes
    last = next(name for name, node in nodes.items() if node.uses is QuestionClassifier)

    def all_at_once(texts: Sequence[str]) -> list[Heard]:
        inputs = {PLACEHOLDER_MESSAGE: [UserMessage(text) for text in texts], PLACEHOLDER_TRACKER: None}
        messages = processor.graph_runner.run(inputs=inputs, targets=[last])[last]
        return [
            Heard(
                text,
                message.get(names.CORRECTED) or message.get(TEXT) or "",
                str((message.get("intent") or {}).get("name")),
                tuple(message.get(names.SEGMENTS) or ()),
            )
            for text, message in zip(texts, messages, strict=True)
        ]

    return all_at_once
