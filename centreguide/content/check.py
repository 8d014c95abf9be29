"""All that can be said about a draft before training: the mistakes that stop it, and what staff should look at."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from centreguide import training_data
from centreguide.answering import conversations
from centreguide.content import domain
from centreguide.content.advice import (
    amounts,
    claimed,
    clashes,
    coverage,
    duplicates,
    figures,
    lengths,
    links,
    nearby,
    personal,
    reading,
    reviews,
    undecided,
)
from centreguide.content.advice.looked_at import Answers, Before, Examples
from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.loader import load as load_knowledge

_OF_EXAMPLES = (amounts.advice, duplicates.advice, nearby.advice, lengths.example_advice, personal.advice)
_OF_ANSWERS = (
    claimed.advice,
    clashes.advice,
    coverage.advice,
    figures.advice,
    lengths.answer_advice,
    links.advice,
    reading.advice,
    reviews.advice,
    undecided.advice,
)


def check(folder: Path, before: Path | None = None) -> tuple[list[Fault], list[Fault]]:
    """The mistakes in the draft in the folder, and advice about it, each in the order of the files.

    Args:
        before: the folder of the published release: advice is only about what is new or changed since then. None for
            advice about everything.

    Raises:
        EncoderError: there are examples to compare, and the sentence encoder can't be had.
    """
    data = training_data.read(folder)
    mistakes = [*data.faults, *duplicates.mistakes(data.examples)]
    if not data.faults:
        mistakes += domain.faults(folder, data)
    since = Before.of(before)
    examples = Examples.of(data.examples, since)
    advice = [fault for each in _OF_EXAMPLES for fault in each(examples)]
    mistakes += _of_conversations(folder, data)
    try:
        answers = Answers.of(folder, domain.known_intents(folder, data), examples, since)
        advice += [fault for each in _OF_ANSWERS for fault in each(answers)]
    except FaultsError as error:
        mistakes += error.faults
    return sorted(set(mistakes)), sorted(set(advice))


def _of_conversations(folder: Path, data: training_data.TrainingData) -> list[Fault]:
    """What is wrong with the conversations to learn from; nothing where the knowledge can't be read."""
    try:
        known = domain.known_intents(folder, data)
        conversations.load(folder / "conversations", load_knowledge(folder / "knowledge", known), known)
    except FaultsError as error:
        return [fault for fault in error.faults if fault.file.startswith("conversations/")]
    return []


def told(mistakes: Sequence[Fault], advice: Sequence[Fault]) -> str:
    """What `check` found, as it is printed: the last line has the counts."""
    lines: list[str] = []
    if mistakes:
        lines += ["To put right:", *(f"  {fault}" for fault in mistakes), ""]
    if advice:
        lines += ["To look at (none of this stops anything):", *(f"  {fault}" for fault in advice), ""]
    counts = f"{_count(mistakes, 'mistake')}, {_count(advice, 'thing')} to look at."
    return "\n".join([*lines, counts[0].upper() + counts[1:]])


def _count(faults: Sequence[Fault], what: str) -> str:
    return f"{len(faults) or 'no'} {what}{'' if len(faults) == 1 else 's'}"


def command(options: argparse.Namespace, folder: Path = Path(), before: Path | None = None) -> int:
    """`centreguide check [--write] [--all]`: prints what was found; 1 if there are mistakes.

    Args:
        options: `write` puts the derived lines into the files first; `all` gives advice about what isn't new, too.
        before: the folder of the published release, if there is one.
    """
    if options.write:
        try:
            for path in domain.write(folder):
                print(f"{path} was brought up to date.")
        except FaultsError:
            print("Nothing was written, because of the mistakes below.")
    mistakes, advice = check(folder, None if options.all else before)
    print(told(mistakes, advice))
    return 1 if mistakes else 0
