"""How many urgent messages are caught, and how many others ring: `python -m benchmarks.urgent [FILES] [--failures]`.

Trains the detector alone on its own files, prints its cross-validation, and runs the project's own sets.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.training_data import TrainingData

from centreguide.nlu.urgent.detector import UrgentDetector
from centreguide.nlu.urgent.judge import Judge
from centreguide.nlu.urgent.talk import REACH

EVALUATION_SETS = sorted(Path("tests/evaluation").glob("urgent*.yml"))


@dataclass
class Figures:
    """What a set of messages gave; `wrong_kind` were caught, but as the other kind of danger.

    `after` are harmless turns, in a talk in which danger shows, that rang.
    """

    urgent: int = 0
    others: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    wrong_kind: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / max(self.urgent, 1)

    @property
    def false_alarms(self) -> float:
        return len(self.alarms) / max(self.others, 1)


def trained() -> UrgentDetector:
    """The detector trained through its own `train`; what it stores is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        detector = UrgentDetector(UrgentDetector.get_default_config(), storage, Resource("urgent"))
        detector.train(TrainingData())
    return detector


def measure(judge: Judge, file: Path) -> Figures:
    """The figures over a file of `urgent: [{say, kind}]` and `not_urgent: [{say}]`, or over a list of talks."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    begin = time.perf_counter()
    figures = _of_talks(judge, content) if isinstance(content, list) else _of_messages(judge, content)
    figures.seconds = time.perf_counter() - begin
    return figures


def _of_messages(judge: Judge, content: dict[str, Any]) -> Figures:
    figures = Figures()
    for entry in content.get("urgent") or []:
        figures.urgent += 1
        kind = judge.judge(entry["say"]).kind
        if kind is None:
            figures.missed.append(entry["say"])
        elif kind != entry.get("kind", kind):
            figures.wrong_kind.append(entry["say"])
    for entry in content.get("not_urgent") or []:
        figures.others += 1
        if judge.judge(entry["say"]).kind:
            figures.alarms.append(entry["say"])
    return figures


def _of_talks(judge: Judge, talks: list[dict[str, Any]]) -> Figures:
    """A talk with danger is caught where each such turn is; a harmless one rings where any turn does."""
    figures = Figures()
    for talk in talks:
        before: list[float] = []
        missed, rang = list[str](), list[str]()
        for turn in talk["turns"]:
            verdict = judge.judge(turn["say"], before[-REACH:])
            before.append(verdict.alone)
            if turn.get("urgent") and verdict.kind is None:
                missed.append(turn["say"])
            if turn.get("urgent") is False and verdict.kind:
                rang.append(turn["say"])
        if any(turn.get("urgent") for turn in talk["turns"]):
            figures.urgent += 1
            figures.missed += missed[:1]
            figures.after += rang
        else:
            figures.others += 1
            figures.alarms += rang[:1]
    return figures


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.urgent", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=EVALUATION_SETS)
    parser.add_argument("--failures", action="store_true", help="list what was missed and what rang")
    options = parser.parse_args(arguments)
    detector = trained()
    if detector.measured:
        urgent = detector.learnt.threshold
        recall, alarms = detector.measured.recall(urgent), detector.measured.false_alarms(urgent)
        print(
            f"five-fold over the training data: {recall:.1%} caught, {alarms:.1%} false alarms, threshold {urgent:.3f}"
        )
    for file in options.files:
        figures = measure(detector.learnt, file)
        total = max(figures.urgent + figures.others, 1)
        print(f"{file}: {figures.recall:.1%} of {figures.urgent} caught ({len(figures.missed)} missed),")
        print(f"  {figures.false_alarms:.1%} of {figures.others} false alarms ({len(figures.alarms)}),")
        each = 1000 * figures.seconds / total
        print(
            f"  {len(figures.wrong_kind)} caught as the other kind;",
            f"{len(figures.after)} harmless turns rang beside danger;",
        )
        print(f"  {each:.1f} ms a message or talk")
        if options.failures:
            for name in ("missed", "alarms", "wrong_kind", "after"):
                print(f"{name}:", *getattr(figures, name), sep="\n  ")


if __name__ == "__main__":
    main()
