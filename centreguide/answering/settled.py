"""What needs no ranking: a button, a choice from the list just offered, what staff wrote, what is never answered."""

from __future__ import annotations

from dataclasses import replace

from centreguide.answering.guard import guarded
from centreguide.answering.pointing import pointed_fact
from centreguide.answering.refer import readings
from centreguide.answering.turn import Part, Turn, Way
from centreguide.answering.unlisted import unlisted
from centreguide.answering.written import Written
from centreguide.heard import Segment
from centreguide.intents import Family, family
from centreguide.knowledge.query import Knowledge


def settled(turn: Turn, written: Written, knowledge: Knowledge) -> Part | None:
    """The whole message as one part that is decided; None where it has to be ranked."""
    due, by = _due(turn, written, knowledge)
    if due is None:
        return None
    part = readings(Part(_whole(turn), turn.heard.corrected, turn.thread, settled=by), knowledge)
    if (fact := knowledge.fact(due)) is not None:
        return replace(part, way=Way.TELL, facts=(fact,))
    way = Way.CHAT if family(due) is Family.SMALL_TALK else Way.DECLINE
    return unlisted(replace(part, way=way, kind=due), knowledge)


def _due(turn: Turn, written: Written, knowledge: Knowledge) -> tuple[str | None, str]:
    """The fact, or the kind of decline or small talk, and what settled it, in words."""
    heard = turn.heard
    if due := heard.fact or pointed_fact(heard.corrected, turn.thread, knowledge):
        return due, "a button"
    if not heard.segments and family(heard.intent) is Family.SMALL_TALK:
        return heard.intent, "a button"
    if due := written.due(heard.text, heard.corrected):
        return due, "what staff wrote"
    return guarded(turn), "NLU: it is sure that this must be declined"


def _whole(turn: Turn) -> Segment:
    segments = turn.heard.segments
    if len(segments) == 1:
        return segments[0]
    subjects = tuple(dict.fromkeys(name for segment in segments for name in segment.subjects))
    return Segment(turn.heard.corrected, subjects)
