"""The off switch: while staff have switched the bot off, only danger to life is answered."""

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from centreguide.intents import Family, family
from centreguide.release.content import live


class Off(Exception):
    """The bot is switched off; the text is the trust's message to visitors."""


async def refuse_if_off(message: UserMessage, agent: Agent) -> None:
    """Lets a message through while the bot is on, or where it tells of danger to life.

    Raises:
        Off: the bot is switched off; nothing was stored.
    """
    told = live.off
    if told is None:
        return
    if message.parse_data is None:
        message.parse_data = await agent.processor.parse_message(message)
    intent = (message.parse_data.get("intent") or {}).get("name") or ""
    if family(intent) is not Family.URGENT:
        raise Off(told)
