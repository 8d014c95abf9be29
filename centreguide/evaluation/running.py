"""Puts the questions to the bot, and keeps what it replied, what it had understood and how long it took."""

import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from centreguide.evaluation import cases
from centreguide.evaluation.cases import Case, Turn, UrgentMessage
from centreguide.evaluation.marking import mark
from centreguide.heard import Heard as Message
from centreguide.heard import Likely, Segment
from centreguide.intents import Family, family

BROKEN = "broken"
"""What a message without danger is taken for where the bot breaks."""


class Partner(Protocol):
    """Whoever answers: `centreguide.bot.Bot`, or a stand-in."""

    def say(self, sender: str, text: str) -> list[dict[str, Any]]: ...

    def understand(self, text: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Heard:
    """One question of a message, as it was understood; `confidence` is from 0 to 1."""

    text: str
    intent: str
    confidence: float
    certainty: str
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Understood:
    """A message, as it was understood without the conversation before it.

    `answerable` is the confidence, from 0 to 1, of the likeliest intent that has answers.
    """

    intent: str = ""
    heard: tuple[Heard, ...] = ()
    answerable: float = 0.0


@dataclass(frozen=True)
class TurnResult:
    """What a turn gave; `why` says why it failed, and is None where it passed or wasn't judged."""

    said: str
    expected: str
    replies: tuple[str, ...]
    buttons: tuple[str, ...]
    why: str | None
    understood: Understood
    milliseconds: float | None

    @property
    def judged(self) -> bool:
        return self.expected != cases.ANY


@dataclass(frozen=True)
class CaseResult:
    """What a case gave: it passed where no turn failed."""

    file: str
    id: str
    tags: tuple[str, ...]
    turns: tuple[TurnResult, ...]

    @property
    def passed(self) -> bool:
        return all(turn.why is None for turn in self.turns)

    @property
    def failed(self) -> TurnResult | None:
        """The first turn that failed."""
        return next((turn for turn in self.turns if turn.why is not None), None)


@dataclass(frozen=True)
class UrgentResult:
    """What a message was taken for ("emergency", "crisis", BROKEN or None), beside what it is."""

    say: str
    danger: str | None
    taken_for: str | None


def run(
    bot: Partner, asked: Sequence[Case], tell: Callable[[int, int], None] = lambda done, of: None
) -> list[CaseResult]:
    """The results, in order; a bot that breaks fails the case and no more. `tell` hears how many cases are done."""
    results = []
    for done, case in enumerate(asked, 1):
        sender = f"evaluation-{uuid.uuid4().hex}"
        turns = tuple(_turn(bot, sender, turn, case.tags) for turn in case.turns)
        results.append(CaseResult(case.file, case.id, case.tags, turns))
        tell(done, len(asked))
    return results


def run_urgent(bot: Partner, messages: Iterable[UrgentMessage]) -> list[UrgentResult]:
    """What each message was taken for, each on its own; where the bot breaks, that is wrong."""
    return [UrgentResult(message.say, message.danger, _taken_for(bot, message)) for message in messages]


def understood(parse: Mapping[str, Any]) -> Understood:
    """Rasa's parse data with the segments, in short."""
    heard = Message.of(parse)
    intent = parse.get("intent") or {}
    whole = tuple(
        (str(each.get("name")), float(each.get("confidence") or 0.0))
        for each in parse.get("intent_ranking") or [intent]
    )
    rankings: list[Likely] = [segment.intents for segment in heard.segments] or [whole]
    scores = [answerable(ranking) for ranking in rankings]
    return Understood(str(intent.get("name") or ""), tuple(map(_heard, heard.segments)), max(scores, default=0.0))


def _turn(bot: Partner, sender: str, turn: Turn, tags: Sequence[str]) -> TurnResult:
    began = time.perf_counter()
    milliseconds = None
    replies: list[dict[str, Any]] = []
    meaning = Understood()
    try:
        replies = bot.say(sender, turn.say)
        milliseconds = (time.perf_counter() - began) * 1000
        meaning = understood(bot.understand(turn.say))
        why = mark(turn, tags, replies)
    except Exception as error:
        why = f"the bot broke: {type(error).__name__}: {error}"
    texts = tuple(str(reply["text"]) for reply in replies if reply.get("text"))
    buttons = tuple(str(button.get("title", "")) for reply in replies for button in reply.get("buttons") or ())
    return TurnResult(turn.say, turn.expect, texts, buttons, why, meaning, milliseconds)


def _taken_for(bot: Partner, message: UrgentMessage) -> str | None:
    try:
        intent = str((bot.understand(message.say).get("intent") or {}).get("name"))
    except Exception:
        return BROKEN if message.danger is None else None
    return intent if family(intent) is Family.URGENT else None


def _heard(segment: Segment) -> Heard:
    confidence = segment.intents[0][1] if segment.intents else 0.0
    return Heard(segment.text, segment.intent, confidence, segment.certainty, segment.subjects)


def answerable(ranking: Iterable[tuple[str, float]]) -> float:
    """The confidence of the likeliest intent in a ranking that has answers."""
    return max((likely for name, likely in ranking if family(name) is Family.QUESTION), default=0.0)
