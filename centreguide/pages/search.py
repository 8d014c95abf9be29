"""Finds answers by words: those of their questions, what they say, and what people call their subjects."""

from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.lang.en.stop_words import STOP_WORDS

from centreguide.answering.written import plain
from centreguide.pages.questions import Answered

LONGEST_ASKED = 100
_LETTERS_FOR_A_SLIP, _MOST_SLIPS = 5, 2

IGNORED = " ".join(sorted({word for stop in STOP_WORDS for word in plain(stop).split()}))
"""Words by which nothing is found, since they are in any question."""
_IGNORED = frozenset(IGNORED.split())


class Search:
    """Looks in the answers as `questions.js` does in a browser: a test holds them together."""

    def __init__(self, answers: Iterable[Answered]) -> None:
        self._words = {answer.id: frozenset(_words(answer)) for answer in answers}
        self._known = sorted(frozenset().union(*self._words.values()))

    def found(self, asked: str) -> frozenset[str] | None:
        """The ids of the answers that have every word, typing slips allowed; None if there is nothing to look for."""
        telling = [word for word in plain(asked).split() if word not in _IGNORED]
        if not telling:
            return None
        meant = [self._meant(word) for word in telling]
        return frozenset(name for name, words in self._words.items() if all(words & alike for alike in meant))

    def _meant(self, word: str) -> frozenset[str]:
        """The known words that begin with it; if there are none, those that a slip or two make of it."""
        begun = frozenset(known for known in self._known if known.startswith(word))
        slips = min(_MOST_SLIPS, len(word) // _LETTERS_FOR_A_SLIP)
        if begun or not slips:
            return begun
        near = process.extract(word, self._known, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return frozenset(known for known, _, _ in near)


def _words(answer: Answered) -> Iterator[str]:
    for text in (answer.question, *answer.also, *answer.facts, answer.words):
        yield from plain(text).split()
