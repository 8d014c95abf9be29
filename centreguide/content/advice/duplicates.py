"""The same words twice: under two kinds of question they teach nothing, twice under one they only count once."""

from collections.abc import Iterable, Iterator

from centreguide.content.advice.looked_at import Examples
from centreguide.content.texts import plain
from centreguide.faults import Fault
from centreguide.training_data import Example


def mistakes(examples: Iterable[Example]) -> Iterator[Fault]:
    """Examples that stand under two kinds of question."""
    first: dict[str, Example] = {}
    for example in examples:
        known = first.setdefault(plain(example.text), example)
        if known.intent != example.intent:
            where = f"{known.intent} too ({known.file}, line {known.line})"
            message = f'"{example.text}" stands under {where}; keep it under one of them.'
            yield Fault(example.file, example.line, example.intent, message)


def advice(examples: Examples) -> Iterator[Fault]:
    """Examples that stand twice under their kind of question."""
    first: dict[tuple[str, str], Example] = {}
    new = set(examples.new)
    for example in examples.every:
        known = first.setdefault((example.intent, plain(example.text)), example)
        if known is not example and {known, example} & new:
            message = f'"{example.text}" stands in {known.file}, line {known.line}, already; one of them is enough.'
            yield Fault(example.file, example.line, example.intent, message)
