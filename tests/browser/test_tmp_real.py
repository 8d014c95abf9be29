"""The widget on the demo page of the real bot: a conversation, and a server that is killed in its middle."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visitor import Visitor
from tests.server import servers
from tests.server.servers import Server, serving_release

pytestmark = pytest.mark.e2e
PROJECT = Path(__file__).resolve().parents[2]
RESTARTED = 60_000


@dataclass
class Restartable:
    """The real bot, which can be killed and started again with its port and its database."""

    folder: Path
    stack: ExitStack = field(default_factory=ExitStack)
    port: int = field(default_factory=servers.free_port)

    def start(self) -> Server:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(servers, "free_port", lambda: self.port)
            self.server = self.stack.enter_context(serving_release(PROJECT, self.folder))
        return self.server

    def kill(self) -> None:
        self.server.process.kill()
        self.server.process.wait()


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restartable]:
    with ExitStack() as stack:
        restartable = Restartable(tmp_path_factory.mktemp("bot"), stack)
        restartable.start()
        yield restartable


@pytest.fixture
def visitor(visit: Callable[..., Visitor], bot: Restartable) -> Visitor:
    visitor = visit(bot.server.address)
    visitor.page.route("**/zzz", lambda route: route.continue_())
    return visitor


def history(page: Page) -> list[dict[str, Any]]:
    """What the server has of this tab's conversation."""
    return list(
        page.evaluate(
            "async () => {"
            "const {token} = Object.values(sessionStorage).map(JSON.parse).find(({token}) => token);"
            "const headers = {Authorization: `Bearer ${token}`};"
            "return (await (await fetch('/webhooks/website/messages', {headers})).json()).messages }"
        )
    )


def questions(page: Page) -> list[str]:
    return [message["text"] for message in history(page) if message["from"] == "visitor"]


def test_a_whole_conversation(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.send("what can you do?")
    choice = visitor.dialog.locator(".choices button").first
    title = choice.inner_text()
    choice.click()
    expect(visitor.messages).to_have_count(5)
    visitor.button("Yes this was helpful").click()
    expect(visitor.messages).to_have_count(6)
    thanks = visitor.last.inner_text()
    visitor.send("my husband has collapsed and isn't breathing")
    expect(visitor.last).to_contain_text("999")
    expect(visitor.last.locator(".said")).to_have_attribute("aria-label", "Important: get help now")
    assert questions(page) == ["what can you do?", title, "my husband has collapsed and isn't breathing"]
    said = [text for text in visitor.messages.all_inner_texts() if text != thanks]
    page.reload()
    expect(visitor.messages).to_have_count(len(said))
    assert visitor.messages.all_inner_texts() == said
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()


def test_every_reply_is_said_once_and_whole(visitor: Visitor) -> None:
    visitor.open()
    visitor.send("what can you do?")
    expect(visitor.messages).to_have_count(3)
    words = [text for text in visitor.heard() if text != "Typing a reply…"]
    choices = visitor.dialog.locator(".choices button").count()
    assert len(words) == 1
    assert words[0].endswith(f"\n{choices} choices.")
    assert visitor.faults() == []


def test_a_server_that_is_killed_and_started_again_loses_nothing_and_answers_once(
    visitor: Visitor, page: Page, bot: Restartable
) -> None:
    answered = []

    def lose_the_answer(route: Route) -> None:
        answered.append(route.fetch().json()["replies"][0]["text"])
        bot.kill()
        route.abort()

    visitor.open()
    visitor.send("hello")
    expect(visitor.messages).to_have_count(3)
    page.route("**/webhooks/website/messages", lose_the_answer, times=1)
    visitor.send("what can you do?")
    expect(visitor.last).to_contain_text("Not sent.")
    visitor.send("thanks")
    bot.start()
    expect(visitor.messages).to_have_count(7, timeout=RESTARTED)
    assert questions(page) == ["hello", "what can you do?", "thanks"]
    assert [one["text"] for one in history(page) if one["from"] == "bot"].count(answered[0]) == 1
    expect(visitor.dialog.locator(".note")).to_have_count(0)
    said = visitor.messages.all_inner_texts()
    page.reload()
    expect(visitor.messages).to_have_count(len(said))
