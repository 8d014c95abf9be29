"""The command puts files to the bot, says where the report is, and fails below the minimum."""

from pathlib import Path

import pytest

from centreguide.evaluation.command import Ready, evaluate
from centreguide.faults import FaultsError
from tests.evaluation.stand_in import StandIn

QUESTIONS = "- {id: a, turns: [{say: where, must: [third]}]}\n- {id: b, turns: [{say: where, must: [fourth]}]}\n"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.yml"
    file.write_text(QUESTIONS, encoding="utf-8")
    return file


def start() -> Ready:
    return StandIn({"where": "On the third floor."}, {"help": "crisis"}), ()


@pytest.mark.parametrize(("minimum", "code"), [(0.0, 0), (0.5, 0), (0.51, 1)])
def test_the_exit_code_goes_by_the_minimum(questions: Path, tmp_path: Path, minimum: float, code: int) -> None:
    assert evaluate([questions], tmp_path / "reports", minimum, start=start) == code


def test_says_the_score_the_changes_and_where_the_report_is(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate([questions], tmp_path, start=start)
    evaluate([questions], tmp_path, start=start)
    said = capsys.readouterr().out
    assert "Kind of turn: answer 1/2" in said
    assert "Cases passed: 1/2 = 0.500" in said
    assert "Since the last report: 0 newly failing, 0 newly passing" in said
    assert str(tmp_path / "latest" / "report.html") in said
    assert len(list(tmp_path.glob("2*/report.json"))) == 2


def test_urgent_messages_alone_are_scored_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "urgent.yml"
    file.write_text("urgent: [{say: help, kind: crisis}]\nnot_urgent: [{say: hm}]\n", encoding="utf-8")
    assert evaluate([file], tmp_path, 1.0, start=start) == 0
    assert "Danger: 1 of 1 caught (100%), 0 of 1 false alarms" in capsys.readouterr().out


def test_mistakes_in_the_questions_are_told_before_the_bot_starts(tmp_path: Path) -> None:
    def never() -> Ready:
        raise AssertionError

    with pytest.raises(FaultsError):
        evaluate([tmp_path / "missing.yml"], tmp_path, start=never)
