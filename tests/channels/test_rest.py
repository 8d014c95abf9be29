import json
import sqlite3
import urllib.request
from typing import Any

import pytest

from centreguide.channels.rest import RestChannel, is_on
from centreguide.errors import ServerError
from tests.server.servers import Server, ask, fetch, post

DECLINED = "I can't answer that."
EYES = '/ask_size{"subject": "eye_clinic"}'


def conversations(server: Server) -> dict[str, int]:
    with sqlite3.connect(server.database, timeout=5) as connection:
        return dict(connection.execute("SELECT sender_id, count(*) FROM events GROUP BY sender_id"))


def body(**content: Any) -> bytes:
    return json.dumps(content).encode()


REFUSED: dict[str, tuple[bytes, int]] = {
    "no body": (b"", 400),
    "no JSON": (b"where is it?", 400),
    "half a body": (b'{"sender": "a", "mess', 400),
    "no UTF-8": (b'{"message": "\xff\xfe"}', 400),
    "a list": (b"[]", 400),
    "a list of messages": (b'[{"sender": "a", "message": "hello"}]', 400),
    "null": (b"null", 400),
    "a string": (b'"hello"', 400),
    "deep nesting": (b"[" * 60_000, 400),
    "no message": (body(sender="a"), 400),
    "a null message": (body(sender="a", message=None), 400),
    "a message that is a list": (body(sender="a", message=["hello"]), 400),
    "a message that is an object": (body(sender="a", message={"text": "hello"}), 400),
    "a message that is a number": (body(sender="a", message=1), 400),
    "a sender that is a number": (body(sender=1, message="hello"), 400),
    "a sender that is a list": (body(sender=["a"], message="hello"), 400),
    "a long sender": (body(sender="a" * 201, message="hello"), 400),
    "a sender with NUL": (body(sender="a\x00", message="hello"), 400),
    "half a character in the sender": (b'{"sender": "\\ud800", "message": "hello"}', 400),
    "a large body": (body(sender="a", message="a" * 65_536), 413),
    "a huge body": (body(sender="a", message="a" * 900_000), 413),
}


@pytest.mark.e2e
class TestRefused:
    @pytest.mark.parametrize("kind", REFUSED)
    def test_bad_input_gets_a_sentence_and_touches_no_conversation(self, server: Server, kind: str) -> None:
        ask(server.address, "bystander", "where is the heart unit?")
        before = conversations(server)
        content, expected = REFUSED[kind]
        status, answer = post(server.address, content)
        assert status == expected
        assert list(answer) == ["error"]
        assert answer["error"].endswith(".")
        assert conversations(server) == before

    @pytest.mark.parametrize(
        "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"]
    )
    def test_what_any_sites_page_could_send_is_refused(self, server: Server, kind: str | None) -> None:
        headers = {"Content-Type": kind} if kind else {"Content-Type": ""}
        assert sent(server, headers)[0] == 415

    def test_another_sites_page_is_refused(self, server: Server) -> None:
        for origin in ("https://evil.example", "null", "http://localhost", "http://evil.example:5005"):
            assert sent(server, {"Content-Type": "application/json", "Origin": origin})[0] == 403

    def test_its_own_page_and_a_tool_are_not(self, server: Server) -> None:
        assert sent(server, {"Content-Type": "application/json", "Origin": server.address})[0] == 200
        assert sent(server, {"Content-Type": "Application/JSON; charset=utf-8"})[0] == 200


def test_it_can_be_switched_off() -> None:
    assert is_on({})
    assert is_on({"CENTREGUIDE_REST": " On "})
    assert not is_on({"CENTREGUIDE_REST": "off"})
    with pytest.raises(ServerError, match="CENTREGUIDE_REST: 'perhaps' is neither on nor off"):
        is_on({"CENTREGUIDE_REST": "perhaps"})


def sent(server: Server, headers: dict[str, str]) -> tuple[int, Any]:
    content = body(sender="a", message="where are you")
    return fetch(urllib.request.Request(f"{server.address}/webhooks/rest/webhook", content, headers))


ANSWERED = {
    "nothing": "",
    "spaces": " \n\t ",
    "slashes": "///",
    "NUL": "\x00",
    "20,000 characters": "nonsense " * 2_222,
    "one long word": "x" * 20_000,
    "a broken payload": '/ask_where{"subject": ',
    "a payload that wasn't offered": EYES,
    "a command": "/restart",
    "a command behind a space": " /restart",
    "a command behind NUL": "\x00/restart",
    "a session": "/session_start",
    "a payload with confidence": "/ask_where@0.9",
    "another language": "你好吗？",
    "half a character": "\ud800",
    "direction marks": "\u202e\u200b",
}


@pytest.mark.e2e
class TestAnswered:
    @pytest.mark.parametrize("kind", ANSWERED)
    def test_odd_text_gets_a_kind_answer(self, server: Server, kind: str) -> None:
        sender = f"odd {kind}"
        before = conversations(server)
        status, replies = post(server.address, body(sender=sender, message=ANSWERED[kind]))
        assert status == 200
        assert [(reply["recipient_id"], reply["text"]) for reply in replies] == [(sender, DECLINED)]
        assert set(conversations(server)) - set(before) == {f"rest-{sender}"}

    def test_a_long_message_is_cut(self, server: Server) -> None:
        reply = ask(server.address, "long", "repeat these words back " + "hello " * 5_000)[0]["text"]
        assert len(reply) < 2_001

    def test_text_keeps_its_characters(self, server: Server) -> None:
        said = "repeat these words back: café, 日本語, 🙂, \"quotes\", <b>, 'x' --"
        assert ask(server.address, "unicode", said)[0]["text"] == said

    def test_no_sender_means_a_new_conversation(self, server: Server) -> None:
        replies = [post(server.address, body(message="where is the heart unit?"))[1] for _ in range(2)]
        names = {reply[0]["recipient_id"] for reply in replies}
        assert len(names) == 2
        assert {f"rest-{name}" for name in names} <= set(conversations(server))
        assert "rest-default" not in conversations(server)

    def test_senders_do_not_share_what_they_talk_about(self, server: Server) -> None:
        ask(server.address, "one", "how many beds are there")
        ask(server.address, "one", EYES)
        assert ask(server.address, "one", "which building is it in")[0]["text"] == "ask_where about eye_clinic"
        assert ask(server.address, "two", "which building is it in")[0]["text"] == "ask_where about nothing"

    def test_the_caller_chooses_neither_channel_nor_metadata(self, server: Server) -> None:
        request = body(sender="meta", message="where are you", input_channel="sms", metadata={"a": 1}, stream=True)
        assert post(server.address, request, "/webhooks/rest/webhook?stream=true&token=x")[0] == 200
        with sqlite3.connect(server.database, timeout=5) as connection:
            query = "SELECT data FROM events WHERE sender_id = 'rest-meta' AND type_name = 'user'"
            event = json.loads(connection.execute(query).fetchone()[0])
        assert event["input_channel"] == "rest"
        assert "a" not in event.get("metadata", {})

    def test_an_action_that_fails_is_an_error_and_not_silence(self, server: Server) -> None:
        status, answer = post(server.address, body(sender="f", message="please fail now"))
        assert (status, answer) == (500, {"error": "Something went wrong: please try again."})
        assert ask(server.address, "f", "where are you")[0]["text"] == "ask_where about nothing"


@pytest.mark.e2e
class TestButtons:
    def test_a_payload_counts_once_it_was_offered(self, server: Server) -> None:
        assert ask(server.address, "button", EYES)[0]["text"] == DECLINED
        offer = ask(server.address, "button", "where is the heart unit?")[0]
        assert offer["buttons"] == [{"title": "Eyes", "payload": EYES}]
        assert ask(server.address, "button", EYES)[0]["text"] == "ask_size about eye_clinic"

    @pytest.mark.parametrize("changed", [EYES.replace("eye", "ear"), EYES + " ", " " + EYES, "/ask_size", EYES + EYES])
    def test_a_changed_payload_is_text(self, server: Server, changed: str) -> None:
        ask(server.address, changed, "where is the heart unit?")
        ask(server.address, changed, changed)
        assert ask(server.address, changed, "which building is it in")[0]["text"] == "ask_where about nothing"

    def test_anothers_buttons_do_not_count(self, server: Server) -> None:
        ask(server.address, "theirs", "where is the heart unit?")
        assert ask(server.address, "mine", EYES)[0]["text"] == DECLINED


@pytest.mark.e2e
def test_no_log_line_holds_a_visitors_words(server: Server) -> None:
    canary = "kestrel"
    for text in (
        "where is the heart unit",
        "please fail now",
        "refuse this request",
        "repeat these words back",
        "/restart",
        '/ask_where{"subject": "kestrel"',
        '/ask_where{"subject": "kestrel"}',
        "/ask_where@kestrel",
        "\x00",
        "{}",
        "%s %d %(name)s",
    ):
        ask(server.address, f"{canary} {text}"[:9], f"{text} {canary}")
        ask(server.address, "c", f"{text}{canary}" * 300)
    for content in (
        canary.encode(),
        f'{{"sender": "{canary}", "message": ["{canary}"]}}'.encode(),
        f'{{"sender": ["{canary}"], "message": "{canary}"}}'.encode(),
        f'["{canary}"]'.encode(),
        f'{{"{canary}": '.encode(),
        body(message=canary * 20_000),
        body(message=canary * 200_000),
    ):
        post(server.address, content)
    post(server.address, b"{}", f"/{canary}?{canary}={canary}")
    log = server.log.read_text()
    assert canary not in log
    assert "DEBUG rasa.core.processor: (words left out) at core/processor.py:" in log
    assert "builtins.ValueError at riverside/__init__.py:" in log


def test_it_keeps_rasas_address() -> None:
    assert RestChannel.name() == "rest"
    assert RestChannel().url_prefix() == "rest"
