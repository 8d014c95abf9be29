"""The bot that all widgets talk to: `centreguide run` with Rasa's socket.io channel and a page for each peer.

`python -m benchmarks.widget_server PORT FOLDER` keeps its conversations in the folder.
"""

import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from typing import Any

from sanic import Request, Sanic, response
from sanic.response import HTTPResponse

from benchmarks.widgets import PEERS, PROJECT, Peer
from centreguide.server.port import claim

PATIENCE = 180
"""Seconds until it has to be ready."""

PAGE = """<!doctype html><html lang="en"><title>{name}</title><body><h1>{name}</h1>
<script type="{script}" src="/peers/{name}/index.js"></script>
<script type="{script}" src="/with/{name}/start.js"></script>"""
POLICY = "default-src 'self' ws:; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""The peers put their styles into the page; the fonts that they fetch from Google stay away."""


@contextmanager
def serving() -> Iterator[str]:
    """The bot with all channels, in a process of its own; gives its address."""
    with claim(0) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="centreguide-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output:
            command = [sys.executable, "-m", "benchmarks.widget_server", str(port), folder]
            process = Popen(command, cwd=PROJECT, stdout=output, stderr=output)
        try:
            _wait(process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _wait(process: "Popen[bytes]", log: Path) -> None:
    for _ in range(PATIENCE * 10):
        said = log.read_text(errors="replace")
        if any(line.startswith("http://") for line in said.splitlines()):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"The bot didn't start:\n{log.read_text(errors='replace')}")


def main() -> None:
    # Here, as importing Rasa takes seconds, and who starts this process needs none of it.
    from rasa.core.channels.socketio import SocketIOInput

    from centreguide import cli
    from centreguide.server import application
    from centreguide.server.http import server

    port, folder = sys.argv[1:]
    build = application.build

    def build_with_peers(agent: Any, conversations: Any, channels: Any) -> Sanic:
        app = build(agent, conversations, [*channels, SocketIOInput()])
        for peer in PEERS:
            add(app, peer)
        return app

    application.build = build_with_peers  # type: ignore[assignment]
    server.run = run_with_web_sockets  # type: ignore[assignment]
    sys.exit(cli.main(["run", "--port", port, "--database", str(Path(folder) / "conversations.db")]))


def run_with_web_sockets(app: Sanic, claimed: socket.socket, ready: Callable[[], None], **_: Any) -> None:
    """Sanic's own server, for the peer that talks by a web socket, which ours has none of."""

    @app.after_server_start
    async def announce(app: Sanic, loop: Any) -> None:
        ready()

    app.run(sock=claimed, workers=1, access_log=False, motd=False)


def add(app: Sanic, peer: Peer) -> None:
    """Adds a page with the peer in it."""
    bundle = peer.fetched().read_bytes()

    async def page(request: Request) -> HTTPResponse:
        html = PAGE.format(name=peer.name, script=peer.script)
        return response.html(html, headers={"Content-Security-Policy": POLICY})

    async def script(request: Request) -> HTTPResponse:
        return response.raw(bundle, content_type="text/javascript")

    async def start(request: Request) -> HTTPResponse:
        return response.raw(peer.start.encode(), content_type="text/javascript")

    app.add_route(page, f"/with/{peer.name}", name=f"{peer.name}-page")
    app.add_route(script, f"/peers/{peer.name}/index.js", name=f"{peer.name}-script")
    app.add_route(start, f"/with/{peer.name}/start.js", name=f"{peer.name}-start")


if __name__ == "__main__":
    main()
