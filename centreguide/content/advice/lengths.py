"""Answers and examples that are too long: for a telephone's screen, and for what a visitor types."""

from collections.abc import Iterator

from centreguide.content.advice.looked_at import Answers, Examples
from centreguide.faults import Fault

LONGEST = 300
"""Characters."""


def answer_advice(answers: Answers) -> Iterator[Fault]:
    for entry, fact in answers.facts:
        if len(fact.say) > LONGEST:
            message = f"it has {len(fact.say)} characters; make two answers of it, or keep it under {LONGEST}."
            yield entry.fault(message, "say")


def example_advice(examples: Examples) -> Iterator[Fault]:
    for example in examples.new:
        if len(example.text) > LONGEST:
            message = f"this example has {len(example.text)} characters; keep what asks, under {LONGEST}."
            yield Fault(example.file, example.line, example.intent, message)
