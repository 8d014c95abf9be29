"""Counts the results: shares by kind of turn and by tag, reply times, urgent figures, and the mistakes, worst first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from centreguide.evaluation import cases
from centreguide.evaluation.running import CaseResult, UrgentResult

BINS = 10
_GRAVEST = (cases.URGENT, cases.DECLINE, cases.ANSWER)


@dataclass(frozen=True)
class Score:
    """How many of what is named passed."""

    name: str
    passed: int
    of: int

    @property
    def share(self) -> float:
        return self.passed / max(self.of, 1)

    @property
    def percent(self) -> str:
        return percent(self.share)


@dataclass(frozen=True)
class Times:
    """How long replies took, in milliseconds."""

    median: float
    p95: float
    worst: float


@dataclass(frozen=True)
class Urgent:
    """What was taken for danger: caught, missed, rung for nothing, or caught as the other kind."""

    caught: Score
    quiet: Score
    missed: tuple[str, ...]
    alarms: tuple[str, ...]
    other_kind: tuple[str, ...]


@dataclass(frozen=True)
class Histogram:
    """How sure the bot was that it can answer what it can, and what it can't: counts in BINS steps from 0 to 1."""

    inside: tuple[int, ...]
    outside: tuple[int, ...]


def percent(share: float) -> str:
    """The share with one decimal; 100% is said of all only, and 0% of none."""
    rounded = f"{share:.1%}"
    if share not in (0.0, 1.0) and rounded in ("0.0%", "100.0%"):
        return "under 0.1%" if share < 0.5 else "over 99.9%"
    return rounded.replace(".0%", "%")


def total(results: Sequence[CaseResult]) -> Score:
    return Score("cases", sum(result.passed for result in results), len(results))


def by_kind(results: Sequence[CaseResult]) -> list[Score]:
    """The judged turns that passed, by what was expected of them."""
    turns = [turn for result in results for turn in result.turns if turn.judged]
    found = _scores((turn.expected, turn.why is None) for turn in turns)
    return sorted(found, key=lambda score: cases.KINDS.index(score.name))


def by_tag(results: Sequence[CaseResult]) -> list[Score]:
    """The cases that passed, by tag, the weakest first."""
    found = _scores((tag, result.passed) for result in results for tag in result.tags)
    return sorted(found, key=lambda score: (score.share, -score.of, score.name))


def times(results: Sequence[CaseResult]) -> Times | None:
    taken = sorted(turn.milliseconds for result in results for turn in result.turns if turn.milliseconds is not None)
    return Times(taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]) if taken else None


def urgent(results: Sequence[UrgentResult]) -> Urgent | None:
    if not results:
        return None
    dangers = [result for result in results if result.danger is not None]
    others = [result for result in results if result.danger is None]
    missed = tuple(result.say for result in dangers if not result.taken_for)
    alarms = tuple(result.say for result in others if result.taken_for)
    other_kind = tuple(r.say for r in dangers if r.danger and r.taken_for and r.taken_for != r.danger)
    caught = Score("caught", len(dangers) - len(missed), len(dangers))
    quiet = Score("left in peace", len(others) - len(alarms), len(others))
    return Urgent(caught, quiet, missed, alarms, other_kind)


def histogram(inside: Iterable[float], outside: Iterable[float]) -> Histogram | None:
    """None where there is nothing to show on one of the sides."""
    counts = Histogram(_binned(inside), _binned(outside))
    return counts if any(counts.inside) and any(counts.outside) else None


def turns_histogram(results: Sequence[CaseResult]) -> Histogram | None:
    """Of the turns that should be answered, and of those that should be declined."""
    turns = [turn for result in results for turn in result.turns]
    inside = (turn.understood.answerable for turn in turns if turn.expected == cases.ANSWER)
    return histogram(inside, (turn.understood.answerable for turn in turns if turn.expected == cases.DECLINE))


def worst_first(results: Iterable[CaseResult]) -> list[CaseResult]:
    """The failed cases: missed danger, then answers made where there are none, then wrong ones, the surest first."""
    return sorted((result for result in results if not result.passed), key=_gravity)


def _gravity(result: CaseResult) -> tuple[int, float, str]:
    turn = result.failed
    assert turn is not None
    grave = _GRAVEST.index(turn.expected) if turn.expected in _GRAVEST else len(_GRAVEST)
    sureness = max((heard.confidence for heard in turn.understood.heard), default=0.0)
    return grave, -sureness, result.id


def _scores(passes: Iterable[tuple[str, bool]]) -> list[Score]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for name, passed in passes:
        groups[name].append(passed)
    return [Score(name, sum(group), len(group)) for name, group in groups.items()]


def _binned(values: Iterable[float]) -> tuple[int, ...]:
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, max(0, int(value * BINS)))] += 1
    return tuple(counts)
