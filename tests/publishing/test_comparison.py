import pytest

from centreguide.evaluation.cases import Case, Questions, Turn, UrgentMessage
from centreguide.publishing.comparison import DANGER, NEW_WAYS, compare
from tests.evaluation.stand_in import StandIn

FLOOR = Questions((Case("q.yml", "floor", (Turn("where is it", must=("third",)),)),))


def verdicts(before: str, after: str) -> list[str]:
    found = compare(StandIn({"where is it": before}), StandIn({"where is it": after}), FLOOR)
    return [change.verdict for change in found.changes]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("On the third floor.", "On the third floor.", []),
        ("On the third floor.", "The third floor.", ["changed"]),
        ("On the third floor.", "On the second floor.", ["worse"]),
        ("On the second floor.", "On the third floor.", ["better"]),
        ("On the second floor.", "On the first floor.", ["changed"]),
    ],
)
def test_an_answer_is_worse_if_it_was_right_before(before: str, after: str, expected: list[str]) -> None:
    assert verdicts(before, after) == expected


def test_a_change_tells_both_answers_and_the_worst_come_first() -> None:
    questions = Questions((*FLOOR.cases, Case("q.yml", "size", (Turn("how big", must=("40",)),))))
    before = StandIn({"where is it": "Second floor.", "how big": "40 beds."})
    after = StandIn({"where is it": "Third floor: third.", "how big": "50 beds."})
    found = compare(before, after, questions)
    assert found.asked == 2
    assert [(change.case, change.before, change.after) for change in found.changes] == [
        ("size", "40 beds.", "50 beds."),
        ("floor", "Second floor.", "Third floor: third."),
    ]
    assert [change.case for change in found.of("better")] == ["floor"]


def test_a_new_way_to_ask_gets_better_or_is_missed_but_never_blocks() -> None:
    ways = [("when did it start", "It opened in 1987. (Really?)"), ("since when", "It opened in 1987.")]
    before = StandIn({"when did it start": "I can't answer that.", "since when": "I can't answer that."})
    after = StandIn({"when did it start": "It opened in 1987. (Really?)", "since when": "I can't answer that."})
    found = compare(before, after, Questions(), ways)
    assert [(change.file, change.said, change.verdict) for change in found.changes] == [
        (NEW_WAYS, "since when", "missed"),
        (NEW_WAYS, "when did it start", "better"),
    ]


def test_danger_that_is_not_caught_any_more_is_worse_and_so_is_a_new_false_alarm() -> None:
    questions = Questions(
        urgent=(UrgentMessage("he won't wake up", "emergency"), UrgentMessage("wake me at six", None))
    )
    safe = StandIn({}, {"he won't wake up": "emergency", "wake me at six": "ask_where"})
    broken = StandIn({}, {"he won't wake up": "ask_where", "wake me at six": "crisis"})
    assert [(one.file, one.verdict) for one in compare(safe, broken, questions).changes] == [(DANGER, "worse")] * 2
    assert [(one.file, one.verdict) for one in compare(broken, safe, questions).changes] == [(DANGER, "better")] * 2
    assert compare(safe, safe, questions).changes == ()
