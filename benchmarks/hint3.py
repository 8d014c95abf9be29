"""Reads HINT3 v1: three real chatbots' training questions, full and thinned out, and what their visitors asked."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

BOTS = ("curekart", "powerplay11", "sofmattress")
FULL, SUBSET = "full", "subset"
OUT_OF_SCOPE = "NO_NODES_DETECTED"

Rows = list[tuple[str, str]]


class DataError(Exception):
    """The data isn't there or isn't HINT3's; the message says what is missing, and where."""


@dataclass(frozen=True)
class Set:
    """One bot's questions with their intents; those asked outside every intent have OUT_OF_SCOPE."""

    bot: str
    size: str
    train: Rows
    test: Rows


def read_sets(folder: Path) -> list[Set]:
    """The three full sets, then the three subsets.

    Args:
        folder: holds `v1/train` and `v1/test`.

    Raises:
        DataError: a file is missing, or has other columns.
    """
    if not (folder / "v1" / "train").is_dir():
        raise DataError(
            f"{folder} holds no HINT3 data: clone https://github.com/hellohaptik/HINT3 and name its dataset folder, "
            "the one with v1/train and v1/test in it."
        )
    tests = {bot: _read(folder / "v1" / "test" / f"{bot}_test.csv") for bot in BOTS}
    names = [
        (bot, size, f"{bot}{'_subset' if size == SUBSET else ''}_train.csv") for size in (FULL, SUBSET) for bot in BOTS
    ]
    return [Set(bot, size, _read(folder / "v1" / "train" / name), tests[bot]) for bot, size, name in names]


def _read(path: Path) -> Rows:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [(row["sentence"].strip(), row["label"]) for row in csv.DictReader(file)]
    except OSError as error:
        raise DataError(f"HINT3's {path.name} can't be read: {error}.") from error
    except KeyError as error:
        raise DataError(f"{path} has no column {error}.") from error
    return [(text, label) for text, label in rows if text]
