import http.client
import json
import re
import socket
import sqlite3
import time
import urllib.request
from pathlib import Path

import pytest

from centreguide.errors import ServerError
from centreguide.server.retention import delete_expired, erase_conversation
from centreguide.server.serve import serve
from tests.server.servers import Server, ask, get, post, serving
from tests.server.tiny_bot import Project

DAY = 24 * 3600


def test_a_port_in_use_is_told_at_once(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.touch()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ServerError, match="is in use"):
            serve(model, other.getsockname()[1], tmp_path / "conversations.db")


def test_no_model_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="There is no model at"):
        serve(tmp_path / "none.tar.gz", 0, tmp_path / "conversations.db")


@pytest.mark.e2e
class TestServing:
    def test_it_prints_one_line_of_its_own(self, server: Server) -> None:
        lines = [line for line in server.log.read_text().splitlines() if re.match(r"\S*http", line)]
        assert lines == [server.address]
        assert "Loaded the model tiny.tar.gz" in server.log.read_text()

    def test_it_answers(self, server: Server) -> None:
        replies = ask(server.address, "s1", "where is the heart unit?")
        assert [(reply["recipient_id"], reply["text"]) for reply in replies] == [("s1", "ask_where about nothing")]

    def test_it_is_healthy(self, server: Server) -> None:
        assert get(server.address, "/health") == (200, {"status": "ok"})
        assert get(server.address, "/webhooks/rest/") == (200, {"status": "ok"})

    def test_it_does_not_tell_its_version(self, server: Server) -> None:
        with urllib.request.urlopen(f"{server.address}/health") as response:
            assert "Server" not in response.headers
            assert "X-Powered-By" not in response.headers

    def test_every_answer_has_the_security_headers(self, server: Server) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
        for method, path in [
            ("GET", "/health"),
            ("HEAD", "/health"),
            ("GET", "/x"),
            ("PUT", "/health"),
            ("POST", "/x"),
        ]:
            connection.request(method, path)
            response = connection.getresponse()
            response.read()
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
            assert response.headers["Cache-Control"] == "no-store"
        connection.close()

    @pytest.mark.parametrize(
        "path",
        ["/version", "/status", "/domain", "/conversations/rest-s1/tracker", "/model/parse", "/model", "/webhooks/x/"],
    )
    def test_rasas_http_api_is_off(self, server: Server, path: str) -> None:
        status, answer = get(server.address, path)
        assert (status, answer["error"]) == (404, "There is nothing here.")
        assert post(server.address, b"{}", path)[0] == 404

    def test_it_listens_on_loopback_only(self, server: Server) -> None:
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.2", server.port)) != 0

    @pytest.mark.parametrize(
        "request_bytes",
        [
            b"nonsense\r\n\r\n",
            b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
            b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nExpect: much\r\nContent-Length: 2\r\n\r\n{}",
        ],
    )
    def test_broken_http_is_no_failure_of_ours(self, server: Server, request_bytes: bytes) -> None:
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
            connection.sendall(request_bytes)
            answer = connection.recv(4096)
        assert answer.split(b" ")[1].startswith(b"4")
        assert b"\r\nX-Content-Type-Options: nosniff\r\n" in answer

    def test_quick_messages_of_one_sender_are_each_answered_and_none_is_lost(self, server: Server) -> None:
        bodies = [json.dumps({"sender": "quick", "message": f"repeat these words back {n}"}).encode() for n in range(4)]
        connections = [socket.create_connection(("127.0.0.1", server.port), timeout=10) for _ in bodies]
        for connection, body in zip(connections, bodies, strict=True):
            head = f"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
            head += "Content-Type: application/json\r\n\r\n"
            connection.sendall(head.encode() + body)
            time.sleep(0.005)
        for number, connection in enumerate(connections):
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            assert f"repeat these words back {number}".encode() in answer.read()
            connection.close()
        # Which of two connections is heard first isn't for a test to say; the order is in tests/server/test_locks.py.
        assert sorted(heard(server.database, "rest-quick")) == [f"repeat these words back {n}" for n in range(4)]

    def test_a_conversation_is_erased_under_a_running_server(self, server: Server) -> None:
        ask(server.address, "erase", "repeat these words back to the nightingale")
        assert erase_conversation(server.database, "rest-erase") > 0
        assert heard(server.database, "rest-erase") == []
        assert b"nightingale" not in on_disk(server.database)

    def test_an_old_conversation_is_deleted_under_a_running_server(self, server: Server) -> None:
        ask(server.address, "old", "repeat these words back to the blackbird")
        with sqlite3.connect(server.database, timeout=5) as connection:
            connection.execute("UPDATE events SET timestamp = timestamp - ? WHERE sender_id = 'rest-old'", (DAY + 60,))
        delete_expired(server.database)
        assert heard(server.database, "rest-old") == []
        assert b"blackbird" not in on_disk(server.database)

    def test_a_restart_keeps_conversations_and_deletes_old_ones(self, project: Project, tmp_path: Path) -> None:
        with serving(project, tmp_path) as first:
            ask(first.address, "a", "where is the heart unit?")
            ask(first.address, "a", '/ask_size{"subject": "eye_clinic"}')
            ask(first.address, "old", "where is the heart unit?")
            assert first.stop() == 0
            assert [file.name for file in tmp_path.glob("conversations.db*")] == ["conversations.db"]
        with sqlite3.connect(first.database) as connection:
            connection.execute("UPDATE events SET timestamp = timestamp - ? WHERE sender_id = 'rest-old'", (DAY + 60,))
        with serving(project, tmp_path) as second:
            assert ask(second.address, "a", "which building is it in")[0]["text"] == "ask_where about eye_clinic"
            deadline = time.time() + 5
            while heard(second.database, "rest-old") and time.time() < deadline:
                time.sleep(0.1)
            assert heard(second.database, "rest-old") == []


def heard(database: Path, conversation: str) -> list[str]:
    with sqlite3.connect(database, timeout=5) as connection:
        query = "SELECT data FROM events WHERE sender_id = ? AND type_name = 'user' ORDER BY id"
        return [json.loads(data)["text"] for (data,) in connection.execute(query, (conversation,))]


def on_disk(database: Path) -> bytes:
    return b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*"))
