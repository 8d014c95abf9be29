"""The exchange in any order of events: each message is answered once, whatever fails and however often it comes."""

import asyncio
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.exchange import Said, exchange
from tests.channels.test_exchange import CONVERSATION, Bot

NAMES = st.sampled_from([f"message-{number}" for number in range(6)])


class Exchanges(RuleBasedStateMachine):
    """A visitor who sends six messages again and again, to a bot that fails now and then and starts anew."""

    def __init__(self) -> None:
        super().__init__()
        self.bot = Bot()
        self.loop = asyncio.new_event_loop()
        self.answers: dict[str, list[Said]] = {}

    def teardown(self) -> None:
        self.loop.close()

    @rule(name=NAMES)
    def send(self, name: str) -> None:
        self._got(name, self.loop.run_until_complete(self.bot.put(name, name)))

    @rule(name=NAMES, copies=st.integers(2, 5))
    def send_copies_at_once(self, name: str, copies: int) -> None:
        async def at_once() -> list[list[Said]]:
            return await asyncio.gather(*(self.bot.put(name, name) for _ in range(copies)))

        for said in self.loop.run_until_complete(at_once()):
            self._got(name, said)

    @rule(name=NAMES)
    def hang_up(self, name: str) -> None:
        """The visitor leaves while it is answered: the next one with the same id gets the answer."""

        async def leave() -> None:
            going = asyncio.create_task(self.bot.put(name, name))
            await asyncio.sleep(0)
            going.cancel()
            await asyncio.gather(going, return_exceptions=True)

        self.loop.run_until_complete(leave())

    @rule()
    def refuse_one_that_cannot_be_made(self) -> None:
        def make(tracker: DialogueStateTracker | None) -> UserMessage:
            raise ValueError("not offered")

        agent: Any = self.bot
        heard = len(self.bot.heard)
        refused = self.loop.run_until_complete(
            asyncio.wait([self.loop.create_task(exchange(agent, CONVERSATION, "refused", make))])
        )[0].pop()
        assert isinstance(refused.exception(), ValueError)
        assert len(self.bot.heard) == heard

    @rule(fails=st.booleans())
    def fail_from_now_on(self, fails: bool) -> None:
        self.bot.fails = fails

    @rule()
    def start_anew(self) -> None:
        self.loop.run_until_complete(self.bot.start_anew())

    @invariant()
    def each_is_stored_once_with_its_answer(self) -> None:
        tracker = self.loop.run_until_complete(self.bot.tracker_store.retrieve_full_tracker(CONVERSATION))
        answered: list[str] = []
        asked = ""
        for event in tracker.events if tracker else ():
            if isinstance(event, UserUttered):
                asked = event.message_id
            elif isinstance(event, BotUttered):
                answered.append(asked)
        assert len(answered) == len(set(answered))
        assert self.answers.keys() <= set(answered)

    def _got(self, name: str, said: list[Said]) -> None:
        known = self.answers.get(name)
        assert said or self.bot.fails
        if known:
            assert said == known
        elif said:
            assert [one["text"] for one in said] == [f"{name}!"]
            self.answers[name] = said


TestExchanges = Exchanges.TestCase
TestExchanges.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
