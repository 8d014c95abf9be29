"""Puts a message to the bot in its turn, and answers one that comes twice with the same replies; danger goes first."""

import asyncio
import functools
import logging
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.alarm import Alarm, alarm
from centreguide.channels.off import refuse_if_off
from centreguide.channels.turnstile import Turnstile
from centreguide.metrics import SECONDS

logger = logging.getLogger(__name__)

Said = dict[str, Any]
"""What the bot said at once: `text`, `buttons`, and whatever else the action gave, such as `kind`."""

turnstile = Turnstile()
"""The one that all channels of this process go through."""

_storing: set[asyncio.Task[list[Said]]] = set()

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


async def exchange(
    agent: Agent, conversation: str, message_id: str, make: MakeMessage, typed: str = "", who: str | None = None
) -> list[Said]:
    """The replies to a message; those of the first time, if one with this id was answered before.

    One that got no reply, for an action failed, is put again. Danger is answered at once, and stored afterwards.

    Args:
        agent: A loaded agent.
        conversation: The tracker's key.
        message_id: The sender's own id for the message.
        make: Makes Rasa's message from the conversation so far, with `Replies` as its output channel; what it raises
            ends the exchange, and nothing is stored.
        typed: What the visitor typed; empty for a button.
        who: Whose work it counts as; the conversation's, if None.

    Returns:
        What the bot said, in order; nothing if an action failed.

    Raises:
        Off: the bot is switched off.
        Busy: there is too much to do; nothing was stored.
    """
    with SECONDS.labels("whole").time():
        if typed and (found := await alarm(typed, conversation, agent)):
            _later(_put(agent, conversation, message_id, make, found))
            return [found.said]
        turn = functools.partial(turnstile.turn, who or conversation)
        if turnstile.is_full(who or conversation):
            raise turnstile.refusal()
        return await _put(agent, conversation, message_id, make, turn=turn)


async def _put(
    agent: Agent,
    conversation: str,
    message_id: str,
    make: MakeMessage,
    found: Alarm | None = None,
    turn: Callable[[], AbstractAsyncContextManager[None]] = nullcontext,
) -> list[Said]:
    """Puts the message, once it has its turn; an alarm needs none."""
    async with agent.lock_store.lock(conversation):
        with SECONDS.labels("conversation").time():
            tracker = await agent.tracker_store.retrieve_full_tracker(conversation)
        known = said_to(tracker, message_id)
        if known:
            return known
        message = make(tracker)
        if found:
            message.parse_data = found.parsed
        async with turn():
            await refuse_if_off(message, agent)
            await agent.processor.handle_message(message)
        replies: Replies = message.output_channel
        return replies.said


def _later(storing: Coroutine[Any, Any, list[Said]]) -> None:
    """Stores what was answered already; where that fails, the conversation goes on without it."""
    task = asyncio.create_task(storing)
    _storing.add(task)
    task.add_done_callback(_stored)


def _stored(task: asyncio.Task[list[Said]]) -> None:
    _storing.discard(task)
    if not task.cancelled() and (error := task.exception()):
        logger.error("A message that was answered at once couldn't be stored: %s", type(error).__name__)


async def settle() -> None:
    """Waits until all that was answered at once is stored."""
    await asyncio.gather(*_storing, return_exceptions=True)


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
