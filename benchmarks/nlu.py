"""Measures the NLU on HINT3 v1 beside Rasa's default pipeline: `python -m benchmarks.nlu --hint3 FOLDER`.

Trains both on each bot's full and thinned-out training set; tries them on what visitors asked, clean and with typos.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import sys
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

os.environ.update(RASA_TELEMETRY_ENABLED="false", SQLALCHEMY_SILENCE_UBER_WARNING="1", TF_CPP_MIN_LOG_LEVEL="3")

from benchmarks.hint3 import FULL, SUBSET, DataError, Set, read_sets
from benchmarks.pipelines import OWN, STOCK, own_pipeline, stock_pipeline
from benchmarks.rasa_nlu import train
from benchmarks.scores import Scores, averaged, score
from benchmarks.typos import with_typos

SEED = 20
TARGETS = {"accuracy": 0.775, "auroc": 0.88, "best": 0.62, "own": 0.60}
"""Means over the full sets, clean, that the project asks of itself."""
TARGETS_WITH_TYPOS = {"accuracy": 0.735, "auroc": 0.855}

PUBLISHED = {
    "Haptik": {FULL: (0.735, 0.818, 0.545), SUBSET: (0.681, 0.799, 0.489)},
    "Dialogflow": {FULL: (0.693, 0.818, 0.529), SUBSET: (0.641, 0.795, 0.491)},
    "BERT": {FULL: (0.719, 0.797, 0.536), SUBSET: (0.642, 0.769, 0.480)},
    "Rasa": {FULL: (0.675, 0.767, 0.480), SUBSET: (0.584, 0.728, 0.420)},
    "LUIS": {FULL: (0.632, 0.758, 0.496), SUBSET: (0.607, 0.739, 0.467)},
}
"""From the HINT3 paper's results: accuracy, AUROC and MCC at the best threshold, means over the three bots."""


@dataclass(frozen=True)
class Run:
    """One pipeline on one set; `typos` is whether the questions had some."""

    pipeline: str
    bot: str
    size: str
    typos: bool
    scores: Scores
    training_seconds: float
    seconds_each: float


def measure(name: str, sets: Sequence[Set], typos: bool) -> Iterator[Run]:
    pipeline = own_pipeline() if name == OWN else stock_pipeline()
    for each in sets:
        trained = train(pipeline, each.train)
        texts, truth = [text for text, _ in each.test], [label for _, label in each.test]
        for slips in (False, True) if typos else (False,):
            chance = random.Random(SEED)  # noqa: S311
            asked = [with_typos(text, chance) for text in texts] if slips else texts
            predictions, seconds = trained.predict(asked)
            yield Run(name, each.bot, each.size, slips, score(predictions, truth), trained.seconds, seconds)


def means(runs: Sequence[Run]) -> list[Run]:
    """The mean over bots for each pipeline, size and typing."""
    kinds = dict.fromkeys((run.pipeline, run.size, run.typos) for run in runs)
    found = []
    for kind in kinds:
        alike = [run for run in runs if (run.pipeline, run.size, run.typos) == kind]
        found.append(
            replace(
                alike[0],
                bot="mean",
                scores=averaged([run.scores for run in alike]),
                training_seconds=mean(run.training_seconds for run in alike),
                seconds_each=mean(run.seconds_each for run in alike),
            )
        )
    return found


def report(runs: Sequence[Run]) -> str:
    """The figures as Markdown."""
    averages = means(runs)
    lines = ["# HINT3 v1", "", "Means over three bots.", ""]
    lines += _header("pipeline", "training set", "typing")
    for name, figures in PUBLISHED.items():
        for size, (accuracy, auroc, best) in figures.items():
            lines.append(f"| {name}, published | {size} | clean | {accuracy:.3f} | {auroc:.3f} | | {best:.3f} | | |")
    lines += [_line(run, run.pipeline, run.size) for run in averages]
    lines += ["", "Each bot:", ""]
    lines += _header("pipeline", "bot and training set", "typing")
    lines += [_line(run, run.pipeline, f"{run.bot}, {run.size}") for run in runs]
    lines += ["", *targets(averages)]
    return "\n".join(lines) + "\n"


def targets(averages: Sequence[Run]) -> list[str]:
    """A line for each target of the project's own pipeline: reached or missed."""
    lines = []
    for run in averages:
        if run.pipeline == OWN and run.size == FULL:
            for name, least in (TARGETS_WITH_TYPOS if run.typos else TARGETS).items():
                value = getattr(run.scores, name)
                verdict = "reached" if value >= least else "MISSED"
                lines.append(f"- {name}{' with typos' if run.typos else ''}: {value:.3f}, at least {least}: {verdict}")
    return lines


def _header(*first: str) -> list[str]:
    titles = [*first, "accuracy", "AUROC", "MCC, own threshold", "MCC, best threshold", "training, s", "a message, ms"]
    return ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]


def _line(run: Run, *first: str) -> str:
    s = run.scores
    figures = [*(f"{value:.3f}" for value in (s.accuracy, s.auroc, s.own, s.best)), f"{run.training_seconds:.1f}"]
    typing = "typos" if run.typos else "clean"
    return "| " + " | ".join([*first, typing, *figures, f"{1000 * run.seconds_each:.1f}"]) + " |"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu", description=__doc__)
    parser.add_argument("--hint3", type=Path, required=True, metavar="FOLDER", help="holds v1/train and v1/test")
    parser.add_argument("--typos", action=argparse.BooleanOptionalAction, default=True, help="also with typos")
    parser.add_argument("--quick", action="store_true", help="the project's own pipeline alone, without Rasa's default")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write the report there too")
    options = parser.parse_args(arguments)
    try:
        sets = read_sets(options.hint3)
    except DataError as error:
        sys.exit(str(error))
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    began = time.perf_counter()
    runs = []
    for name in (OWN,) if options.quick else (OWN, STOCK):
        for run in measure(name, sets, options.typos):
            print(_line(run, run.pipeline, f"{run.bot}, {run.size}"), file=sys.stderr, flush=True)
            runs.append(run)
    text = report(runs) + f"\nMeasured in {time.perf_counter() - began:.0f} s.\n"
    print(text)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
