"""Danger, told from a message alone: its reply needs no conversation, no database and no queue."""

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from centreguide.answering import guard
from centreguide.answering.turn import Turn
from centreguide.channels.exchange import Said
from centreguide.heard import Heard
from centreguide.release.content import live


async def urgent(text: str, agent: Agent) -> list[Said] | None:
    """The safety reply, if the message alone shows danger."""
    parsed = await agent.processor.parse_message(UserMessage(text))
    intent = (parsed.get("intent") or {}).get("name") or ""
    reply = guard.urgent(Turn(Heard(text, text, intent)), live.get().wording)
    return [{"text": reply.text, "kind": reply.kind.value}] if reply else None
