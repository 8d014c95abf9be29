"""The last report is found, and what newly fails or passes is told."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

from centreguide.evaluation import history
from centreguide.evaluation.report import Report, write
from centreguide.evaluation.running import CaseResult
from tests.evaluation.stand_in import result

MADE = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def written(folder: Path, days: int, *results: CaseResult) -> None:
    write(Report(MADE + timedelta(days=days), ("questions.yml",), results), folder)


def test_the_newest_report_on_the_same_cases_is_the_last(tmp_path: Path) -> None:
    written(tmp_path, 0, result("a", "old"))
    written(tmp_path, 1, result("a"))
    written(tmp_path, 2, result("other"))
    (tmp_path / "2027-01-01-000000").mkdir()
    (tmp_path / "2027-01-01-000000" / "report.json").write_text("{broken")
    found = history.last(tmp_path, [result("a")])
    assert found is not None
    assert found.made == "2026-03-02T12:00:00+00:00"
    assert found.passed == {("questions.yml", "a"): True}


def test_there_may_be_no_last_report(tmp_path: Path) -> None:
    assert history.last(tmp_path / "none", [result("a")]) is None


def test_changes_go_by_case() -> None:
    before = history.Last("2026-03-01", {("questions.yml", name): name in "ace" for name in "abcde"})
    results = [result("a"), result("b"), result("c", "wrong"), result("d", "wrong"), result("new", "wrong")]
    found = history.changes(before, results)
    assert [case.id for case in found.failing] == ["c"]
    assert [case.id for case in found.passing] == ["b"]
    assert (found.compared, found.new, found.gone, found.points) == (4, 1, 1, 0.0)
