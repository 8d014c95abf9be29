"""Messages with an id, put to a bot that is as small as can be: it says what it heard, or fails."""

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.exchange import Replies, Said, exchange
from centreguide.server.locks import QueueingLockStore

CONVERSATION = "website-a"


class Bot:
    """An agent and its processor in one; it counts what it was asked, and can be made to fail or to start anew."""

    def __init__(self) -> None:
        self.tracker_store = InMemoryTrackerStore(Domain.empty())
        self.lock_store = QueueingLockStore()
        self.processor = SimpleNamespace(handle_message=self.handle)
        self.heard: list[str] = []
        self.fails = False

    async def handle(self, message: UserMessage) -> None:
        self.heard.append(message.text)
        tracker = await self.tracker_store.get_or_create_full_tracker(CONVERSATION)
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        await asyncio.sleep(0)
        if not self.fails:
            said = BotUttered(f"{message.text}!", metadata={"kind": "talk"})
            tracker.update(said)
            await message.output_channel.send_response(CONVERSATION, said.message())
        await self.tracker_store.save(tracker)

    async def start_anew(self) -> None:
        tracker = await self.tracker_store.get_or_create_full_tracker(CONVERSATION)
        tracker.update_with_events([ActionExecuted("action_session_start"), SessionStarted()], Domain.empty())
        await self.tracker_store.save(tracker)

    async def put(self, message_id: str, text: str) -> list[Said]:
        def make(tracker: DialogueStateTracker | None) -> UserMessage:
            return UserMessage(text, Replies(), CONVERSATION, message_id=message_id)

        agent: Any = self
        return await exchange(agent, CONVERSATION, message_id, make)


@pytest.fixture
def bot() -> Bot:
    return Bot()


def texts(said: Sequence[Said]) -> list[str]:
    return [one["text"] for one in said]


def test_the_same_id_again_is_answered_once_with_the_same_replies(bot: Bot) -> None:
    async def talk() -> None:
        first = await bot.put("one", "hello")
        await bot.put("two", "goodbye")
        assert texts(first) == ["hello!"]
        assert first[0]["kind"] == "talk"
        assert await bot.put("one", "hello") == first
        assert bot.heard == ["hello", "goodbye"]

    asyncio.run(talk())


def test_many_at_once_are_answered_in_order_and_each_once(bot: Bot) -> None:
    async def talk() -> None:
        sent = [str(number) for number in range(5)]
        said = await asyncio.gather(*(bot.put(one, one) for one in sent for _ in range(10)))
        assert [texts(one) for one in said] == [[f"{one}!"] for one in sent for _ in range(10)]
        assert bot.heard == sent

    asyncio.run(talk())


def test_what_was_answered_before_the_bot_started_anew_is_still_known(bot: Bot) -> None:
    async def talk() -> None:
        first = await bot.put("one", "hello")
        await bot.start_anew()
        assert await bot.put("one", "hello") == first

    asyncio.run(talk())


def test_a_message_whose_answer_failed_is_put_again_until_it_has_one(bot: Bot) -> None:
    async def talk() -> None:
        bot.fails = True
        assert await bot.put("one", "hello") == []
        bot.fails = False
        answered = await bot.put("one", "hello")
        assert texts(answered) == ["hello!"]
        assert await bot.put("one", "hello") == answered
        assert bot.heard == ["hello", "hello"]

    asyncio.run(talk())


def test_a_message_that_cannot_be_made_is_not_put(bot: Bot) -> None:
    def make(tracker: DialogueStateTracker | None) -> UserMessage:
        raise ValueError("not offered")

    agent: Any = bot
    with pytest.raises(ValueError, match="not offered"):
        asyncio.run(exchange(agent, CONVERSATION, "one", make))
    assert bot.heard == []
