"""The website's channel over HTTP, on the made-up trust's bot."""

import json
import socket
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from centreguide.channels.rates import REQUESTS, STARTS
from tests.channels.website.visitor import Visitor, answered, call
from tests.server.servers import PATIENCE, Server, get, serving
from tests.server.tiny_bot import Project

pytestmark = pytest.mark.e2e

EYES = '/ask_size{"subject": "eye_clinic"}'
DECLINED = "I can't answer that."


def stored(server: Server, canary: str) -> int:
    with sqlite3.connect(server.database, timeout=5) as connection:
        return int(connection.execute("SELECT count(*) FROM events WHERE data LIKE ?", (f"%{canary}%",)).fetchone()[0])


def an_hour_passes(server: Server) -> None:
    """Makes all that is stored older than Rasa's sessions get."""
    later = "json_set(data, '$.timestamp', json_extract(data, '$.timestamp') - 4000)"
    with sqlite3.connect(server.database, timeout=5) as connection:
        connection.execute(f"UPDATE events SET timestamp = timestamp - 4000, data = {later}")


class TestMessages:
    def test_a_question_gets_its_replies(self, visitor: Visitor) -> None:
        (reply,) = visitor.ask("where is the heart unit?", "message-0001")
        assert reply["id"] == "message-0001.1"
        assert reply["text"] == "ask_where about nothing"
        assert reply["kind"] == "talk"
        assert [button["title"] for button in reply["buttons"]] == ["Eyes"]

    def test_a_button_that_was_offered_can_be_pressed(self, visitor: Visitor) -> None:
        button = visitor.ask("where is the heart unit?")[0]["buttons"][0]["id"]
        status, answer = visitor.send(button=button)
        assert (status, answer["replies"][0]["text"]) == (200, "ask_size about eye_clinic")

    def test_a_button_that_was_not_offered_here_cannot(self, server: Server, visitor: Visitor) -> None:
        button = Visitor(server).start().ask("where is the heart unit?")[0]["buttons"][0]["id"]
        assert visitor.send(button=button)[0] == 409
        assert visitor.send(button=EYES)[0] == 409
        assert visitor.history() == []

    def test_typed_text_is_never_a_payload(self, visitor: Visitor) -> None:
        visitor.ask("where is the heart unit?")
        assert visitor.ask(EYES)[0]["text"] == DECLINED

    @pytest.mark.parametrize("text", ["", "   ", "/restart", "\x00\x07", "🙂🙂", "\u202e", "\ud800", "x" * 500])
    def test_an_odd_message_gets_a_kind_answer(self, visitor: Visitor, text: str) -> None:
        assert visitor.ask(text)[0]["text"] == DECLINED

    def test_a_long_message_is_told_kindly_and_not_kept(self, visitor: Visitor) -> None:
        status, answer = visitor.send(text="kestrel " * 1_250)
        assert status == 400
        assert "at most 500 characters" in answer["error"]
        assert visitor.history() == []

    def test_an_action_that_fails_is_an_error_and_not_silence(self, visitor: Visitor) -> None:
        assert visitor.send(text="please fail now")[0] == 500
        assert visitor.ask("where are you")

    def test_a_reply_can_be_rated_and_the_last_word_counts(self, visitor: Visitor) -> None:
        reply = visitor.ask("where are you")[0]["id"]
        for helpful in (True, False):
            status, answer = visitor.send(rating={"reply": reply, "helpful": helpful})
            assert (status, answer["replies"][0]["text"]) == (200, "Hello from Riverside.")
        assert [one.get("rating") for one in visitor.history()] == [None, False]

    def test_a_reason_may_follow_and_replaces_what_was_said(self, visitor: Visitor) -> None:
        reply = visitor.ask("where are you")[0]["id"]
        for reason in ({}, {"reason": "wrong"}, {"reason": "other_question"}):
            assert visitor.send(rating={"reply": reply, "helpful": False, **reason})[0] == 200
        assert [(one["rating"], one["reason"]) for one in visitor.history()[1:]] == [(False, "other_question")]

    def test_a_reply_of_another_conversation_cannot_be_rated(self, server: Server, visitor: Visitor) -> None:
        reply = Visitor(server).start().ask("where are you")[0]["id"]
        assert visitor.send(rating={"reply": reply, "helpful": True})[0] == 409

    def test_the_history_has_everything_in_order(self, visitor: Visitor) -> None:
        button = visitor.ask("where is the heart unit?", "message-0001")[0]["buttons"][0]["id"]
        visitor.send("message-0002", button=button)
        assert [(one["from"], one["id"], one["text"]) for one in visitor.history()] == [
            ("visitor", "message-0001", "where is the heart unit?"),
            ("bot", "message-0001.1", "ask_where about nothing"),
            ("visitor", "message-0002", "Eyes"),
            ("bot", "message-0002.1", "ask_size about eye_clinic"),
        ]


REFUSED: dict[str, bytes] = {
    "no body": b"",
    "no JSON": b"where is it?",
    "no UTF-8": b'{"id": "aaaaaaaa", "text": "\xff"}',
    "a list": b"[]",
    "null": b"null",
    "deep nesting": b"[" * 10_000,
    "no id": b'{"text": "hello"}',
    "a short id": b'{"id": "a", "text": "hello"}',
    "an id with markup": b'{"id": "<b>aaaaaaaaa", "text": "hello"}',
    "an id that is a number": b'{"id": 12345678, "text": "hello"}',
    "nothing to say": b'{"id": "aaaaaaaa"}',
    "two things at once": b'{"id": "aaaaaaaa", "text": "hello", "button": "b"}',
    "something else": b'{"id": "aaaaaaaa", "payload": "/ask_where"}',
    "a text that is a list": b'{"id": "aaaaaaaa", "text": ["hello"]}',
    "a button that is a number": b'{"id": "aaaaaaaa", "button": 1}',
    "half a rating": b'{"id": "aaaaaaaa", "rating": {"reply": "a"}}',
    "a reason in free words": b'{"id": "aaaaaaaa", "rating": {"reply": "a", "helpful": false, "reason": "goshawk"}}',
    "a reason that is null": b'{"id": "aaaaaaaa", "rating": {"reply": "a", "helpful": false, "reason": null}}',
    "a reason why it helped": b'{"id": "aaaaaaaa", "rating": {"reply": "a", "helpful": true, "reason": "wrong"}}',
    "a rating with more": b'{"id": "aaaaaaaa", "rating": {"reply": "a", "helpful": false, "more": "wrong"}}',
    "a rating in words": b'{"id": "aaaaaaaa", "rating": {"reply": "a", "helpful": "yes"}}',
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_malformed_message_gets_a_sentence(visitor: Visitor, kind: str) -> None:
    status, answer = call(visitor.server, "POST", "/messages", visitor.token, REFUSED[kind])
    assert status == 400
    assert answer["error"].endswith(".")
    assert visitor.history() == []


def test_a_large_body_is_refused(visitor: Visitor) -> None:
    body = json.dumps({"id": "aaaaaaaa", "text": "a" * 20_000}).encode()
    assert call(visitor.server, "POST", "/messages", visitor.token, body)[0] == 413


class TestOnce:
    def test_the_same_message_again_gets_the_same_replies(self, visitor: Visitor) -> None:
        first = visitor.ask("where is the heart unit?", "message-0001")
        visitor.ask("how many beds are there")
        assert visitor.ask("where is the heart unit?", "message-0001") == first
        assert sum(one["from"] == "visitor" for one in visitor.history()) == 2

    def test_sent_many_times_at_once_it_is_answered_once(self, visitor: Visitor) -> None:
        answers: list[Any] = []
        threads = [
            threading.Thread(target=lambda: answers.append(visitor.ask("where are you", "message-0001")))
            for _ in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 10
        assert all(answer == answers[0] for answer in answers)
        assert [one["from"] for one in visitor.history()] == ["visitor", "bot"]

    def test_an_hour_later_it_is_still_known(self, visitor: Visitor) -> None:
        first = visitor.ask("where is the heart unit?", "message-0001")
        an_hour_passes(visitor.server)
        visitor.ask("how many beds are there", "message-0002")
        assert visitor.ask("where is the heart unit?", "message-0001") == first
        assert visitor.send(rating={"reply": first[0]["id"], "helpful": True})[0] == 200
        assert [one.get("rating") for one in visitor.history()] == [None, True, None, None]


class TestSessions:
    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "\xff\xfe.b.c", "ImEi.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"])
    def test_a_forged_token_opens_nothing(self, server: Server, token: str) -> None:
        forged = Visitor(server, token)
        assert forged.send(text="where are you")[0] == 401
        assert call(server, "GET", "/messages", token)[0] == 401
        assert forged.end() == 401

    def test_a_changed_token_opens_nothing(self, visitor: Visitor) -> None:
        head, dot, rest = visitor.token.partition(".")
        changed = Visitor(visitor.server, f"{head[:-2]}{'AA' if head[-2:] != 'AA' else 'BB'}{dot}{rest}")
        assert changed.send(text="where are you")[0] == 401

    def test_visitors_do_not_see_each_other(self, server: Server, visitor: Visitor) -> None:
        visitor.ask("repeat these words back: kestrel")
        other = Visitor(server).start()
        assert other.token != visitor.token
        assert other.history() == []

    def test_an_ended_conversation_is_deleted_and_its_token_worthless(self, visitor: Visitor) -> None:
        canary = f"kestrel{uuid.uuid4().hex}"
        visitor.ask(f"repeat these words back: {canary}")
        assert stored(visitor.server, canary)
        assert visitor.end() == 204
        assert not stored(visitor.server, canary)
        assert visitor.send(text="where are you")[0] == 401
        assert visitor.end() == 401

    def test_messages_that_still_wait_when_it_ends_leave_nothing(self, visitor: Visitor) -> None:
        canary = f"kestrel{uuid.uuid4().hex}"
        statuses: list[int] = []

        def ask() -> None:
            statuses.append(visitor.send(text=f"repeat these words back: {canary}")[0])

        def end() -> None:
            statuses.append(visitor.end())

        threads = [threading.Thread(target=one) for one in (ask, ask, ask, ask, end, ask, ask, ask, ask)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses.count(204) == 1
        assert set(statuses) <= {200, 204, 401}
        assert not stored(visitor.server, canary)

    def test_a_restart_keeps_sessions_and_ended_ones_ended(self, project: Project, tmp_path: Any) -> None:
        with serving(project, tmp_path) as server:
            kept, ended = Visitor(server).start(), Visitor(server).start()
            first = kept.ask("where is the heart unit?", "message-0001")
            ended.ask("where are you")
            ended.end()
        with serving(project, tmp_path) as server:
            assert Visitor(server, ended.token).send(text="where are you")[0] == 401
            again = Visitor(server, kept.token)
            assert again.ask("where is the heart unit?", "message-0001") == first
            assert len(again.history()) == 2


class TestOrigins:
    def test_another_site_gets_nothing(self, visitor: Visitor) -> None:
        body = b'{"id": "aaaaaaaa", "text": "where are you"}'
        for origin in ("https://evil.example", "null", "http://127.0.0.1.evil.example", "http://[", "\xff"):
            status, answer = call(visitor.server, "POST", "/messages", visitor.token, body, Origin=origin)
            assert (status, list(answer)) == (403, ["error", "request"])
            assert call(visitor.server, "POST", "/sessions", Origin=origin)[0] == 403
        assert visitor.history() == []

    def test_its_own_pages_may_talk_to_it(self, server: Server) -> None:
        for name in ("127.0.0.1", "localhost", "[::1]"):
            assert call(server, "POST", "/sessions", Origin=f"http://{name}:{server.port}")[0] == 201

    def test_a_name_that_was_made_to_lead_here_may_not(self, server: Server) -> None:
        evil = f"evil.example:{server.port}"
        assert call(server, "POST", "/sessions", Host=evil, Origin=f"http://{evil}")[0] == 403
        assert call(server, "POST", "/sessions", Origin=f"http://127.0.0.1:{server.port + 1}")[0] == 403

    def test_a_line_feed_in_an_origin_reaches_no_header(self, server: Server) -> None:
        request = (
            "POST /webhooks/website/sessions HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.example\nX-Evil: 1\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
            connection.sendall(request.encode())
            answer = connection.recv(65536)
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"evil" not in answer.lower()


def test_an_error_names_its_request(server: Server) -> None:
    status, headers = answered(server, "GET", "/messages", Origin=server.address)
    assert status == 401
    assert "X-Request-Id" in headers["Access-Control-Expose-Headers"]
    assert len(headers["X-Request-Id"]) >= 8
    ids = {call(server, "GET", path)[1]["request"] for path in ("/messages", "/messages", "/nothing")}
    assert len(ids) == 3


SITE = "https://www.example.nhs.uk"


@pytest.fixture(scope="module")
def embedded(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server behind one proxy, for another site."""
    settings = {"CENTREGUIDE_ORIGINS": f"https://other.example,{SITE}", "CENTREGUIDE_PROXIES": "1"}
    with serving(project, tmp_path_factory.mktemp("embedded"), settings=settings) as server:
        yield server


def test_a_site_that_is_allowed_may_embed_it(embedded: Server) -> None:
    _, preflight = answered(embedded, "OPTIONS", "/messages", Origin=SITE)
    assert preflight["Access-Control-Allow-Origin"] == SITE
    assert "Authorization" in preflight["Access-Control-Allow-Headers"]
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    status, started = answered(embedded, "POST", "/sessions", Origin=SITE)
    assert status == 201
    assert started["Access-Control-Allow-Origin"] == SITE
    assert started["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_site_that_is_not_may_read_that_it_is_not_and_nothing_else(embedded: Server) -> None:
    talked = Visitor(embedded).start()
    talked.ask("where is the heart unit?")
    evil = "https://evil.example"
    _, preflight = answered(embedded, "OPTIONS", "/messages", Origin=evil)
    assert "Authorization" in preflight["Access-Control-Allow-Headers"]
    for method, path in (("POST", "/sessions"), ("GET", "/messages"), ("POST", "/messages"), ("DELETE", "/session")):
        status, refused = answered(embedded, method, path, Origin=evil)
        assert (status, refused["Access-Control-Allow-Origin"]) == (403, "*")
        assert list(call(embedded, method, path, talked.token, Origin=evil)[1]) == ["error", "request"]
    assert len(talked.history()) == 2


def test_an_address_that_asks_too_much_is_told_so_and_no_other(embedded: Server) -> None:
    busy = {"Origin": SITE, "X-Forwarded-For": "203.0.113.9, 192.0.2.7:4711"}
    for _ in range(STARTS.amount):
        assert answered(embedded, "POST", "/sessions", **busy)[0] == 201
    status, headers = answered(embedded, "POST", "/sessions", **{**busy, "X-Forwarded-For": "192.0.2.7"})
    assert (status, headers["Access-Control-Allow-Origin"]) == (429, SITE)
    assert 1 <= int(headers["Retry-After"]) <= 61
    for _ in range(REQUESTS.amount - STARTS.amount):
        answered(embedded, "GET", "/messages", **busy)
    assert answered(embedded, "GET", "/messages", **busy)[0] == 429
    assert answered(embedded, "OPTIONS", "/messages", **busy)[0] == 204
    assert answered(embedded, "POST", "/sessions", **{**busy, "X-Forwarded-For": "192.0.2.8"})[0] == 201


def test_too_many_messages_are_told_when_to_come_again(server: Server) -> None:
    visitor = Visitor(server).start()
    statuses = [visitor.send(text="where are you")[0] for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert Visitor(server).start().send(text="where are you")[0] == 200


def test_no_log_line_holds_a_visitors_words(visitor: Visitor) -> None:
    for text in ("where is the heart unit goshawk", "please fail now goshawk", "/goshawk", "goshawk" * 100):
        visitor.send(text=text)
    visitor.send(button="goshawk")
    call(visitor.server, "GET", "/messages", "goshawk")
    get(visitor.server.address, "/questions?q=goshawk")
    visitor.end()
    assert "goshawk" not in visitor.server.log.read_text()
