"""What stands in for a platform: requests as it sends them, and a server on this machine in place of its API."""

import json
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import urlsplit

from sanic import Request
from sanic.compat import Header

Answer = tuple[int, dict[str, str], bytes]


def request(
    body: bytes = b"", headers: Mapping[str, str] | None = None, method: str = "POST", query: str = ""
) -> Request:
    """A request as sanic gives it to a route."""
    given = Header({"content-type": "application/json", **(headers or {})})
    made = Request(f"/webhook?{query}".encode(), given, "1.1", method, transport=None, app=None)
    made.body = body
    return made


def as_json(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})}, json.dumps(content).encode()


class Api(ABC):
    """A platform's API: refuses what the real one refuses, and keeps what it took.

    Attributes:
        troubles: Answers to give, once each, before anything is looked at; None hangs up.
        taken: The messages that were taken, in order.
        paths: Every path that was called, with its query.
        rate: How many messages a second it takes for one recipient; None for any number.
    """

    def __init__(self) -> None:
        self.address = ""
        self.troubles: list[Answer | None] = []
        self.taken: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.rate: int | None = None
        self._times: dict[str, list[float]] = defaultdict(list)

    @abstractmethod
    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a call."""

    def is_too_fast(self, recipient: str) -> bool:
        now = time.monotonic()
        times = self._times[recipient] = [at for at in self._times[recipient] if at > now - 1]
        if self.rate is not None and len(times) >= self.rate:
            return True
        times.append(now)
        return False


SomeApi = TypeVar("SomeApi", bound=Api)


@contextmanager
def serving(api: SomeApi) -> Iterator[SomeApi]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            api.paths.append(self.path)
            found = api.troubles.pop(0) if api.troubles else self._answer(body)
            if found is None:
                self.close_connection = True
                return
            status, headers, content = found
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def _answer(self, body: bytes) -> Answer:
            return api.answer(self.command, urlsplit(self.path).path, dict(self.headers), body)

        def log_message(self, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)
    api.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
