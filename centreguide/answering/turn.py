"""A turn on its way from a message to its reply, and the thread of the conversation that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from centreguide.heard import Heard, Segment
from centreguide.knowledge.model import Fact

if TYPE_CHECKING:
    from centreguide.answering.ranker import Ranking
    from centreguide.answering.reply import Reply
    from centreguide.answering.retriever import Found


@dataclass(frozen=True)
class Thread:
    """What the conversation was about; empty at the start and after an hour.

    Args:
        subjects: ids of what was spoken of last.
        asked: the last question, answered or not.
        told: ids of all facts said, the latest last.
        leads: those of them that led an answer.
        just: the leads of the last answer; none after a decline.
        offered: ids of the facts that the last reply's buttons ask for, in order.
        kind: a kind word was said: once is enough.
    """

    subjects: tuple[str, ...] = ()
    asked: str = ""
    told: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    just: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    kind: bool = False

    def after(self, question: str, subjects: Sequence[str], told: Sequence[str]) -> Thread:
        """The thread after a question that was answered by these facts, or declined."""
        lead = tuple(told[:1])
        return replace(
            self,
            subjects=tuple(subjects) or self.subjects,
            asked=question,
            told=_latest(self.told, told),
            leads=_latest(self.leads, lead),
            just=lead,
            offered=(),
        )

    def state(self) -> dict[str, Any]:
        """As a slot holds it."""
        return asdict(self)

    @classmethod
    def restored(cls, state: Mapping[str, Any] | None) -> Thread:
        """What gave this state; empty where another version of the program gave it."""
        known = {field.name for field in fields(cls)}
        if not isinstance(state, Mapping) or not set(state) <= known:
            return cls()
        texts: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in state.items()}
        return cls(**texts)


_REMEMBERED = 12


def _latest(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    return (*(name for name in before if name not in now), *now)[-_REMEMBERED:]


class Way(Enum):
    """What is done with a question."""

    TELL = "tell"
    OFFER = "offer"
    """Tells what is nearest, as that."""
    CHOOSE = "choose"
    """Asks which of some facts is meant."""
    DECLINE = "decline"
    CHAT = "chat"


class Verdict(Enum):
    """What the answer to a yes/no question opens with; NONE where the fact alone is the answer."""

    YES = "yes"
    NO = "no"
    NOT_QUITE = "not_quite"
    NONE = "none"


@dataclass(frozen=True)
class Part:
    """One question of the message on its way.

    Args:
        question: what was understood of it.
        whole: what the message says of it, its story included.
        thread: what it stands in: the conversation before the message, and the parts before this one.
        subjects: what it names, two that together mean a third made one.
        readings: what it may mean, by the readings' names.
        found: how near each fact is under each reading.
        ranking: how likely each fact is to answer it, and each kind of no.
        way: what is done with it; `facts` are what is said or offered, the best first.
        kind: of the decline or the small talk.
        missing: a subject that it names and no page does.
        verdict: what a yes/no question gets.
        settled: what decided without a ranking, in words.
    """

    question: Segment
    whole: str
    thread: Thread = Thread()
    subjects: tuple[str, ...] = ()
    readings: Mapping[str, str] | None = None
    found: Mapping[str, Found] | None = None
    ranking: Ranking | None = None
    way: Way | None = None
    facts: tuple[Fact, ...] = ()
    kind: str = ""
    missing: str | None = None
    verdict: Verdict = Verdict.NONE
    settled: str = ""

    @property
    def text(self) -> str:
        return self.question.text


@dataclass(frozen=True)
class Turn:
    """A message, the thread that it stands in, what the bot said last, and its questions on their way.

    `personal` is set where it tells of illness or fear.
    """

    heard: Heard
    thread: Thread = Thread()
    last_reply: Reply | None = None
    parts: tuple[Part, ...] = ()
    personal: bool = False

    def with_parts(self, parts: Sequence[Part]) -> Turn:
        return replace(self, parts=tuple(parts))
