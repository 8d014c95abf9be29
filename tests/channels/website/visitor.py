"""A visitor's browser, as far as the server sees it: a session and what is sent in it."""

import json
import urllib.request
import uuid
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from typing import Any

from tests.server.servers import PATIENCE, Server, fetch

BASE = "/webhooks/website"


@dataclass
class Visitor:
    server: Server
    token: str = ""

    def start(self) -> "Visitor":
        status, started = call(self.server, "POST", "/sessions")
        assert status == 201
        self.token = started["token"]
        return self

    def send(self, message_id: str | None = None, **content: Any) -> tuple[int, Any]:
        body = {"id": message_id or uuid.uuid4().hex, **content}
        return call(self.server, "POST", "/messages", self.token, json.dumps(body).encode())

    def ask(self, text: str, message_id: str | None = None) -> list[dict[str, Any]]:
        status, answer = self.send(message_id, text=text)
        assert status == 200, answer
        return list(answer["replies"])

    def history(self) -> list[dict[str, Any]]:
        status, answer = call(self.server, "GET", "/messages", self.token)
        assert status == 200, answer
        return list(answer["messages"])

    def end(self) -> int:
        return call(self.server, "DELETE", "/session", self.token)[0]


def call(
    server: Server, method: str, path: str, token: str = "", body: bytes | None = None, **headers: str
) -> tuple[int, Any]:
    """One request; the status, and the answer as JSON."""
    sent = {"Authorization": f"Bearer {token}"} if token else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    return fetch(urllib.request.Request(f"{server.address}{BASE}{path}", body, sent, method=method))


def answered(server: Server, method: str, path: str, **headers: str) -> tuple[int, Message]:
    """One request without a token; the status, and the answer's headers."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    try:
        connection.request(method, f"{BASE}{path}", headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status, response.headers
    finally:
        connection.close()
