"""Before and after: what the evaluation's questions get from the live release, and what from the candidate."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from centreguide.evaluation.cases import Case, Questions, Turn
from centreguide.evaluation.running import CaseResult, Partner, UrgentResult, run, run_urgent

Verdict = Literal["worse", "missed", "better", "changed"]
VERDICTS: tuple[Verdict, ...] = ("worse", "missed", "better", "changed")
NEW_WAYS, DANGER = "new ways to ask", "danger"
"""The files that changes are said to be from where they aren't from one."""


@dataclass(frozen=True)
class Change:
    """A message that is answered otherwise: `worse` was right and isn't any more, `better` the other way round.

    `missed` is a new way to ask that doesn't get the answer that it was written for.
    """

    file: str
    case: str
    said: str
    before: str
    after: str
    verdict: Verdict


@dataclass(frozen=True)
class Comparison:
    """All changes, and how many messages were put to both."""

    asked: int
    changes: tuple[Change, ...]

    def of(self, verdict: Verdict) -> list[Change]:
        return [change for change in self.changes if change.verdict == verdict]


def compare(
    before: Partner,
    after: Partner,
    questions: Questions,
    new_ways: Iterable[tuple[str, str]] = (),
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> Comparison:
    """Puts every question to both bots.

    Args:
        before: the live release.
        after: the candidate.
        questions: the evaluation's.
        new_ways: ways to ask that the candidate adds, each with the sentence that should answer it.
        tell: hears how many cases are done, and of how many.
    """
    cases = [*questions.cases, *_as_cases(new_ways)]
    results = zip(run(before, cases, tell), run(after, cases, tell), strict=True)
    changes = [change for old, new in results for change in _case_changes(old, new)]
    dangers = zip(run_urgent(before, questions.urgent), run_urgent(after, questions.urgent), strict=True)
    changes += [change for old, new in dangers for change in _danger_changes(old, new)]
    asked = sum(len(case.turns) for case in cases) + len(questions.urgent)
    return Comparison(asked, tuple(sorted(changes, key=lambda change: VERDICTS.index(change.verdict))))


def _as_cases(new_ways: Iterable[tuple[str, str]]) -> Sequence[Case]:
    return [
        Case(NEW_WAYS, str(number), (Turn(way, must=(re.escape(say),)),))
        for number, (way, say) in enumerate(new_ways, 1)
    ]


def _case_changes(old: CaseResult, new: CaseResult) -> Iterator[Change]:
    for before, after in zip(old.turns, new.turns, strict=True):
        was, now = "\n".join(before.replies), "\n".join(after.replies)
        failed_before, fails = before.why is not None, after.why is not None
        verdict: Verdict = "changed" if failed_before == fails else "worse" if fails else "better"
        if fails and old.file == NEW_WAYS:
            verdict = "missed"
        if was != now or verdict != "changed":
            yield Change(old.file, old.id, before.said, was, now, verdict)


def _danger_changes(old: UrgentResult, new: UrgentResult) -> Iterator[Change]:
    if old.taken_for == new.taken_for:
        return
    right_before, right = _right(old), _right(new)
    verdict: Verdict = "changed" if right_before == right else "better" if right else "worse"
    yield Change(DANGER, "", old.say, old.taken_for or "no danger", new.taken_for or "no danger", verdict)


def _right(result: UrgentResult) -> bool:
    return (result.danger is None) == (result.taken_for is None)
