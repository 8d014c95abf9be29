"""A running server of the pages alone, with the content that a test puts in use; it needs no Rasa and no model."""

import functools
import http.client
import socket
import threading
from dataclasses import dataclass, field

from sanic import Sanic

from centreguide.server.headers import protect
from centreguide.server.http.server import make
from centreguide.server.web import add_pages

PATIENCE = 10
OF_THE_MOMENT = ("date", "x-request-id")


@dataclass(frozen=True)
class Answer:
    """A response; the headers' names are in small letters, and those that differ each time are left out."""

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
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, {name: headers[name] for name in headers if name not in OF_THE_MOMENT}, body)


@functools.cache
def pages_site() -> Site:
    """Serves the pages until this process ends: Sanic can start once in a process.

    It has a thread of its own, since a browser's event loop may be in this one.
    """
    app = Sanic("pages", configure_logging=False)
    protect(app)
    add_pages(app)
    app.config.MOTD = False
    claimed, started = socket.socket(), threading.Event()
    claimed.bind(("127.0.0.1", 0))
    server = make(app, started.set)
    threading.Thread(target=server.run, args=([claimed],), daemon=True).start()
    assert started.wait(PATIENCE)
    return Site(claimed.getsockname()[1])
