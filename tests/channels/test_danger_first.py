"""Danger is answered while its conversation is held and while everyone waits, and stored afterwards."""

import asyncio
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels import exchange as module
from centreguide.channels.alarm import Alarm
from centreguide.channels.exchange import Replies, Said, exchange, settle
from centreguide.channels.turnstile import Busy, Turnstile
from tests.channels.test_exchange import CONVERSATION, Bot

DANGER = "he is not breathing"
CALL = {"text": "Call 999.", "kind": "urgent"}


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Bot:
    async def alarm(text: str, conversation: str, agent: Any) -> Alarm | None:
        return Alarm(CALL, {"text": text, "intent": {"name": "emergency"}}) if text == DANGER else None

    monkeypatch.setattr(module, "alarm", alarm)
    return Bot()


async def put(bot: Bot, text: str) -> list[Said]:
    def make(tracker: DialogueStateTracker | None) -> UserMessage:
        return UserMessage(text, Replies(), CONVERSATION, message_id="one")

    agent: Any = bot
    return await exchange(agent, CONVERSATION, "one", make, text)


def test_it_waits_for_no_message_before_it_and_is_stored_afterwards(bot: Bot) -> None:
    async def talk() -> None:
        async with bot.lock_store.lock(CONVERSATION):
            assert await put(bot, DANGER) == [CALL]
            assert bot.heard == []
        await settle()
        tracker = await bot.tracker_store.retrieve_full_tracker(CONVERSATION)
        assert tracker is not None
        assert [event.text for event in tracker.events if isinstance(event, UserUttered)] == [DANGER]

    asyncio.run(talk())


def test_it_is_answered_where_everyone_else_is_told_to_come_back(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Turnstile, "is_full", lambda self, who: True)

    async def talk() -> None:
        with pytest.raises(Busy):
            await put(bot, "where is it")
        assert await put(bot, DANGER) == [CALL]
        await settle()

    asyncio.run(talk())
