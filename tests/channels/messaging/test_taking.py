"""Messages taken by a channel of a platform in memory, with a bot that says what it heard."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from centreguide.channels.alarm import Alarm
from centreguide.channels.exchange import Said
from centreguide.channels.messaging import taking as takings
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platform import Received, TryLater
from centreguide.channels.messaging.postman import Postman
from centreguide.channels.messaging.taking import Taking
from centreguide.channels.off import Off
from centreguide.channels.rates import MESSAGES, Rates, TooMany
from centreguide.channels.turnstile import Busy
from centreguide.release.content import Content, live
from tests.channels.messaging.pigeon import IDENTITY, Pigeon

DANGER = "my father has collapsed"


class Counter:
    """A platform's messages, the outbox that their replies go to, and a bot.

    Attributes:
        heard: What the bot was asked, in order.
        fails: What the bot raises in place of an answer.
    """

    def __init__(self, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.database, self.pigeon, self.outbox = database, Pigeon(), Outbox(database)
        self.heard: list[str] = []
        self.fails: Exception | None = None
        self.desk = Desk(self.outbox)
        monkeypatch.setattr(takings, "exchange", self._exchange)
        monkeypatch.setattr(takings, "alarm", self._alarm)
        monkeypatch.setattr(takings, "HURRY", 1.0)
        monkeypatch.setattr(takings, "PATIENCE", 1.0)

    def run(self, talk: Callable[[Taking, Postman], Coroutine[Any, Any, None]]) -> None:
        async def running() -> None:
            postman = Postman(self.desk, IDENTITY, {"pigeon": self.pigeon})
            await talk(Taking(self.pigeon, IDENTITY, self.desk, postman, Rates()), postman)

        asyncio.run(running())

    def take(self, *messages: Received) -> None:
        async def talk(taking: Taking, postman: Postman) -> None:
            for message in messages:
                await taking.take(message, AGENT)

        self.run(talk)

    def waiting(self) -> list[str]:
        """The texts that wait in the outbox, each visitor's in order."""
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute("SELECT parts FROM outbox ORDER BY place").fetchall()
        return [text for (parts,) in rows for text in parts.split('"')[3::4]]

    async def _exchange(self, agent: Any, conversation: str, message_id: str, make: Any, typed: str = "") -> list[Said]:
        if self.fails:
            raise self.fails
        self.heard.append(make(None).text)
        return [{"text": f"{self.heard[-1]}!"}]

    async def _alarm(self, text: str, conversation: str, agent: Any) -> Alarm | None:
        return Alarm({"text": "Call 999.", "kind": "urgent"}, {}) if text == DANGER else None


AGENT: Any = None


@pytest.fixture
def counter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, riverside_content: Content) -> Iterator[Counter]:
    monkeypatch.setattr(live, "get", lambda: riverside_content)
    found = Counter(tmp_path / "conversations.db", monkeypatch)
    yield found
    found.desk.close()


@pytest.fixture
def locked(counter: Counter) -> Iterator[sqlite3.Connection]:
    """Another program's hold on the database, until it rolls back."""
    connection = sqlite3.connect(counter.database, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield connection
    connection.close()


def message(text: str | None, number: int = 1, sender: str = "ann", signature: str | None = None) -> Received:
    return Received(sender, f"message {number}", text, signature=signature)


def test_a_message_is_answered_once(counter: Counter) -> None:
    counter.take(message("hello"), message("hello"), message("more please", 2))
    assert counter.heard == ["hello", "more please"]
    assert counter.waiting() == ["hello!", "more please!"]


def test_a_signature_is_answered_once_whatever_the_form_is_cut_into(counter: Counter) -> None:
    counter.take(message("hello", 1, "ann", "signed"), message("other words", 2, "bob", "signed"))
    assert counter.heard == ["hello"]
    assert counter.waiting() == ["hello!"]


def test_a_copy_doesn_t_count_against_the_visitor(counter: Counter) -> None:
    counter.take(*[message("hello")] * (MESSAGES.amount + 5), message("more please", 2))
    assert counter.heard == ["hello", "more please"]


def test_a_visitor_who_writes_too_much_is_told_to_wait(counter: Counter) -> None:
    with pytest.raises(TooMany):
        counter.take(*[message("hello", number) for number in range(MESSAGES.amount + 1)])
    assert len(counter.heard) == MESSAGES.amount


@pytest.mark.parametrize("failure", [Busy(7), RuntimeError("a bug")])
def test_what_can_t_be_answered_now_isn_t_taken(counter: Counter, failure: Exception) -> None:
    counter.fails = failure
    with pytest.raises(type(failure)):
        counter.take(message("hello"))
    counter.fails = None
    counter.take(message("hello"))
    assert counter.waiting() == ["hello!"]


def test_a_message_while_the_database_is_locked_is_to_be_delivered_again(
    counter: Counter, locked: sqlite3.Connection
) -> None:
    with pytest.raises(sqlite3.OperationalError):
        counter.take(message("hello"))
    locked.execute("ROLLBACK")
    counter.take(message("hello"))
    assert counter.waiting() == ["hello!"]


class TestDanger:
    def test_it_is_answered_before_the_conversation_is_asked_for(self, counter: Counter) -> None:
        counter.fails = RuntimeError("the conversations can't be had")
        counter.take(message(DANGER))
        assert counter.waiting() == ["Call 999."]

    def test_it_is_kept_in_the_conversation_and_answered_once(self, counter: Counter) -> None:
        counter.take(message(DANGER), message(DANGER))
        assert counter.heard == [DANGER]
        assert counter.waiting() == ["Call 999."]

    @pytest.mark.parametrize("failure", [Busy(7), Off("The bot is off.")])
    def test_a_busy_bot_and_one_that_is_off_answer_it(self, counter: Counter, failure: Exception) -> None:
        counter.fails = failure
        counter.take(message(DANGER))
        assert counter.waiting() == ["Call 999."]

    def test_who_said_stop_is_answered_in_danger_and_only_then(
        self, counter: Counter, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Pigeon, "keywords", True)
        counter.take(message("STOP"), message("hello", 2), message(DANGER, 3), message("hello", 4))
        told = counter.waiting()
        assert told[0].startswith("You won't get any more messages")
        assert told[1:] == ["Call 999."]

    def test_it_waits_for_what_the_visitor_was_told_before(self, counter: Counter) -> None:
        counter.take(message("hello"), message(DANGER, 2), message("hello", 1, "bob"))
        first = [head.parts[0]["text"] for head in counter.outbox.heads(["pigeon"], 20)]
        assert first == ["hello!", "hello!"]

    def test_while_the_database_is_locked_it_is_answered_past_the_outbox_and_once(
        self, counter: Counter, locked: sqlite3.Connection
    ) -> None:
        async def talk(taking: Taking, postman: Postman) -> None:
            await taking.take(message(DANGER), AGENT)
            assert counter.pigeon.taken_by == {"ann": ["Call 999."]}
            await taking.take(message(DANGER), AGENT)
            locked.execute("ROLLBACK")
            working = asyncio.create_task(postman.work())
            while IDENTITY.message("pigeon", "ann", "message 1") in postman.ledger:
                await asyncio.sleep(0.01)
            await taking.take(message(DANGER), AGENT)
            working.cancel()

        counter.run(talk)
        assert counter.pigeon.taken_by == {"ann": ["Call 999."]}
        assert counter.waiting() == []

    def test_where_the_platform_fails_too_it_is_to_be_delivered_again(
        self, counter: Counter, locked: sqlite3.Connection
    ) -> None:
        counter.pigeon.refusals = [TryLater()]
        with pytest.raises(TryLater):
            counter.take(message(DANGER))
        counter.take(message(DANGER))
        assert counter.pigeon.taken_by == {"ann": ["Call 999."]}

    @pytest.mark.parametrize("pressed", [Received("ann", "1", DANGER, "a button"), Received("ann", "1", None)])
    def test_a_press_and_a_picture_are_no_words_of_danger(self, counter: Counter, pressed: Received) -> None:
        counter.take(pressed)
        assert counter.waiting() != ["Call 999."]
