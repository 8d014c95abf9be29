"""Tells in plain words how a reply came about: each stage's outcome, as staff and tests see it."""

from __future__ import annotations

from collections.abc import Iterator

from centreguide.answering.features import features
from centreguide.answering.guard import urgent
from centreguide.answering.pipeline import Pipeline
from centreguide.answering.ranker import ASK_BACK, CHAT, DECLINE
from centreguide.answering.turn import Part, Turn, Verdict, Way

MOST_FACTS = 5
_DONE = {
    Way.TELL: "It tells",
    Way.OFFER: "It isn't sure, and tells as the nearest",
    Way.CHOOSE: "It asks which is meant",
    Way.DECLINE: "It declines",
    Way.CHAT: "It chats",
}


def explain(turn: Turn, pipeline: Pipeline) -> Iterator[str]:
    """A line for each thing that led to the reply."""
    heard, thread = turn.heard, turn.thread
    if heard.corrected != heard.text:
        yield f"Read as: {heard.corrected}"
    yield f"Kind of question, by NLU: {heard.intent}"
    if thread.asked:
        yield f"Spoken of before: {', '.join(thread.subjects) or 'nothing'} (the last question: {thread.asked})"
    if urgent(turn, pipeline.wording) is not None:
        yield "It is danger: nothing else is looked at."
        return
    for part in pipeline.answered(turn).parts:
        yield from _part(part, pipeline)


def _part(part: Part, pipeline: Pipeline) -> Iterator[str]:
    yield f"Question: {part.text}"
    if part.subjects:
        yield f"  It names: {', '.join(part.subjects)}"
    if part.settled:
        yield f"  Settled by {part.settled}."
    yield from (f"  Reading, {name}: {text}" for name, text in (part.readings or {}).items())
    if part.ranking is not None:
        yield from _ranked(part, pipeline)
    assert part.way is not None, "the part is decided"
    yield f"  {_DONE[part.way]}: {', '.join(fact.id for fact in part.facts) or part.kind or part.missing}"
    if part.missing:
        yield f"  No page names {part.missing}."
    if part.verdict is not Verdict.NONE:
        yield f"  It opens with: {part.verdict.value}"


def _ranked(part: Part, pipeline: Pipeline) -> Iterator[str]:
    assert part.ranking is not None, "the facts were ranked"
    seen = features(part, pipeline.table)
    for place in part.ranking.order[:MOST_FACTS]:
        reasons = pipeline.learned.ranker.reasons(seen, int(place))
        told = "; ".join(f"{name} ({weight:+.1f})" for name, weight in reasons)
        yield f"  {part.ranking.facts[place]:.0%} {pipeline.table.ids[place]}: {told}"
    no = part.ranking.refusals
    yield f"  {no[DECLINE]:.0%} the page doesn't say, {no[CHAT]:.0%} small talk, {no[ASK_BACK]:.0%} unclear"
