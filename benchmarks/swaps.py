"""What a publication costs those who are talking to the bot meanwhile, and what it leaves in memory.

    python -m benchmarks.swaps [--swaps 20]

A real server runs over a copy of the draft. One visitor after another talks to it without a pause, while two releases
are made live in turn. Told are the longest reply with and without a swap, what wasn't answered, and the memory.
"""

import argparse
import http.client
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from centreguide.publishing.publish import Publishing
from centreguide.release import pointer
from centreguide.release.serving import Serving
from centreguide.release.store import Release, Releases
from centreguide.release.training import train
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES
from tests.server.servers import free_port

ROOT = Path(__file__).parent.parent
QUESTIONS = ["where is the cancer centre", "how many beds are there", "who is it for?", "what do you offer", "hello"]
PATIENCE = 300
BETWEEN = 5
"""Seconds between swaps; as long in all is the time without any, which they are compared with."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--swaps", type=int, default=20)
    swaps = parser.parse_args().swaps
    with tempfile.TemporaryDirectory() as folder:
        draft, releases = Path(folder), Path(folder) / "releases"
        for name in CONTENT_FOLDERS:
            shutil.copytree(ROOT / name, draft / name)
        for name in DRAFT_FILES:
            shutil.copyfile(ROOT / name, draft / name)
        built = Releases(ROOT / "releases").build(ROOT, train)
        shutil.copytree(built.folder, releases / built.folder.name)
        publishing = Publishing(releases)
        one = publishing.to_serve(draft, train)
        answers = draft / "wording" / "answers.yml"
        answers.write_text(answers.read_text(encoding="utf-8").replace('"Yes."', '"Yes, indeed."'), encoding="utf-8")
        other = publishing.releases.build(draft, train)
        with server(draft) as (port, process):
            measure(port, process, publishing, [one, other], swaps)


def measure(port: int, process: int, publishing: Publishing, releases: list[Release], swaps: int) -> None:
    visitor = Visitor(port)
    visitor.start()
    time.sleep(swaps * BETWEEN)
    calm = list(visitor.times)
    memory = []
    for number in range(1, swaps + 1):
        swap_to(publishing, releases[number % 2])
        time.sleep(BETWEEN)
        memory.append(resident(process))
        print(f"swap {number}: {memory[-1]:.0f} MB", flush=True)
    visitor.stopped.set()
    visitor.join()
    during = visitor.times[len(calm) :]
    print(f"{len(calm)} replies before: {told(calm)}")
    print(f"{len(during)} replies over {swaps} swaps: {told(during)}")
    print(f"Not answered: {visitor.failed}")
    print(f"Memory after the last swap / after the first: {memory[-1] / memory[0]:.3f}")


def told(times: list[float]) -> str:
    most = statistics.quantiles(times, n=100)[-1]
    return f"median {statistics.median(times):.0f} ms, 99 in 100 within {most:.0f} ms, longest {max(times):.0f} ms"


def swap_to(publishing: Publishing, release: Release) -> None:
    """Makes a release live by the pointer, as publishing does, and waits until the server has taken it over."""
    version, folder = release.manifest.version, publishing.releases.folder
    live = pointer.read(folder)
    assert live is not None, "nothing is live"
    pointer.write(folder, replace(live, version=version))
    until = time.monotonic() + PATIENCE
    while (serving := Serving.read(folder)) is None or serving.version != version:
        assert time.monotonic() < until, "the server doesn't follow"
        time.sleep(0.1)


class Visitor(threading.Thread):
    """Talks without a pause; `times` are milliseconds."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.port, self.stopped = port, threading.Event()
        self.times: list[float] = []
        self.failed = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            sender = uuid.uuid4().hex
            for question in QUESTIONS:
                self._ask(sender, question)

    def _ask(self, sender: str, question: str) -> None:
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        body = json.dumps({"sender": sender, "message": question})
        connection.request("POST", "/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
        connection.close()
        self.times.append((time.perf_counter() - began) * 1000)
        if response.status != 200 or not json.loads(content):
            self.failed += 1


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, int]]:
    """`centreguide run` in the folder: its port and its process."""
    port = free_port()
    command = [sys.executable, "-m", "centreguide", "run", "--port", str(port), "--database", str(folder / "talk.db")]
    environment = {**os.environ, "CENTREGUIDE_CACHE": str(ROOT / ".cache"), "PYTHONPATH": str(ROOT)}
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
    try:
        for _ in range(PATIENCE):
            if Serving.read(folder / "releases") is not None:
                break
            assert process.poll() is None, log.read_text()
            time.sleep(1)
        yield port, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def resident(process: int) -> float:
    """The memory of a process, in MB."""
    fields = dict(
        line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":" in line
    )
    return int(fields["VmRSS"].split()[0]) / 1024


if __name__ == "__main__":
    main()
