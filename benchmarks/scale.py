"""How the check, the training and the replies grow with the content: the project's own draft beside one of a big trust.

    python -m benchmarks.scale [--facts 2000] [--intents 200]

The large draft is the project's own with what `made_up` adds. Each is checked, trained and served by a process of its
own, and the two take turns, so that whatever else the machine does slows both. Both begin with nothing trained and
nothing encoded.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import shutil
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import yaml

from benchmarks.made_up import add
from benchmarks.replies import A_VISIT, QUESTIONS
from centreguide.bot import Bot
from centreguide.encoder import runtime
from centreguide.log_privacy import set_up_logging
from centreguide.release.content import intents, load_content
from centreguide.release.store import MODEL_FILE, Manifest, Release
from centreguide.release.training import train
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES

PROJECT = Path(__file__).parent.parent
ROUNDS = 3
_KILOBYTES = 1024
"""ru_maxrss counts in these; what is printed, in megabytes."""

Row = tuple[str, float, float]


class Served:
    """A draft in a folder, checked, trained and served by a process of its own that works in this folder."""

    def __init__(self, folder: Path) -> None:
        context = multiprocessing.get_context("spawn")
        self._process = ProcessPoolExecutor(1, context, initializer=_begin, initargs=(folder,))

    def __call__(self, work: Callable[[], list[float]]) -> list[float]:
        return self._process.submit(work).result()

    def close(self) -> None:
        self._process.shutdown()


_bots: list[Bot] = []
"""The one bot of a process that serves."""


def _begin(folder: Path) -> None:
    os.chdir(folder)
    # Caches of its own, in its folder.
    os.environ.pop(runtime.CACHE_VARIABLE, None)
    os.environ.pop("RASA_CACHE_DIRECTORY", None)
    set_up_logging()
    logging.disable(logging.WARNING)
    runtime.shared()


def _check() -> list[float]:
    began = time.perf_counter()
    load_content(Path())
    return [time.perf_counter() - began]


def _train() -> list[float]:
    began = time.perf_counter()
    train(Path(), Path(MODEL_FILE))
    return [time.perf_counter() - began, getrusage(RUSAGE_CHILDREN).ru_maxrss / _KILOBYTES]


def _open() -> list[float]:
    began = time.perf_counter()
    _bots.append(Bot(Release(Path(), Manifest("", ""))))
    return [time.perf_counter() - began]


def _ask(questions: Sequence[str]) -> list[float]:
    """Milliseconds that each reply took; each visitor asks some questions and goes."""
    times = []
    for place, question in enumerate(questions):
        if place % A_VISIT == 0:
            sender = uuid.uuid4().hex
        began = time.perf_counter()
        _bots[0].say(sender, question)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _memory() -> list[float]:
    return [getrusage(RUSAGE_SELF).ru_maxrss / _KILOBYTES]


def measured(small: Served, large: Served, own: Sequence[str], made: Sequence[str]) -> Iterator[Row]:
    def both(work: Callable[[], list[float]]) -> Iterator[tuple[float, float]]:
        return zip(small(work), large(work), strict=True)

    yield from (("the check, s", *pair) for pair in both(_check))
    yield from ((name, *pair) for name, pair in zip(("training, s", "training, MB at most"), both(_train), strict=True))
    yield from (("until the bot is ready, s", *pair) for pair in both(_open))
    for name, questions in (("the project's questions", own), ("made-up questions", made)):
        times = [pair for _ in range(ROUNDS) for pair in both(partial(_ask, questions))]
        ones, others = ([pair[side] for pair in times] for side in (0, 1))
        yield f"a reply to {name}, median, ms", statistics.median(ones), statistics.median(others)
        yield "95 in 100 of them within, ms", _most(ones), _most(others)
    yield from (("the bot, MB at most", *pair) for pair in both(_memory))


def _most(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _copied(folder: Path) -> Path:
    fresh = shutil.ignore_patterns(f"{runtime.KEPT_FILE}*")
    shutil.copytree(runtime.default_folder(), folder / ".cache" / "encoder", ignore=fresh)
    for name in (*CONTENT_FOLDERS, *DRAFT_FILES):
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copyfile
        copy(PROJECT / name, folder / name)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, default=2000)
    parser.add_argument("--intents", type=int, default=200)
    options = parser.parse_args()
    runtime.shared()
    cases = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    own = [turn["say"] for case in cases for turn in case["turns"]]
    with tempfile.TemporaryDirectory() as folder:
        small, large = _copied(Path(folder) / "small"), _copied(Path(folder) / "large")
        made = add(large, options.facts, options.intents)
        facts = [len(load_content(each).knowledge.facts) for each in (small, large)]
        print(f"{facts[0]} and {facts[1]} facts, {len(intents(small))} and {len(intents(large))} intents")
        print("| | small | large | large / small |\n| --- | --- | --- | --- |")
        served = Served(small), Served(large)
        for name, one, other in measured(*served, own, made[:: len(made) // len(own)][: len(own)]):
            print(f"| {name} | {one:.1f} | {other:.1f} | {other / one:.2f} |", flush=True)
        for each in served:
            each.close()
    print("load", *os.getloadavg())


if __name__ == "__main__":
    main()
