"""Takes each message once, answers it, and puts the reply into the outbox; danger first, and whatever is in the way."""

import functools
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.alarm import alarm
from centreguide.channels.buttons import button_id, offered, parse_payload
from centreguide.channels.exchange import Replies, Said, exchange
from centreguide.channels.incoming import LONGEST_TEXT, clean, not_understood
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Known, Outbox
from centreguide.channels.messaging.platform import Part, Platform, Received
from centreguide.channels.messaging.postman import Postman
from centreguide.channels.off import Off
from centreguide.channels.rates import MESSAGES, Rates
from centreguide.release.content import live
from centreguide.wording import Wording

logger = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that a message waits for the outbox before the platform is asked to deliver it again."""

HURRY = 0.25
"""Seconds that danger waits for the outbox before its reply goes out without."""

STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit"})
START, HELP, MORE = frozenset({"start", "unstop"}), frozenset({"help", "info"}), frozenset({"more"})


class Taking:
    """A platform's messages. Their conversations are keyed hashes; nothing of a sender is in a tracker or a log."""

    def __init__(self, platform: Platform, identity: Identity, desk: Desk, postman: Postman, rates: Rates) -> None:
        self._platform, self._identity, self._desk, self._postman = platform, identity, desk, postman
        self._rates = rates

    async def take(self, message: Received, agent: Agent) -> None:
        """Has a message answered; one that was taken before is left alone.

        Raises:
            TooMany: The visitor has written too much in this minute.
            Busy: The bot has too much to do.
            sqlite3.Error: The outbox can't be used now.
            TryLater, Undeliverable: Nor can the platform, which danger is answered on at once.
        """
        channel = self._platform.name
        conversation = self._identity.conversation(channel, message.sender)
        keys = self._keys(message)
        known = await self._known_at_once(keys, conversation)
        if known and known.taken:
            return
        word = clean(message.text or "").lower().strip(" .!")
        danger = await self._danger(message, word, conversation, agent)
        if danger:
            await self._warn(message, keys, conversation, danger, agent)
            return
        self._rates.count(MESSAGES, conversation)
        if known is None:
            known = await self._desk.do(PATIENCE, Outbox.known, keys, conversation)
            if known.taken:
                return
        wording = live.get().wording
        parts: Sequence[Part] = known.rest if self._platform.at_once and word in MORE else ()
        if not parts:
            said = await self._without_rasa(message, word, conversation, known, wording)
            if said is None:
                said = await self._exchanged(message, keys[0], conversation, agent, wording)
            parts = self._platform.render(said, wording) if said else ()
        await self._put(PATIENCE, message, keys, conversation, parts)

    def _keys(self, message: Received) -> tuple[str, ...]:
        """What the message is known by: its id, and what it was signed with where that could stand for another id."""
        channel = self._platform.name
        key = self._identity.message(channel, message.sender, message.id)
        if message.signature is None:
            return (key,)
        return key, self._identity.message(channel, "signature", message.signature)

    async def _known_at_once(self, keys: tuple[str, ...], conversation: str) -> Known | None:
        """What the outbox knows, if it can be asked without waiting."""
        if keys[0] in self._postman.ledger:
            return Known(taken=True)
        with suppress(sqlite3.Error):
            return await self._desk.do(HURRY, Outbox.known, keys, conversation)
        return None

    async def _danger(self, message: Received, word: str, conversation: str, agent: Agent) -> list[Said] | None:
        """The safety reply to what was typed, unless it is a word that has its own meaning on this platform."""
        text = clean(message.text or "")
        if message.button or not text or (self._platform.keywords and word in STOP | START | HELP):
            return None
        found = await alarm(text, conversation, agent)
        return [found.said] if found else None

    async def _warn(
        self, message: Received, keys: tuple[str, ...], conversation: str, danger: list[Said], agent: Agent
    ) -> None:
        """Answers danger, to a visitor who said stop too, and past the outbox where that can't take the reply."""
        parts = self._platform.render(danger, live.get().wording)
        try:
            await self._put(HURRY, message, keys, conversation, parts)
        except sqlite3.Error:
            await self._deliver_now(message, keys, conversation, parts)
        make = functools.partial(_user_message, message, keys[0], conversation, agent, self._platform)
        try:
            await exchange(agent, conversation, keys[0], make, clean(message.text or ""))
        except Exception:
            # It was for the conversation alone: what is asked next is understood better with it.
            logger.exception("A message of %s was answered and couldn't be kept", self._platform.name)

    async def _deliver_now(
        self, message: Received, keys: tuple[str, ...], conversation: str, parts: Sequence[Part]
    ) -> None:
        ledger, channel = self._postman.ledger, self._platform.name
        address = self._identity.sealed(message.sender)
        ledger.owe(keys[0], lambda outbox: outbox.put(keys, channel, conversation, address, ()))
        try:
            await self._postman.deliver_now(channel, message.sender, parts)
        except BaseException:
            ledger.forget(keys[0])
            raise
        logger.warning("A safety reply on %s went out past the outbox, which can't be used now", channel)

    async def _exchanged(
        self, message: Received, key: str, conversation: str, agent: Agent, wording: Wording
    ) -> list[Said]:
        make = functools.partial(_user_message, message, key, conversation, agent, self._platform)
        try:
            return await exchange(agent, conversation, key, make) or [{"text": wording.channels["failed"]}]
        except Off as off:
            return [{"text": str(off)}]

    async def _put(
        self, patience: float, message: Received, keys: tuple[str, ...], conversation: str, parts: Sequence[Part]
    ) -> None:
        first = self._platform.at_once or len(parts)
        address = self._identity.sealed(message.sender)
        channel = self._platform.name
        await self._desk.do(patience, Outbox.put, keys, channel, conversation, address, parts[:first], parts[first:])
        self._postman.wake()

    async def _without_rasa(
        self, message: Received, word: str, conversation: str, known: Known, wording: Wording
    ) -> list[Said] | None:
        """What is said to a message that is no question, nothing to a visitor who said stop; None for a question."""
        told = wording.channels
        if self._platform.keywords and word in STOP:
            await self._desk.do(PATIENCE, Outbox.stop, conversation)
            return [{"text": told["stopped"]}]
        if self._platform.keywords and word in START:
            await self._desk.do(PATIENCE, Outbox.start, conversation)
            return [{"text": told["started"]}]
        if known.stopped:
            return []
        if self._platform.keywords and word in HELP:
            return [{"text": told["help"]}]
        if message.text is None and message.button is None:
            return [{"text": told["not_text"]}]
        if len(message.text or "") > LONGEST_TEXT:
            return [{"text": told["too_long"]}]
        if self._platform.at_once and word in MORE:
            return [{"text": told["no_more"]}]
        return None


def _user_message(
    message: Received,
    key: str,
    conversation: str,
    agent: Agent,
    platform: Platform,
    tracker: DialogueStateTracker | None,
) -> UserMessage:
    """Rasa's message. A press, or a choice's number where choices are numbered, is the button that was offered."""
    buttons = offered(tracker)
    text = clean(message.text or "")
    payload = next((one["payload"] for one in buttons if button_id(one["payload"]) == message.button), None)
    if payload is None and platform.numbered and text.rstrip(".)").isdecimal():
        choices = offered(tracker, reach=1)
        number = int(text.rstrip(".)"))
        payload = choices[number - 1]["payload"] if 1 <= number <= len(choices) else None
    parsed = parse_payload(payload, agent.domain) if payload else None
    if parsed is None and not text:
        parsed = not_understood()
    return UserMessage(
        payload if payload and parsed else text,
        Replies(),
        conversation,
        parsed,
        input_channel=platform.name,
        message_id=key,
    )
