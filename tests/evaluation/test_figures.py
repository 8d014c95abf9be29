"""Shares, figures on danger, the histogram's bins and the order of the mistakes."""

import pytest

from centreguide.evaluation import figures
from centreguide.evaluation.running import UrgentResult
from tests.evaluation.stand_in import result


def test_scores_go_by_kind_and_by_tag() -> None:
    results = [result("a"), result("b", "wrong"), result("c", expected="chat"), result("d", expected="any")]
    assert [(score.name, score.passed, score.of) for score in figures.by_kind(results)] == [
        ("answer", 1, 2),
        ("chat", 1, 1),
    ]
    assert [(score.name, score.passed, score.of) for score in figures.by_tag(results)] == [("where", 3, 4)]


def test_danger_is_caught_missed_or_taken_for_the_other_kind() -> None:
    found = figures.urgent(
        [
            UrgentResult("a", "emergency", "emergency"),
            UrgentResult("b", "emergency", None),
            UrgentResult("c", "crisis", "emergency"),
            UrgentResult("d", "", "crisis"),
            UrgentResult("e", None, "crisis"),
            UrgentResult("f", None, None),
        ]
    )
    assert found is not None
    assert (found.caught.passed, found.caught.of, found.quiet.passed, found.quiet.of) == (3, 4, 1, 2)
    assert (found.missed, found.alarms, found.other_kind) == (("b",), ("e",), ("c",))


def test_the_histogram_keeps_both_ends() -> None:
    found = figures.histogram([0.0, 0.999, 1.0], [0.31])
    assert found is not None
    assert found.inside == (1, 0, 0, 0, 0, 0, 0, 0, 0, 2)
    assert found.outside == (0, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    assert figures.histogram([0.5], []) is None


def test_the_worst_mistakes_are_missed_danger_and_then_the_surest() -> None:
    results = [
        result("chat", "x", expected="chat"),
        result("unsure", "x", sure=0.4),
        result("sure", "x", sure=0.9),
        result("made up", "x", expected="decline"),
        result("danger", "x", expected="urgent", sure=0.1),
        result("fine"),
    ]
    assert [failed.id for failed in figures.worst_first(results)] == ["danger", "made up", "sure", "unsure", "chat"]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0%"), (0.0001, "under 0.1%"), (0.5, "50%"), (0.123, "12.3%"), (0.9999, "over 99.9%"), (1.0, "100%")],
)
def test_all_is_said_of_all_only(share: float, said: str) -> None:
    assert figures.percent(share) == said
