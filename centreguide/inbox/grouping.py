"""Groups questions by meaning, so that one that many ask counts as many."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from centreguide.content.texts import plain
from centreguide.encoder.runtime import DIMENSIONS, Vectors
from centreguide.inbox.inbox import Question, Reason
from centreguide.inbox.placeholders import ANY

NEAR, NEAR_ASIDE = 0.5, 0.6
"""Cosine to the middle of a group from which a question belongs to it; to one that was set aside, which hides it."""

_UNKNOWN = frozenset({Reason.UNKNOWN, Reason.ASKED_BACK})


@dataclass(frozen=True)
class Group:
    """Questions of one meaning, the oldest first. It is known by the id of its oldest question.

    One that comes later never changes which of those before belong together.

    Attributes:
        title: The most central of the wordings.
        middle: The mean of the wordings' vectors, of length 1.
    """

    questions: tuple[Question, ...]
    title: str
    middle: Vectors

    @property
    def id(self) -> int:
        return self.questions[0].id

    @property
    def count(self) -> int:
        return len(self.questions)

    @property
    def first(self) -> date:
        return min(question.day for question in self.questions)

    @property
    def last(self) -> date:
        return max(question.day for question in self.questions)

    @property
    def wordings(self) -> list[str]:
        """The different texts, in the order in which they first came: a new one doesn't change the others' places."""
        found: dict[str, str] = {}
        for question in self.questions:
            found.setdefault(plain(question.text), question.text)
        return list(found.values())

    def times(self, wording: str) -> int:
        """How often it was asked in these words."""
        return sum(plain(question.text) == plain(wording) for question in self.questions)

    @property
    def reasons(self) -> Counter[tuple[Reason, str]]:
        """How often each reason was why; with the intent for what is declined on purpose."""
        return Counter(
            (question.reason, question.intent if question.reason is Reason.DECLINED else "")
            for question in self.questions
        )

    @property
    def is_unknown(self) -> bool:
        """Whether the bot mostly had no answer, rather than one that says why not or one that may be wrong."""
        return 2 * sum(question.reason in _UNKNOWN for question in self.questions) >= self.count


def grouped(questions: Sequence[Question], aside: Iterable[Question] = ()) -> list[Group]:
    """The groups, those that the bot didn't know first and then by count; without what was set aside in other words.

    Args:
        questions: In the order of their ids.
        aside: What was set aside, with the groups that it was in.
    """
    middles = _Middles(aside)
    hidden = middles.count
    members: list[list[Question]] = []
    for question in questions:
        place = middles.place(question.vector, plain(question.text)) - hidden
        if place == len(members):
            members.append([])
        if place >= 0:
            members[place].append(question)
    groups = [_group(found) for found in members]
    return sorted(groups, key=lambda group: (not group.is_unknown, -group.count, group.id))


def closed(questions: Iterable[Question]) -> list[Group]:
    """The groups in which questions were closed, as far as their text is still kept."""
    by_group: dict[int | None, list[Question]] = {}
    for question in questions:
        if question.text:
            by_group.setdefault(question.group, []).append(question)
    return [_group(found) for found in by_group.values()]


class _Middles:
    """The middle of each group, as it grows; the first ones are of what was set aside, and stay."""

    def __init__(self, aside: Iterable[Question]) -> None:
        self._sums: Vectors = np.zeros((64, DIMENSIONS), dtype=np.float32)
        self._lengths: Vectors = np.ones(64, dtype=np.float32)
        self._places: dict[str, int] = {}
        self.count = 0
        by_group: dict[int | None, list[Question]] = {}
        for question in aside:
            by_group.setdefault(question.group, []).append(question)
        for found in by_group.values():
            self._add(_mean(found))
        self._fixed = self.count

    def place(self, vector: Vectors, words: str) -> int:
        """The number of the question's group, a new one where it is near to none; the same words stay together."""
        if words in self._places:
            return self._places[words]
        near = self._sums[: self.count] @ vector / self._lengths[: self.count]
        near[: self._fixed][near[: self._fixed] < NEAR_ASIDE] = 0
        place = int(near.argmax()) if self.count else -1
        if place < 0 or near[place] < NEAR:
            place = self._add(vector)
        elif place >= self._fixed:
            self._sums[place] += vector
            self._lengths[place] = np.linalg.norm(self._sums[place])
        self._places[words] = place
        return place

    def _add(self, vector: Vectors) -> int:
        if self.count == len(self._sums):
            self._sums = np.vstack([self._sums, np.zeros_like(self._sums)])
            self._lengths = np.concatenate([self._lengths, np.ones_like(self._lengths)])
        self._sums[self.count] = vector
        self._lengths[self.count] = np.linalg.norm(vector)
        self.count += 1
        return self.count - 1


def _mean(questions: Sequence[Question]) -> Vectors:
    """The mean of the different vectors, of length 1."""
    vectors = np.array(list({question.vector.tobytes(): question.vector for question in questions}.values()))
    mean: Vectors = vectors.mean(axis=0)
    return mean / np.linalg.norm(mean)


def _group(questions: Sequence[Question]) -> Group:
    middle = _mean(questions)
    clean = [question for question in questions if not ANY.search(question.text)] or questions
    central = max(clean, key=lambda question: float(question.vector @ middle))
    return Group(tuple(questions), central.text, middle)
