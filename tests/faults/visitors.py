"""Visitors who talk on whatever happens: each sends a message again, with the same id, until it is answered."""

import http.client
import itertools
import json
import threading
import time
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.server.servers import Server

QUESTIONS = (
    "how many kidney transplants do you do",
    "where is the cancer centre",
    "do you treat children with heart problems",
    "what is a major trauma centre",
    "who do I complain to",
    "thank you",
)
DANGER = "my dad has collapsed and he is not breathing"
TURNS = 15
PAUSE, PAUSE_IN_DANGER = 0.4, 0.5
GIVE_UP = 60.0


@dataclass
class Ledger:
    """What became of every message; times in seconds."""

    sent: int = 0
    answered: int = 0
    refused: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    """Answered, but not stored: sent again, they were answered anew."""
    waits: list[float] = field(default_factory=list)
    alarms: list[float] = field(default_factory=list)

    def line(self) -> str:
        worst, danger = max(self.waits, default=0.0), max(self.alarms, default=0.0)
        return (
            f"{self.sent} sent, {len(self.lost)} lost, {len(self.doubled)} doubled, "
            f"{len(self.forgotten)} answered without memory, {self.refused} told to come back; "
            f"worst wait {worst:.2f} s, in danger {danger:.2f} s ({len(self.alarms)} times)"
        )


class Rush:
    """Visitors in threads, from entering the `with` to leaving it; `ledger` is whole then.

    Args:
        server: whom they talk to; `server` may be set to another one that has taken its place.
        visitors: how many, besides one in danger.
    """

    def __init__(self, server: Server, visitors: int = 8) -> None:
        self.server, self.ledger = server, Ledger()
        self._addresses = itertools.count(1)
        self._stopping, self._noting = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._talk, args=(number,)) for number in range(visitors)]
        self._threads.append(threading.Thread(target=self._call_for_help))

    def __enter__(self) -> "Rush":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _talk(self, number: int) -> None:
        while not self._stopping.is_set():
            token, answers = self._start(), dict[str, list[str]]()
            for turn in range(TURNS):
                name = f"visitor-{number}-{turn:04}"
                answers[name] = self._put(token, name, QUESTIONS[turn % len(QUESTIONS)])
                if self._stopping.wait(PAUSE):
                    break
            self._account(token, answers)

    def _account(self, token: str, answers: dict[str, list[str]]) -> None:
        """Looks at what is stored of a conversation, and sends its last messages again, as if no answer had come."""
        again = {name: self._put(token, name, "?") for name in list(answers)[-3:]}
        shown = [one["id"] for one in self._history(token) if one["from"] == "visitor"]
        with self._noting:
            self.ledger.sent += len(answers)
            self.ledger.lost += [name for name, said in answers.items() if not said]
            self.ledger.doubled += [name for name in answers if shown.count(name) > 1]
            self.ledger.forgotten += [name for name, said in again.items() if said != answers[name]]

    def _put(self, token: str, name: str, text: str) -> list[str]:
        """What was said to the message; nothing if it was never answered."""
        until = time.monotonic() + GIVE_UP
        while time.monotonic() < until:
            began = time.monotonic()
            try:
                status, content, wait = self._call("POST", "/messages", token, {"id": name, "text": text})
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
                continue
            with self._noting:
                self.ledger.waits.append(time.monotonic() - began)
                self.ledger.refused += status == 503
            if status == 200:
                return [reply["text"] for reply in content["replies"]]
            time.sleep(wait or 0.5)
        return []

    def _call_for_help(self) -> None:
        turn = 0
        while not self._stopping.is_set():
            token, began = self._start(), time.monotonic()
            try:
                status, content, _ = self._call("POST", "/messages", token, {"id": f"danger-{turn:04}", "text": DANGER})
            except (OSError, http.client.HTTPException):
                # The server is being started anew.
                status = 0
            if status == 200:
                assert [reply["kind"] for reply in content["replies"]] == ["urgent"]
                self.ledger.alarms.append(time.monotonic() - began)
            turn += 1
            self._stopping.wait(PAUSE_IN_DANGER)

    def _start(self) -> str:
        """A session's token, from an address of its own."""
        until = time.monotonic() + GIVE_UP
        while time.monotonic() < until:
            try:
                status, content, _ = self._call("POST", "/sessions", forwarded=f"10.0.{next(self._addresses) % 250}.1")
            except (OSError, http.client.HTTPException):
                status = 0
            if status == 201:
                return str(content["token"])
            time.sleep(0.2)
        raise AssertionError("no session was to be had")

    def _history(self, token: str) -> list[dict[str, Any]]:
        status, content, _ = self._call("GET", "/messages", token)
        assert status == 200, content
        return list(content["messages"])

    def _call(
        self, method: str, path: str, token: str = "", content: dict[str, Any] | None = None, forwarded: str = ""
    ) -> tuple[int, dict[str, Any], float]:
        """The status, the JSON, and the seconds after which to come back."""
        connection = http.client.HTTPConnection(urlsplit(self.server.address).netloc, timeout=GIVE_UP)
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        # Each conversation is somebody else's: by its token, where it has one.
        headers["X-Forwarded-For"] = forwarded or f"10.1.{zlib.crc32(token.encode()) % 250}.1"
        try:
            connection.request(method, f"/webhooks/website{path}", json.dumps(content or {}), headers)
            response = connection.getresponse()
            said = json.loads(response.read() or b"{}")
            return response.status, said, float(response.headers.get("Retry-After", 0))
        finally:
            connection.close()
