"""The off switch on every channel of a real server: the trust's message within seconds; what is refused isn't kept."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from centreguide.release import pointer
from centreguide.release.pointer import OFF, Entry, Live
from tests.channels.messaging.lines import Line, lines, settings
from tests.channels.website.visitor import Visitor, call
from tests.server.servers import Server, ask, get, serving
from tests.server.tiny_bot import Project

pytestmark = pytest.mark.e2e

MESSAGE = "We are putting something right. Please try again at noon."
WHERE = "where is the heart unit"
SECONDS = 5


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("releases")


@pytest.fixture(scope="module")
def every() -> Iterator[dict[str, Line]]:
    with lines() as found:
        yield found


@pytest.fixture(scope="module")
def server(
    project: Project, every: dict[str, Line], releases: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    switch(releases, project, None)
    with serving(project, tmp_path_factory.mktemp("off"), settings=settings(every), releases=releases) as running:
        yield running


def switch(releases: Path, project: Project, off: str | None) -> None:
    entry = Entry(1, OFF, "Bob", "a wrong place", "2026-11-25T12:00:00+00:00")
    pointer.write(releases, Live(project.model.parent.name, off, entry))


@contextmanager
def switched_off(server: Server, releases: Path, project: Project) -> Iterator[None]:
    switch(releases, project, MESSAGE)
    time.sleep(SECONDS)
    try:
        yield
    finally:
        switch(releases, project, None)
        time.sleep(SECONDS)


def test_every_channel_gives_the_message_and_then_answers_again(
    server: Server, releases: Path, project: Project, every: dict[str, Line]
) -> None:
    visitor = Visitor(server).start()
    before = visitor.ask(WHERE)
    known = visitor.history()
    refused = uuid.uuid4().hex
    with switched_off(server, releases, project):
        assert [reply["text"] for reply in ask(server.address, "rest", WHERE)] == [MESSAGE]
        assert ask(server.address, "rest", "")[0]["text"] == MESSAGE
        button = before[0]["buttons"][0]["id"]
        rating = {"reply": before[0]["id"], "helpful": True}
        for status, told in (
            visitor.send(refused, text=WHERE),
            visitor.send(button=button),
            visitor.send(rating=rating),
        ):
            assert (status, told["error"], told["off"]) == (503, MESSAGE, True)
        assert call(server, "GET", "/messages", visitor.token) == (200, {"messages": known, "off": MESSAGE})
        status, started = call(server, "POST", "/sessions")
        assert (status, started["off"]) == (201, MESSAGE)
        assert get(server.address, "/readyz")[1]["checks"]["question"]["good"]
        assert MESSAGE in get(server.address, "/questions")[1]
        for line in every.values():
            assert line.send(server, "ann", WHERE, f"off-{line.name}") == 200
            assert MESSAGE in line.hears("ann")[0]
    assert "off" not in call(server, "POST", "/sessions")[1]
    assert visitor.history() == known
    assert "ask_where" in visitor.ask(WHERE, refused)[0]["text"]
    assert "ask_where" in ask(server.address, "rest", WHERE)[0]["text"]
    assert MESSAGE not in get(server.address, "/questions")[1]
    for line in every.values():
        assert line.send(server, "ann", WHERE, f"on-{line.name}") == 200
        assert "ask_where" in line.hears("ann", 2)[1]


def test_an_answer_that_was_lost_on_its_way_is_given_again_though_the_bot_is_off(
    server: Server, releases: Path, project: Project
) -> None:
    visitor, message = Visitor(server).start(), uuid.uuid4().hex
    replies = visitor.ask(WHERE, message)
    with switched_off(server, releases, project):
        assert visitor.ask(WHERE, message) == replies
