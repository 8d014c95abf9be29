"""The project's own bot, started as `make run` starts it: a release is built where there is none, then visitors ask."""

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from centreguide.release.content import FOLDER_VARIABLE, load_content
from centreguide.release.store import Release, Releases
from centreguide.release.training import train
from tests.server.servers import Server, action_server, ask, serving_release

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def release() -> Release:
    return Releases(ROOT / "releases").build(ROOT, train)


@pytest.fixture(scope="module")
def server(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving_release(ROOT, tmp_path_factory.mktemp("bot")) as running:
        yield running


def said(server: Server, *messages: str) -> list[Any]:
    """The last reply in one conversation of a new visitor."""
    sender = uuid.uuid4().hex
    replies: list[Any] = []
    for message in messages:
        replies = ask(server.address, sender, message)
        assert isinstance(replies, list), f"an error for {message!r}: {replies}"
        assert replies[0]["text"]
    return replies


def test_every_place_is_told_by_its_facts(server: Server) -> None:
    knowledge = load_content(ROOT).knowledge
    for centre in knowledge.centres():
        for fact in knowledge.facts_for("ask_where", [centre.id]):
            place = knowledge.subject(fact.parts.place or "")
            assert place is not None
            assert (
                re.sub(r" \(.*", "", place.name).removeprefix("the ")
                in said(server, f"Where is {centre.name}?")[0]["text"]
            )


def test_a_follow_up_is_about_what_was_said_before(server: Server) -> None:
    knowledge = load_content(ROOT).knowledge
    first, second = [c for c in knowledge.centres() if knowledge.facts_for("ask_where", [c.id])][:2]
    reply = said(server, f"where is {first.name}?", f"and {second.name}?")[0]["text"]
    place = knowledge.facts_for("ask_where", [second.id])[0]
    assert place.say in reply


def test_a_button_answers_its_question(server: Server) -> None:
    sender = uuid.uuid4().hex
    centre = load_content(ROOT).knowledge.centres()[0]
    button = ask(server.address, sender, f"where is {centre.name}?")[0]["buttons"][0]
    reply = ask(server.address, sender, button["payload"])[0]
    assert "Source:" in reply["text"]


@pytest.mark.parametrize(
    "message",
    [
        "my husband is not breathing",
        "I want to end my life",
        "hes collapsed hurry",
        "cant breath help",
        "my husbands unconcious",
    ],
)
def test_danger_gets_999_first(server: Server, message: str) -> None:
    assert "999" in said(server, message)[0]["text"]


def test_danger_is_told_from_the_talk_it_is_in(server: Server) -> None:
    again = "it's happening again"
    assert (
        "999"
        in said(server, "my chest really hurt and my arm went numb, it stopped after ten minutes", again)[0]["text"]
    )
    assert "999" not in said(server, "where is the heart unit", "do you do heart valves", "and for children")[0]["text"]


@pytest.mark.parametrize("message", ["when are visiting hours", "how do I park", "what should I take for a headache"])
def test_what_the_page_does_not_say_is_declined(server: Server, message: str) -> None:
    assert re.search(r"can't|don't", said(server, message)[0]["text"])


@pytest.mark.parametrize(
    "message", ["", " ", "🙂🙂", "\x00\x01", "/restart", "x" * 10_000, "¿dónde está el hospital?", "{{7*7}}"]
)
def test_an_odd_message_gets_a_kind_answer(server: Server, message: str) -> None:
    reply = ask(server.address, uuid.uuid4().hex, message)
    assert reply[0]["text"]
    assert not re.search(r"error|exception|invalid", reply[0]["text"], re.I)


def test_a_separate_action_server_gives_the_same_replies(
    server: Server, tmp_path: Path, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = load_content(ROOT).knowledge.centres()[0].name
    messages = [
        "hello",
        f"where is {centre}?",
        "how big is it?",
        "what are the visiting hours",
        "tell me more",
        "thanks",
    ]
    monkeypatch.setenv(FOLDER_VARIABLE, str(release.folder.resolve()))
    with action_server(ROOT, "actions") as url, serving_release(ROOT, tmp_path, actions_url=url) as other:
        for message in messages:
            assert ask(other.address, "a", message) == ask(server.address, "a", message)


def test_the_command_line_answers_too(release: Release) -> None:
    centre = load_content(ROOT).knowledge.centres()[0].name
    command = [sys.executable, "-m", "centreguide", "ask", f"where is {centre}?"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Source:" in result.stdout


def test_a_port_in_use_is_told_in_one_sentence(server: Server) -> None:
    command = [sys.executable, "-m", "centreguide", "run", "--draft", "--port", str(server.port)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "in use" in result.stderr
    assert "Traceback" not in result.stderr
