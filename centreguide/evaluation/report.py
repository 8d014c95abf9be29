"""The report of an evaluation: a page to look at and the same as JSON, in a folder named after the time."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from centreguide.evaluation import figures
from centreguide.evaluation.confusion import Confusion, confusion
from centreguide.evaluation.guesses import Guess
from centreguide.evaluation.history import REPORT_FILE, Changes, Last, changes
from centreguide.evaluation.running import CaseResult, UrgentResult
from centreguide.intents import Family, family

PAGE_FILE = "report.html"
LATEST = "latest"
MOST_MISTAKES, MOST_TAGS, MOST_CHANGES = 40, 12, 8
_TEMPLATE = "report.html.j2"


@dataclass(frozen=True)
class Report:
    """All that an evaluation found; `minimum` is the share of cases that was asked for, from 0 to 1."""

    made: datetime
    files: tuple[str, ...]
    results: tuple[CaseResult, ...] = ()
    urgent: tuple[UrgentResult, ...] = ()
    guesses: tuple[Guess, ...] = ()
    before: Last | None = None
    minimum: float = 0.0

    @property
    def score(self) -> figures.Score:
        """Of the cases; where there are none, of the urgent and other messages."""
        if self.results:
            return figures.total(self.results)
        right = sum((result.danger is None) == (result.taken_for is None) for result in self.urgent)
        return figures.Score("messages", right, len(self.urgent))

    @property
    def reached(self) -> bool:
        return self.score.share >= self.minimum

    @property
    def changes(self) -> Changes | None:
        return changes(self.before, self.results) if self.before else None

    @property
    def confusion(self) -> Confusion | None:
        return confusion(self.guesses)

    @property
    def histograms(self) -> list[tuple[str, figures.Histogram]]:
        """What each is of, and the histogram."""
        training = figures.histogram(
            (guess.answerable for guess in self.guesses if family(guess.intent) is Family.QUESTION),
            (guess.answerable for guess in self.guesses if family(guess.intent) is Family.DECLINED),
        )
        found = (
            ("The cases’ turns", figures.turns_histogram(self.results)),
            ("Training questions, held out", training),
        )
        return [(title, histogram) for title, histogram in found if histogram]


def write(report: Report, reports: Path) -> Path:
    """Writes both files into a new folder in `reports`, and points `latest` at it.

    Returns:
        The new folder.
    """
    folder = _fresh(reports, report.made.strftime("%Y-%m-%d-%H%M%S"))
    (folder / PAGE_FILE).write_text(page(report), encoding="utf-8")
    text = json.dumps(data(report), indent=1, ensure_ascii=False)
    (folder / REPORT_FILE).write_text(text + "\n", encoding="utf-8")
    pointer = reports / f".{LATEST}-{secrets.token_hex(4)}"
    pointer.symlink_to(folder.name, target_is_directory=True)
    pointer.replace(reports / LATEST)
    return folder


def page(report: Report) -> str:
    """The report as one HTML page that needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": figures.percent, "spoken": spoken}
    mistakes = figures.worst_first(report.results)
    return environment.get_template(_TEMPLATE).render(
        report=report,
        kinds=figures.by_kind(report.results),
        tags=figures.by_tag(report.results),
        most_tags=MOST_TAGS,
        most_changes=MOST_CHANGES,
        times=figures.times(report.results),
        urgent=figures.urgent(report.urgent),
        changes=report.changes,
        since=_since(report.before),
        confusion=report.confusion,
        histograms=report.histograms,
        mistakes=mistakes[:MOST_MISTAKES],
        mistakes_in_all=len(mistakes),
        places={
            (result.file, result.id): f"case-{number}" for number, result in enumerate(mistakes[:MOST_MISTAKES], 1)
        },
    )


def data(report: Report) -> dict[str, Any]:
    """The report for machines; history.last reads it again at the next evaluation."""
    return {
        "made": report.made.isoformat(timespec="seconds"),
        "files": report.files,
        "minimum": report.minimum,
        "score": _score(report.score),
        "kinds": [_score(score) for score in figures.by_kind(report.results)],
        "tags": [_score(score) for score in figures.by_tag(report.results)],
        "milliseconds": _or_none(figures.times(report.results)),
        "urgent": _or_none(figures.urgent(report.urgent)),
        "changes": _changes(report.changes),
        "confusions": [asdict(pair) for pair in report.confusion.pairs] if report.confusion else None,
        "histograms": {title: asdict(histogram) for title, histogram in report.histograms},
        "cases": [{**asdict(result), "passed": result.passed} for result in report.results],
    }


def _fresh(reports: Path, name: str) -> Path:
    """A new folder of this name, with a number after it where two evaluations end in the same second."""
    number = 1
    while True:
        folder = reports / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            number += 1
        else:
            return folder


def _since(before: Last | None) -> str:
    if before is None:
        return ""
    try:
        return spoken(datetime.fromisoformat(before.made))
    except ValueError:
        return before.made


def spoken(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _score(score: figures.Score) -> dict[str, Any]:
    return {**asdict(score), "share": round(score.share, 4)}


def _or_none(found: Any) -> dict[str, Any] | None:
    return asdict(found) if found else None


def _changes(found: Changes | None) -> dict[str, Any] | None:
    if found is None:
        return None
    counts = {"compared": found.compared, "new": found.new, "gone": found.gone, "points": round(found.points, 2)}
    return {"since": found.since, "failing": _ids(found.failing), "passing": _ids(found.passing), **counts}


def _ids(results: Sequence[CaseResult]) -> list[list[str]]:
    return [[result.file, result.id] for result in results]
