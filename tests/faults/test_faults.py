"""What breaks on one machine, under load: nobody's message may be lost or answered twice, and danger never waits."""

import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.faults.conftest import ROOT, SETTINGS, Note
from tests.faults.visitors import Ledger, Rush
from tests.server.servers import Server, serving_release

pytestmark = pytest.mark.e2e

FAULT = 6.0
"""Seconds that a fault lasts: nobody may wait for its end. What is printed is the figure; how quick a machine is that
runs this isn't tested."""


def holds(ledger: Ledger) -> None:
    assert ledger.sent > 20
    assert not ledger.lost
    assert not ledger.doubled
    assert ledger.alarms
    assert max(ledger.alarms) < FAULT
    assert max(ledger.waits) < FAULT


def test_no_fault(bot: Server, note: Note) -> None:
    with Rush(bot) as rush:
        time.sleep(6)
    holds(note(rush.ledger))
    assert not rush.ledger.forgotten


def test_locked_database(bot: Server, note: Note) -> None:
    with Rush(bot) as rush:
        time.sleep(2)
        with closing(sqlite3.connect(bot.database, timeout=5, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(FAULT)
            other.execute("ROLLBACK")
        time.sleep(4)
    holds(note(rush.ledger))


def test_full_disk(bot: Server, note: Note) -> None:
    """No file may grow, as on a disk without room; it does so without being root, and for this process alone."""
    whole = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    with Rush(bot) as rush:
        time.sleep(2)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (4096, whole[1]))
        time.sleep(FAULT)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, whole)
        time.sleep(4)
    holds(note(rush.ledger))


def test_slow_clients_and_bad_framing(bot: Server, note: Note) -> None:
    host, port = "127.0.0.1", bot.port
    bad = (
        b"POST /webhooks/website/messages HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n{}",
        b"POST /webhooks/website/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"POST /webhooks/website/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
        b"\x00" * 500 + b"\r\n\r\n",
    )
    with Rush(bot) as rush:
        slow = [socket.create_connection((host, port)) for _ in range(100)]
        for step in range(20):
            for one in slow:
                with_a_drip(one, b"POST / HTTP/1.1\r\nHost: a\r\n"[step : step + 1])
            for one in bad:
                with socket.create_connection((host, port)) as connection:
                    with_a_drip(connection, one)
            time.sleep(0.3)
        for one in slow:
            one.close()
    holds(note(rush.ledger))


def with_a_drip(connection: socket.socket, some: bytes) -> None:
    try:
        connection.sendall(some)
    except OSError:
        # The server has closed it, which is its right.
        return


def test_deleted_database(bot: Server, note: Note) -> None:
    with Rush(bot) as rush:
        time.sleep(2)
        for file in bot.database.parent.glob(f"{bot.database.name}*"):
            file.unlink()
        time.sleep(4)
    holds(note(rush.ledger))


def test_second_process(bot: Server, note: Note) -> None:
    """Another one on the same conversations and releases doesn't start, says why, and leaves the first one alone."""
    command = [sys.executable, "-m", "centreguide", "run", "--draft", "--port", "0", "--database", str(bot.database)]
    with Rush(bot) as rush:
        second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert second.returncode
        assert "another" in second.stderr.lower()
        time.sleep(2)
    holds(note(rush.ledger))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_under_load(tmp_path: Path, note: Note, how: signal.Signals) -> None:
    """Stopped, and started again on the same conversations: what was answered is known, what wasn't is answered."""
    with ExitStack() as servers:

        def start() -> Server:
            return servers.enter_context(serving_release(ROOT, tmp_path, settings=SETTINGS))

        with Rush(start()) as rush:
            for _ in range(2):
                time.sleep(3)
                rush.server.process.send_signal(how)
                code = rush.server.process.wait(timeout=20)
                assert code == (0 if how is signal.SIGTERM else -signal.SIGKILL)
                rush.server = start()
            time.sleep(3)
    holds(note(rush.ledger))
    assert not rush.ledger.forgotten
