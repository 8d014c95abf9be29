"""Finds the last report on the same cases, and tells which cases newly fail or newly pass."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreguide.evaluation.running import CaseResult

REPORT_FILE = "report.json"

Key = tuple[str, str]
"""A case's file and id."""


@dataclass(frozen=True)
class Last:
    """An earlier report: when it was made (ISO 8601), and which of its cases passed."""

    made: str
    passed: dict[Key, bool]


@dataclass(frozen=True)
class Changes:
    """What became of the cases since then; `points` is the change among those that both have, in percentage points."""

    since: str
    failing: tuple[CaseResult, ...]
    passing: tuple[CaseResult, ...]
    compared: int
    new: int
    gone: int
    points: float


def last(reports: Path, results: Sequence[CaseResult]) -> Last | None:
    """The newest report in the folder that shares a case with the results; what can't be read is passed over."""
    keys = {(result.file, result.id) for result in results}
    for file in sorted(reports.glob(f"*/{REPORT_FILE}"), key=lambda file: file.parent.name, reverse=True):
        if file.parent.is_symlink():
            continue
        found = _read(file)
        if found and keys & set(found.passed):
            return found
    return None


def changes(before: Last, results: Sequence[CaseResult]) -> Changes:
    """Compares by the case's file and id."""
    both = [result for result in results if (result.file, result.id) in before.passed]
    failing = tuple(r for r in both if before.passed[r.file, r.id] and not r.passed)
    passing = tuple(r for r in both if r.passed and not before.passed[r.file, r.id])
    points = 100 * (len(passing) - len(failing)) / max(len(both), 1)
    gone = len(before.passed) - len(both)
    return Changes(before.made, failing, passing, len(both), len(results) - len(both), gone, points)


def _read(file: Path) -> Last | None:
    try:
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        passed = {(str(case["file"]), str(case["id"])): bool(case["passed"]) for case in data["cases"]}
        return Last(str(data["made"]), passed)
    except (OSError, ValueError, KeyError, TypeError):
        return None
