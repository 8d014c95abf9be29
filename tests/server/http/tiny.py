"""A tiny application behind the front, in a process of its own: `python -m tests.server.http.tiny OPTIONS`.

OPTIONS are JSON: `deadlines` in seconds by name, `limits` of descriptors (soft and hard, or null), `behind_proxies`.
"""

import asyncio
import json
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from centreguide.metrics import REFUSED
from centreguide.request_id import request_id
from centreguide.server.headers import protect
from centreguide.server.http.deadlines import Deadlines
from centreguide.server.http.server import make

PATIENCE = 30
LARGE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Tiny:
    """The running server, and how to talk to it in bytes."""

    port: int
    process: "subprocess.Popen[str]"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def say(self, request: bytes) -> "Said":
        """Sends the bytes and reads until the server closes."""
        with self.connect() as connection:
            connection.sendall(request)
            return hear(connection)

    def get(self, path: str) -> Any:
        """The JSON at the path."""
        said = self.say(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert said.status == 200
        return json.loads(said.body)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@dataclass(frozen=True)
class Said:
    """All that the server said on a connection; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def hear(connection: socket.socket) -> Said:
    """Reads until the server closes."""
    said = b""
    while part := connection.recv(65536):
        said += part
    return parsed(said)


def parsed(said: bytes) -> Said:
    """The first response of these bytes; nothing at all has the status 0."""
    head, _, body = said.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    fields = (line.split(": ", 1) for line in lines)
    return Said(int(first.split(" ")[1]) if first else 0, {name.lower(): value for name, value in fields}, body)


@contextmanager
def serving(
    limits: tuple[int, int] | None = None, *, behind_proxies: bool = False, **deadlines: float
) -> Iterator[Tiny]:
    """Runs it, with these deadlines and limits of descriptors in place of the usual ones."""
    options = {"limits": limits, "behind_proxies": behind_proxies, "deadlines": deadlines}
    command = [sys.executable, "-m", "tests.server.http.tiny", json.dumps(options)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield Tiny(int(process.stdout.readline()), process)
    finally:
        process.kill()
        process.wait()


def main() -> None:
    options = json.loads(sys.argv[1])
    if limits := options["limits"]:
        resource.setrlimit(resource.RLIMIT_NOFILE, tuple(limits))
    app = Sanic("tiny", configure_logging=False)
    app.config.MOTD = False
    protect(app)
    heard: list[bytes] = []

    @app.route("/health", methods=("GET", "HEAD"))
    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok", "request": request_id.get()})

    @app.post("/echo")
    async def echo(request: Request) -> HTTPResponse:
        heard.append(request.body)
        return response.raw(request.body)

    @app.get("/heard")
    async def tell(request: Request) -> HTTPResponse:
        refused = {
            s.labels["reason"]: s.value for m in REFUSED.collect() for s in m.samples if s.name.endswith("total")
        }
        state = {"bodies": len(heard), "connections": len(server.server_state.connections), "refused": refused}
        return response.json(state)

    @app.get("/nothing")
    async def nothing(request: Request) -> HTTPResponse:
        return response.empty()

    @app.get("/slow")
    async def slow(request: Request) -> HTTPResponse:
        await asyncio.sleep(float(request.args.get("seconds")))
        return response.json({"status": "ok"})

    @app.get("/large")
    async def large(request: Request) -> HTTPResponse:
        return response.raw(b"x" * LARGE)

    claimed = socket.socket()
    claimed.bind(("127.0.0.1", 0))
    address: tuple[str, int] = claimed.getsockname()
    server = make(
        app,
        lambda: print(address[1], flush=True),
        behind_proxies=options["behind_proxies"],
        deadlines=Deadlines(**options["deadlines"]),
    )
    server.run([claimed])


if __name__ == "__main__":
    main()
