"""Danger goes first: it is looked for before anything is read, stored or queued, and answered at once."""

import asyncio
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.lock_store import LockError
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.answering import guard
from centreguide.answering.turn import Turn
from centreguide.heard import Heard
from centreguide.nlu.urgent.detector import ALONE, before
from centreguide.release.content import live
from centreguide.server.model import judge

_PATIENCE = 0.25
"""Seconds that reading the talk before may take: without it, a message is judged by itself."""


@dataclass(frozen=True)
class Alarm:
    """What is said to a message that shows danger, as actions give it, and what Rasa would have parsed."""

    said: dict[str, Any]
    parsed: dict[str, Any]


async def alarm(text: str, conversation: str, agent: Agent) -> Alarm | None:
    """The safety reply to a message that shows danger by itself, and in the talk that it is in; None for any other."""
    judging = judge(agent)
    if judging is None or not judging.may_be_urgent(text) or judging.judge(text).kind is None:
        return None
    verdict = judging.judge(text, before(await _talk(conversation, agent)))
    if verdict.kind is None:
        return None
    intent = {"name": verdict.kind, "confidence": verdict.confidence}
    parsed = {"text": text, "intent": intent, "intent_ranking": [intent], "entities": [], ALONE: verdict.alone}
    reply = guard.urgent(Turn(Heard.of(parsed)), live.get().wording)
    assert reply is not None, "kinds of danger are intents of the urgent family"
    return Alarm(reply.message(), parsed)


async def _talk(conversation: str, agent: Agent) -> DialogueStateTracker | None:
    try:
        return await asyncio.wait_for(agent.tracker_store.retrieve(conversation), _PATIENCE)
    except (asyncio.TimeoutError, LockError):
        return None
