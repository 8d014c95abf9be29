"""Kinds of question with too few examples to be told from the others."""

from collections.abc import Iterator

from centreguide.content.advice.looked_at import Examples
from centreguide.faults import Fault

FEWEST = 30
"""Examples. The classifier misses many questions of a kind that has fewer, and gains little from many more."""


def advice(examples: Examples) -> Iterator[Fault]:
    """Told at the first example of a kind that facts answer, where any of its examples is new."""
    new = {example.intent for example in examples.new}
    for intent in sorted(intent for intent in new if intent.startswith("ask_")):
        of_kind = [example for example in examples.every if example.intent == intent]
        if len(of_kind) < FEWEST:
            told = f"{intent} has {len(of_kind)} example{'' if len(of_kind) == 1 else 's'}; with fewer than {FEWEST}"
            remedy = "the bot misses many questions of this kind: add more, each put in another way."
            yield Fault(of_kind[0].file, of_kind[0].line, intent, f"{told}, {remedy}")
