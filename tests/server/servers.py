"""Real servers for tests: the bot in a process of its own, Rasa's action server beside it, and how to talk to them."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.server.tiny_bot import Project, environment

START = """
import sys
from pathlib import Path
from centreguide.server.serve import serve
model, database, package, actions_url, releases = sys.argv[1:]
serve(Path(model), 0, Path(database), package, actions_url or None, Path(releases) if releases else None)
"""
PATIENCE, TRAINING = 300, 1200
"""Seconds: for what the server does, and for a start that trains first, on a machine that is busy."""


@dataclass(frozen=True)
class Server:
    """A running bot.

    Attributes:
        address: Where it said to talk to it.
        database: Its conversations.
        log: The file with all that it has printed since.
    """

    address: str
    database: Path
    log: Path
    process: "subprocess.Popen[bytes]"

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE)


@contextmanager
def serving(
    project: Project,
    folder: Path,
    package: str = "riverside",
    actions_url: str = "",
    log_level: str = "INFO",
    settings: Mapping[str, str] = MappingProxyType({}),
    releases: Path | None = None,
) -> Iterator[Server]:
    """Serves the project's model, and follows the pointer in `releases`; `folder` gets the log and the database."""
    folder.mkdir(parents=True, exist_ok=True)
    log, database = folder / f"{time.time_ns()}.log", folder / "conversations.db"
    command = [
        sys.executable,
        "-c",
        START,
        str(project.model),
        str(database),
        package,
        actions_url,
        str(releases or ""),
    ]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project.folder, env=environment(LOG_LEVEL=log_level, **settings), stdout=output, stderr=output
        )
    try:
        yield Server(_address(process, log), database, log, process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def serving_release(
    root: Path,
    folder: Path,
    actions_url: str = "",
    settings: Mapping[str, str] = MappingProxyType({}),
    *,
    published: bool = False,
) -> Iterator[Server]:
    """Runs `centreguide run` in a project's folder, on its draft or on what is live; `folder` gets log and database."""
    log, database = folder / f"{time.time_ns()}.log", folder / "conversations.db"
    command = [sys.executable, "-m", "centreguide", "run", "--port", str(free_port()), "--database", str(database)]
    command += [] if published else ["--draft"]
    command += ["--actions-url", actions_url] if actions_url else []
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=root, env=environment(**settings), stdout=output, stderr=output)
    try:
        yield Server(_address(process, log), database, log, process)
    finally:
        process.kill()
        process.wait()


@contextmanager
def action_server(folder: Path, package: str) -> Iterator[str]:
    """Runs `rasa run actions` in the folder and gives the address of its webhook."""
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "actions", "--actions", package, "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(SANIC_HOST="127.0.0.1"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/webhook"
    finally:
        process.kill()
        process.wait()


def replies_both_ways(project: Project, folder: Path, package: str, messages: Sequence[str]) -> list[tuple[Any, Any]]:
    """Has one conversation twice: with the actions in the server's process, and with `rasa run actions`.

    Returns:
        For each message, what the one and the other replied.
    """
    with serving(project, folder / "in_process", package) as server:
        one = [ask(server.address, "visitor", message) for message in messages]
    with (
        action_server(project.folder, package) as url,
        serving(project, folder / "over_http", package, actions_url=url) as server,
    ):
        other = [ask(server.address, "visitor", message) for message in messages]
    return list(zip(one, other, strict=True))


def ask(address: str, sender: str, message: str) -> Any:
    """Sends a message over REST and gives the replies, or the error."""
    return post(address, json.dumps({"sender": sender, "message": message}).encode())[1]


def post(address: str, body: bytes, path: str = "/webhooks/rest/webhook") -> tuple[int, Any]:
    """Posts any body at all; gives the status and what came back, as JSON."""
    return fetch(urllib.request.Request(f"{address}{path}", body, {"Content-Type": "application/json"}))


def get(address: str, path: str) -> tuple[int, Any]:
    return fetch(urllib.request.Request(f"{address}{path}"))


def fetch(request: urllib.request.Request) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            status, content = response.status, response.read()
    except urllib.error.HTTPError as error:
        status, content = error.code, error.read()
    try:
        return status, json.loads(content)
    except ValueError:
        return status, content.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    for _ in range(TRAINING * 10):
        for line in log.read_text(errors="replace").splitlines():
            if line.startswith("http://"):
                return line
        assert process.poll() is None, log.read_text(errors="replace")
        time.sleep(0.1)
    raise TimeoutError(log.read_text(errors="replace"))


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE * 10):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing listens on port {port}.")
