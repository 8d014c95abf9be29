"""Puts a message to the bot while its conversation is held, and answers one that comes twice with the same replies."""

from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.off import refuse_if_off

Said = dict[str, Any]
"""What the bot said at once: `text`, `buttons`, and whatever else the action gave, such as `kind`."""

MakeMessage = Callable[[DialogueStateTracker | None], UserMessage]


class Replies(OutputChannel):
    """Collects what the bot says, whole."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    @classmethod
    def name(cls) -> str:
        """Rasa's name for an output channel; it has no effect here."""
        return "replies"

    async def send_response(self, recipient_id: str, message: Said) -> None:
        """Keeps the message."""
        self.said.append(message)


async def exchange(agent: Agent, conversation: str, message_id: str, make: MakeMessage) -> list[Said]:
    """The replies to a message; those of the first time, if one with this id was answered before.

    One that got no reply, for an action failed, is put again.

    Args:
        agent: A loaded agent.
        conversation: The tracker's key.
        message_id: The sender's own id for the message.
        make: Makes Rasa's message from the conversation so far, with `Replies` as its output channel; what it raises
            ends the exchange, and nothing is stored.

    Returns:
        What the bot said, in order; nothing if an action failed.

    Raises:
        Off: the bot is switched off.
    """
    async with agent.lock_store.lock(conversation):
        tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
        known = said_to(tracker, message_id)
        if known:
            return known
        message = make(tracker)
        await refuse_if_off(message, agent)
        await agent.processor.handle_message(message)
        replies: Replies = message.output_channel
        return replies.said


def said_to(tracker: DialogueStateTracker | None, message_id: str) -> list[Said]:
    """What the bot said to the message with this id; nothing if there was none, or it got no reply."""
    found: list[Said] = []
    meant = False
    for event in tracker.events if tracker else ():
        if isinstance(event, UserUttered):
            meant = event.message_id == message_id
        elif isinstance(event, BotUttered) and meant:
            found.append(event.message())
    return found
