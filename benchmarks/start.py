"""How long the bot takes from its start to its first answer, and its memory: with and without the light imports.

    python -m benchmarks.start [--rounds 3]

`centreguide run` serves the draft's release in a folder of its own, as Rasa would import what it needs and as the bot
does, in turn, so that whatever else the machine does slows both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

from centreguide.encoder import runtime
from centreguide.publishing.publish import Publishing
from centreguide.release.store import Releases
from centreguide.release.training import train
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES
from tests.server.servers import ask, free_port

PROJECT = Path(__file__).parent.parent
LIGHT = "import sys; from centreguide.cli import main; sys.exit(main())"
STOCK = (
    f"import sys; from centreguide.rasa_overrides.light_imports import FINDER; sys.meta_path.remove(FINDER); {LIGHT}"
)
QUESTION = "what do you do?"
_MEGABYTE = 2**20
_PATIENCE = 300


@dataclass(frozen=True)
class Start:
    """Seconds to the first answer, seconds of CPU until then, and megabytes of memory after it."""

    seconds: float
    cpu: float
    memory: float


def measured(code: str, folder: Path) -> Start:
    """One start of the server by this code, in a project's folder."""
    port = free_port()
    command = [sys.executable, "-c", code, "run", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), runtime.CACHE_VARIABLE: str(PROJECT / ".cache")}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - began > _PATIENCE:
                sys.exit("The server didn't start.")
            time.sleep(0.02)
        took = time.perf_counter() - began
        return Start(took, _cpu(process.pid), _memory(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _answers(port: int) -> bool:
    try:
        return bool(ask(f"http://127.0.0.1:{port}", "visitor", QUESTION))
    except OSError:
        return False


def _cpu(process: int) -> float:
    """Seconds in user and system mode, as /proc/<pid>/stat has them after the command's name."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / _MEGABYTE


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (*CONTENT_FOLDERS, *DRAFT_FILES):
            copy = shutil.copytree if (PROJECT / part).is_dir() else shutil.copyfile
            copy(PROJECT / part, folder / part)
        shutil.copytree(PROJECT / "actions", folder / "actions")
        built = Releases(PROJECT / "releases").build(PROJECT, train)
        shutil.copytree(built.folder, folder / "releases" / built.folder.name)
        Publishing(folder / "releases").to_serve(folder, train)
        pairs = [(measured(STOCK, folder), measured(LIGHT, folder)) for _ in range(rounds)]
    print("| | Rasa's imports | light imports | light / Rasa's |\n| --- | --- | --- | --- |")
    for row, name in enumerate(("to the first answer, s", "CPU until then, s", "memory, MB")):
        stock, light = (statistics.median(astuple(pair[side])[row] for pair in pairs) for side in (0, 1))
        print(f"| {name} | {stock:.1f} | {light:.1f} | {light / stock:.2f} |")
    print("load", *os.getloadavg())


if __name__ == "__main__":
    main()
