"""Which intents are taken for which: the confusions that happen most, and a matrix of the intents that have them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from centreguide.evaluation.guesses import Guess

MOST_INTENTS, MOST_PAIRS = 14, 12
LEVELS = 5


@dataclass(frozen=True)
class Pair:
    """One intent taken for another, how often, and a question to show it."""

    intent: str
    taken_for: str
    count: int
    example: str


@dataclass(frozen=True)
class Cell:
    """How many of the row's questions were taken for the column's intent; `level` is their share, from 0 to LEVELS."""

    count: int
    right: bool
    level: int


@dataclass(frozen=True)
class Row:
    """An intent's questions by what they were taken for; `elsewhere` counts the intents that the matrix leaves out."""

    intent: str
    questions: int
    cells: tuple[Cell, ...]
    elsewhere: Cell


@dataclass(frozen=True)
class Confusion:
    """The rows stand in the order of the columns; `right` and `questions` count over all intents."""

    questions: int
    right: int
    intents: int
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]


def confusion(guesses: Sequence[Guess]) -> Confusion | None:
    """The confusions in the guesses; None where nothing was guessed."""
    if not guesses:
        return None
    counts = Counter((guess.intent, guess.taken_for) for guess in guesses)
    wrong = {pair: count for pair, count in counts.items() if pair[0] != pair[1]}
    totals = Counter(guess.intent for guess in guesses)
    involved: Counter[str] = Counter()
    for pair, count in wrong.items():
        involved.update(dict.fromkeys(pair, count))
    shown = sorted(
        intent for intent, _ in sorted(involved.items(), key=lambda item: (-item[1], item[0]))[:MOST_INTENTS]
    )
    rows = tuple(_row(intent, shown, counts, totals[intent]) for intent in shown)
    right = sum(count for (intent, taken), count in counts.items() if intent == taken)
    return Confusion(len(guesses), right, len(totals), rows, _pairs(guesses, wrong))


def _row(intent: str, shown: Sequence[str], counts: Counter[tuple[str, str]], total: int) -> Row:
    cells = [_cell(counts[intent, other], other == intent, total) for other in shown]
    rest = total - sum(cell.count for cell in cells)
    return Row(intent, total, tuple(cells), _cell(rest, False, total))


def _cell(count: int, right: bool, total: int) -> Cell:
    share = count / max(total, 1)
    # A few confusions matter as much as many right ones, so their colour deepens sooner.
    level = round(share * LEVELS) if right else min(LEVELS, 1 + int(share * 20))
    return Cell(count, right, level if count else 0)


def _pairs(guesses: Sequence[Guess], wrong: dict[tuple[str, str], int]) -> tuple[Pair, ...]:
    surest: dict[tuple[str, str], Guess] = {}
    for guess in sorted(guesses, key=lambda guess: guess.confidence):
        surest[guess.intent, guess.taken_for] = guess
    most = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:MOST_PAIRS]
    return tuple(Pair(*pair, count, surest[pair].text) for pair, count in most)
