"""The way of a message to its reply, stage by stage, in this order:

guard (danger, no words), settled (a button, what staff wrote, what is never answered: no ranking), read (its
questions), and for each question: refer (what it may mean), retrieve (how near each fact is), rank (how likely each is
the answer), decide (tell, offer, ask back, decline), unlisted (what no page names is said so), judge (yes, no, not
quite); then compose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from centreguide.answering.compose import Compose
from centreguide.answering.decide import decide
from centreguide.answering.features import FactTable, features
from centreguide.answering.guard import has_words, urgent
from centreguide.answering.judge import judge
from centreguide.answering.learning import Learned
from centreguide.answering.read import parts
from centreguide.answering.refer import follow, readings
from centreguide.answering.reply import Reply
from centreguide.answering.settled import settled
from centreguide.answering.turn import Part, Thread, Turn, Way
from centreguide.answering.unlisted import unlisted
from centreguide.answering.written import Written
from centreguide.encoder.runtime import Encode
from centreguide.knowledge.query import Knowledge
from centreguide.wording import Wording

Stage = Callable[[Part], Part]


@dataclass(frozen=True)
class Pipeline:
    """Answers from one release.

    Args:
        table: the knowledge's facts, ready for the ranker.
        written: what staff wrote as ways to ask and as examples.
        learned: what answers are found by.
        encode: texts to unit vectors.
    """

    knowledge: Knowledge
    wording: Wording
    table: FactTable
    written: Written
    learned: Learned
    encode: Encode

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What each question goes through, in order."""
        return (self.refer, self.retrieve, self.rank, self.decide, self.unlisted, self.judge)

    def reply(self, turn: Turn, today: date) -> Reply:
        """The reply to the turn."""
        compose = Compose(self.knowledge, self.wording, today)
        if (danger := urgent(turn, self.wording)) is not None:
            return danger
        if not has_words(turn):
            return compose.empty(turn.thread)
        turn = self.answered(replace(turn, personal=self._is_personal(turn)))
        return compose(turn, self.thread_after(turn))

    def answered(self, turn: Turn) -> Turn:
        """The turn with each of its questions decided, in the thread that the ones before it make."""
        if (whole := settled(turn, self.written, self.knowledge)) is not None:
            return turn.with_parts([self.judge(self._with_the_nearest(whole))])
        for part in parts(turn.heard):
            part = replace(part, thread=self.thread_after(turn))
            for stage in self.stages:
                part = stage(part)
            turn = turn.with_parts([*turn.parts, part])
        return turn

    def thread_after(self, turn: Turn) -> Thread:
        """The thread as the questions that are decided leave it."""
        thread = turn.thread
        for part in turn.parts:
            thread = self._follow(thread, part)
        return replace(thread, kind=thread.kind or turn.personal)

    def _with_the_nearest(self, part: Part) -> Part:
        """A part that is declined without a ranking, ranked all the same: what comes nearest can be offered."""
        return self.rank(self.retrieve(part)) if part.way is Way.DECLINE and not part.facts else part

    def _is_personal(self, turn: Turn) -> bool:
        return not turn.thread.kind and self.learned.kindness.is_due(turn.heard.corrected, self.encode)

    def refer(self, part: Part) -> Part:
        return readings(part, self.knowledge)

    def retrieve(self, part: Part) -> Part:
        assert part.readings is not None, "the question was read"
        texts = list(dict.fromkeys(part.readings.values()))
        found = dict(zip(texts, self.learned.retriever.look(texts, self.table.ids, self.encode), strict=True))
        return replace(part, found={name: found[text] for name, text in part.readings.items()})

    def rank(self, part: Part) -> Part:
        return replace(part, ranking=self.learned.ranker.rank(features(part, self.table)))

    def decide(self, part: Part) -> Part:
        return decide(part, self.table)

    def unlisted(self, part: Part) -> Part:
        return unlisted(part, self.knowledge)

    def judge(self, part: Part) -> Part:
        return judge(part, self.table)

    def _follow(self, thread: Thread, part: Part) -> Thread:
        if part.way is Way.CHAT:
            return thread
        if part.way is Way.CHOOSE:
            return thread.after(part.text, (), ())
        return follow(thread, part, [fact.id for fact in part.facts], self.knowledge)
