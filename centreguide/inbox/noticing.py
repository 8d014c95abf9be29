"""Sees, when a turn of a conversation is saved, what of it staff should know: what wasn't answered, or not well."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide import names
from centreguide.channels.website.transcript import RATING, REASON
from centreguide.heard import Heard, Segment
from centreguide.inbox.inbox import EXPLAINED, Inbox, Reason, has_words
from centreguide.intents import GUARDED, Family, kinds
from centreguide.language import pattern

logger = logging.getLogger(__name__)

ANSWER, ASKED_BACK, DECLINE, URGENT = "answer", "question", "decline", "urgent"
"""The kinds of replies, as actions give them."""
UNSURE = "unsure"
"""What actions set on a reply that tells the nearest, without being sure that it is what was asked."""

_FEEDBACK = "feedback_bad"
_NO_HELP = EXPLAINED | {Reason.UNHELPFUL}
_NEVER = GUARDED | {names.EMERGENCY, names.CRISIS, "oos_gibberish"}
_FEWEST_WORDS = 3
_REMEMBERED = 10_000


@dataclass(frozen=True)
class Noticed:
    """A question for the inbox, as it was typed, with the id of the message that it was in."""

    message: str
    text: str
    reason: Reason
    intent: str


def notice(tracker: DialogueStateTracker) -> tuple[Noticed, ...]:
    """What is worth keeping of the last turn: mostly nothing.

    Nothing of danger, records, medical advice, small talk or buttons; and nothing more once danger was spoken of.
    """
    turns = _turns(tracker)
    if not turns or any(URGENT in turn.kinds for turn in turns):
        return ()
    turn, before = turns[-1], turns[:-1]
    rating = turn.message.metadata.get(RATING)
    if rating:
        rated = rating["reply"].rpartition(".")[0]
        asked = (other for other in before if other.message.message_id == rated and not rating["helpful"])
    elif turn.intent == _FEEDBACK:
        asked = (other for other in reversed(before) if other.asks)
    else:
        return tuple(_unanswered(turn)) if turn.may_be_kept else ()
    why = Reason(rating.get(REASON) or Reason.UNHELPFUL) if rating else Reason.UNHELPFUL
    return _unhelpful(next(asked, None), why)


class Noticing(TrackerStore):
    """A tracker store that takes what is noticed in a saved turn into the inbox, in a thread, once a message."""

    def __init__(self, store: TrackerStore, inbox: Inbox) -> None:
        self._store, self._inbox = store, inbox
        self._thread = ThreadPoolExecutor(1, "inbox")
        self._taken: dict[str, _Taken] = {}
        super().__init__(store.domain, store.event_broker)

    @property
    def domain(self) -> Domain:
        """The domain of the store inside, which Rasa sets when it loads a model."""
        return self._store.domain

    @domain.setter
    def domain(self, domain: Domain) -> None:
        self._store.domain = domain

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session, from the store inside."""
        return await self._store.retrieve(sender_id)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The tracker of all sessions, from the store inside."""
        return await self._store.retrieve_full_tracker(conversation_id)

    async def keys(self) -> Iterable[str]:
        """The keys of the store inside."""
        keys: Iterable[str] = await self._store.keys()
        return keys

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves the tracker in the store inside, and then sees whether the last turn is one for the inbox."""
        await self._store.save(tracker)
        try:
            # All are looked at first: a message may have several new questions in it.
            for noticed in list(filter(self._is_new, notice(tracker))):
                self._take(noticed)
        except Exception as error:
            _log(error)

    def close(self) -> None:
        """Waits for what was noticed last to be in the inbox."""
        self._thread.shutdown()

    def _is_new(self, noticed: Noticed) -> bool:
        """Whether it wasn't taken before; an unsure answer may turn out no help, and the visitor may say why."""
        if (taken := self._taken.get(noticed.message)) is None:
            return True
        if taken.reason is Reason.UNSURE:
            return noticed.reason in _NO_HELP
        return taken.reason in _NO_HELP and noticed.reason in EXPLAINED - {taken.reason}

    def _take(self, noticed: Noticed) -> None:
        taken = self._taken.get(noticed.message)
        before = taken.question if taken and taken.reason in _NO_HELP else None
        self._taken[noticed.message] = _Taken(noticed.reason, self._thread.submit(self._note, noticed, before))
        while len(self._taken) > _REMEMBERED:
            del self._taken[next(iter(self._taken))]

    def _note(self, noticed: Noticed, before: "Future[int | None] | None") -> int | None:
        """Its id in the inbox: that of `before`, which was the same question found unhelpful without a reason."""
        try:
            known = before.result() if before else None
            if known is None:
                return self._inbox.note(noticed.text, noticed.reason, noticed.intent)
            self._inbox.explain(known, noticed.reason)
        except Exception as error:
            _log(error)
            return None
        return known


@dataclass(frozen=True)
class _Taken:
    """Why a message's question was last taken into the inbox, and its id there once it is."""

    reason: Reason
    question: "Future[int | None]"


def _log(error: Exception) -> None:
    # Its text may hold what the visitor said.
    logger.error("A question couldn't be taken into the inbox: %s", type(error).__name__)


@dataclass(frozen=True)
class _Turn:
    """A visitor's message and the kinds of the replies to it."""

    message: UserUttered
    kinds: frozenset[str]

    @property
    def parsed(self) -> dict[str, Any]:
        return dict(self.message.parse_data)

    @property
    def intent(self) -> str:
        return self.heard.intent

    @property
    def heard(self) -> Heard:
        return Heard.of(self.parsed)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The questions in it; one of all of it, where NLU gave none."""
        return self.heard.segments or (Segment(self.message.text or "", intents=((self.intent, 1.0),)),)

    @property
    def asks(self) -> bool:
        return bool(self.kinds & {ANSWER, ASKED_BACK, DECLINE})

    @property
    def may_be_kept(self) -> bool:
        """Whether it was typed, asks something, and isn't likely to be of what is never kept."""
        text = self.message.text or ""
        return self.asks and not text.startswith("/") and has_words(text) and not (self._likely & _NEVER)

    @property
    def _likely(self) -> set[str]:
        """What it and each of its questions were taken for, and would be next."""
        ranked = [str(one["name"]) for one in self.parsed.get("intent_ranking") or [] if one["name"] != names.FALLBACK]
        first = [name for segment in self.segments for name, _ in segment.intents[:1]]
        return {self.intent, *ranked[:1], *first, *(segment.intent for segment in self.segments)}


def _turns(tracker: DialogueStateTracker) -> list[_Turn]:
    """The answered messages, the oldest first."""
    said: list[tuple[UserUttered, set[str]]] = []
    for event in tracker.events:
        if isinstance(event, UserUttered):
            said.append((event, set()))
        elif isinstance(event, BotUttered) and said:
            said[-1][1].add(str(event.metadata.get("kind") or ""))
            said[-1][1].update([UNSURE] if event.metadata.get(UNSURE) else [])
    return [_Turn(message, frozenset(kinds)) for message, kinds in said if kinds]


def _unhelpful(turn: _Turn | None, why: Reason) -> tuple[Noticed, ...]:
    if turn is None or not turn.may_be_kept:
        return ()
    return (Noticed(_id(turn), turn.message.text or "", why, turn.intent),)


def _unanswered(turn: _Turn) -> Iterator[Noticed]:
    """The questions of a message that got no answer, or one that nobody was sure of."""
    segments = turn.segments
    asked = any(segment.act is Family.QUESTION for segment in segments)
    for segment in segments:
        reason = _reason(segment, turn.kinds, asked)
        text = (turn.message.text or "") if len(segments) == 1 else f"{segment.story} {segment.text}".strip()
        if reason and not _says_nothing_alone(text, segment.intent):
            yield Noticed(_id(turn), text, reason, segment.intent)


def _reason(segment: Segment, done: frozenset[str], asked: bool) -> Reason | None:
    """Why a question is kept.

    Args:
        done: the kinds of the replies.
        asked: whether the message has a question for the knowledge; beside it, what wasn't understood isn't looked at.
    """
    if segment.act in (Family.SMALL_TALK, Family.URGENT) or segment.intent in kinds("for_more"):
        return None
    if ANSWER in done:
        if segment.act is Family.DECLINED and asked:
            return Reason.UNKNOWN if segment.intent == names.FALLBACK else Reason.DECLINED
        return Reason.UNSURE if UNSURE in done else None
    if ASKED_BACK in done:
        return Reason.ASKED_BACK
    return Reason.DECLINED if segment.act is Family.DECLINED and segment.intent != names.FALLBACK else Reason.UNKNOWN


def _says_nothing_alone(text: str, intent: str) -> bool:
    points = intent in kinds("of_the_talk") or pattern("pointing").search(text)
    return len(text.split()) < _FEWEST_WORDS and bool(points)


def _id(turn: _Turn) -> str:
    return str(turn.message.message_id)
