"""The confusions that happen most, and the matrix."""

from centreguide.evaluation.confusion import MOST_INTENTS, confusion
from centreguide.evaluation.guesses import Guess


def guesses(intent: str, taken_for: str, count: int, sure: float = 0.5) -> list[Guess]:
    return [Guess(f"{intent} {number}", intent, taken_for, sure + number / 100, 0.5) for number in range(count)]


def test_counts_rows_and_pairs() -> None:
    found = confusion([*guesses("a", "a", 8), *guesses("a", "b", 2), *guesses("b", "b", 5), *guesses("c", "c", 3)])
    assert found is not None
    assert (found.right, found.questions, found.intents) == (16, 18, 3)
    assert [row.intent for row in found.rows] == ["a", "b"]
    assert [cell.count for cell in found.rows[0].cells] == [8, 2]
    assert [cell.right for cell in found.rows[0].cells] == [True, False]
    assert (found.pairs[0].taken_for, found.pairs[0].count, found.pairs[0].example) == ("b", 2, "a 1")


def test_what_the_matrix_leaves_out_is_counted_elsewhere() -> None:
    many = [guess for number in range(MOST_INTENTS) for guess in guesses(f"i{number:02}", f"i{number + 1:02}", 3)]
    found = confusion([*many, *guesses("i00", "rare", 1)])
    assert found is not None
    assert len(found.rows) == MOST_INTENTS
    for row in found.rows:
        assert row.elsewhere.count + sum(cell.count for cell in row.cells) == row.questions


def test_nothing_guessed_gives_no_matrix() -> None:
    assert confusion([]) is None
