"""A running server of the pages alone, with the content that a test puts in use; it needs no Rasa and no model."""

import asyncio
import functools
import http.client
import socket
import threading
from dataclasses import dataclass, field

from sanic import Sanic

from centreguide.server.headers import protect
from centreguide.server.web import add_pages

PATIENCE = 10


@dataclass(frozen=True)
class Answer:
    """A response; the headers' names are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True)
class Site:
    """The server's address, and how to ask it for a path exactly as it is given."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


@functools.cache
def pages_site() -> Site:
    """Serves the pages until this process ends: Sanic can start once in a process.

    It has a thread of its own, since a browser's event loop may be in this one.
    """
    app = Sanic("pages", configure_logging=False)
    protect(app)
    add_pages(app)
    claimed, started = socket.socket(), threading.Event()
    claimed.bind(("127.0.0.1", 0))

    async def start() -> None:
        server = await app.create_server(sock=claimed, return_asyncio_server=True)
        await server.startup()
        await server.start_serving()
        started.set()

    def run() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    assert started.wait(PATIENCE)
    return Site(claimed.getsockname()[1])
