"""Makes `.venv` ready, with any python3 and nothing but its standard library, then becomes the project's own Python.

    python3 scripts/bootstrap.py [--dev] [--port PORT] [MODULE [ARGUMENT ...]]

A whole set-up leaves a stamp, with which the next start takes no time; one cut short leaves none, and is redone.
"""

import argparse
import errno
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Iterator, List, Optional, Union

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "set-up"
OWN_UV = ROOT / ".uv"
UV_LOCK = ROOT / "scripts" / "requirements-uv.lock"
LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
LOG = ROOT / ".cache" / "set-up.log"

ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
SPACE_FOR_ALL, SPACE_FOR_CHANGES = 3.0, 0.5
"""Gigabytes."""
TICK = 5.0
"""Seconds of silence before a sign of life."""

PROGRESS = ("Downloading", "Building", "Built", "Prepared", "Uninstalled", "Installed")
DISK_FULL = "The disk is full: free 3 GB, then run this again."
UNTRUSTED = "The package registry's certificate isn't trusted: name your own in SSL_CERT_FILE, then run this again."
UNREACHABLE = "The package registry can't be reached: check the network or the proxy settings, then run this again."
NO_PYTHON = "Python 3.10 is needed, but it isn't installed and can't be downloaded: install it, then run this again."
NO_VENV = "This python3 has neither venv nor pip: install them (on Debian: python3-venv), then run this again."
STOPPED = "Stopped before the set-up was whole: the next run redoes it."

SIGNS = {
    DISK_FULL: ("No space left on device", "os error 28", "Disk quota exceeded"),
    UNTRUSTED: ("invalid peer certificate", "CERTIFICATE_VERIFY_FAILED"),
    UNREACHABLE: ("Failed to fetch", "error sending request", "dns error", "NewConnectionError", "from versions: none"),
}
"""What uv and pip say when that is the matter; the first that is found counts."""

Words = List[Union[str, Path]]


class SetUpError(Exception):
    """The set-up can't go on. The text is one sentence: why, and what to do."""


def main() -> None:
    options = parse_arguments()
    os.chdir(ROOT)
    try:
        if options.port is not None:
            check_port(options.port)
        make_ready(options.dev)
    except SetUpError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except OSError as error:
        sys.exit(DISK_FULL if error.errno == errno.ENOSPC else f"The set-up failed: {error}.")
    if options.command:
        os.execve(PYTHON, [str(PYTHON), "-m", *options.command], {**os.environ, **ENVIRONMENT})


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes .venv ready, then runs a module in it.")
    parser.add_argument("--dev", action="store_true", help="with what tests and benchmarks need")
    parser.add_argument("--port", help="stop at once unless this port is free on this machine")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="MODULE [ARGUMENT ...]", help="as after python -m")
    return parser.parse_args()


def check_port(text: str) -> None:
    if not (re.fullmatch("[0-9]{1,5}", text) and 1 <= int(text) <= 65535):
        raise SetUpError(f"PORT has to be a whole number from 1 to 65535, not {text!r}.")
    with socket.socket() as listener:
        # Without it, connections of a server that has just stopped would count as its use.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(text)))
        except PermissionError:
            raise SetUpError(f"Port {text} needs an administrator: choose one above 1023, as PORT=5006.") from None
        except OSError:
            raise SetUpError(f"Port {text} is in use: stop what uses it, or choose another, as PORT=5006.") from None


def make_ready(dev: bool) -> None:
    """Installs what the lock file lists, unless the stamp says it is there; the dev lock holds all of the other."""
    if is_ready(dev):
        return
    with only_one() as log:
        if not is_ready(dev):
            install(DEV_LOCK if dev or read_stamp().startswith(DEV_LOCK.name) else LOCK, log)


def is_ready(dev: bool) -> bool:
    return read_stamp() in [make_stamp(lock) for lock in ([DEV_LOCK] if dev else [DEV_LOCK, LOCK])]


def make_stamp(lock: Path) -> str:
    # The folder counts: installed scripts hold its path.
    parts = [str(ROOT).encode(), lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()]
    return f"{lock.name} {hashlib.sha256(b''.join(parts)).hexdigest()}"


def read_stamp() -> str:
    """The lock that `.venv` was made from; empty where it was cut short or its Python is gone."""
    return STAMP.read_text() if STAMP.exists() and os.access(PYTHON, os.X_OK) else ""


@contextmanager
def only_one() -> Iterator[IO[str]]:
    """The log, held by one set-up at a time, and by a program that it runs for as long as that goes on."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a", encoding="utf-8") as log:
        try:
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another set-up of this folder to end ...")
            fcntl.flock(log, fcntl.LOCK_EX)
        log.truncate(0)
        yield log


def install(lock: Path, log: IO[str]) -> None:
    before = read_stamp()
    check_space(SPACE_FOR_CHANGES if before else SPACE_FOR_ALL)
    uv = find_uv(log)
    if before:
        STAMP.unlink()
    else:
        shutil.rmtree(VENV, ignore_errors=True)
        run([uv, "venv", "--quiet", "--python", "cpython3.10", VENV], "Looking for Python 3.10", log, NO_PYTHON)
    try:
        # Compiled once, for Python may be told not to keep what it compiles: then each start takes seconds longer.
        sync = [uv, "pip", "sync", "--python", PYTHON, "--require-hashes", "--compile-bytecode", lock]
        run(sync, f"Installing {lock.name}", log)
    except SetUpError as error:
        # uv changes nothing before it has all files, so what was whole still is.
        if before and str(error) in (UNREACHABLE, UNTRUSTED):
            STAMP.write_text(before)
        raise
    own = [uv, "pip", "install", "--python", PYTHON, "--no-deps", "--no-build-isolation", "--editable", ROOT]
    run(own, "Installing Centre Guide", log)
    STAMP.write_text(make_stamp(lock))


def check_space(needed: float) -> None:
    free = shutil.disk_usage(ROOT).free / 1e9
    if free < needed:
        raise SetUpError(
            f"The set-up needs {needed:g} GB of disk, but {free:.1f} GB is free: make room, then try again."
        )


def find_uv(log: IO[str]) -> Union[str, Path]:
    """The uv on the PATH, or one of our own, which is fetched where there is none."""
    own = OWN_UV / "bin" / "uv"
    found = shutil.which("uv")
    if not found and not own.exists():
        fetch_uv(log)
    return found or own


def fetch_uv(log: IO[str]) -> None:
    fresh = LOG.parent / "uv"
    shutil.rmtree(fresh, ignore_errors=True)
    options = ["--require-hashes", "--requirement", UV_LOCK]  # type: Words
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", fresh], "Making a place for uv, the installer", log)
        pip = [fresh / "bin" / "python", "-m", "pip", "install"]  # type: Words
        if sys.version_info < (3, 9):
            # Their own pip is too old to know uv's wheels, whose program needs no Python at all.
            run([*pip, "--upgrade", "pip<22"], "Fetching a newer pip", log)
            options.append("--ignore-requires-python")
    elif importlib.util.find_spec("pip"):
        pip = [sys.executable, "-m", "pip", "install", "--target", fresh]
    else:
        raise SetUpError(NO_VENV)
    run([*pip, *options], "Fetching uv, the installer", log)
    shutil.rmtree(OWN_UV, ignore_errors=True)
    fresh.rename(OWN_UV)


def run(command: Words, doing: str, log: IO[str], otherwise: Optional[str] = None) -> None:
    """Runs a program, showing that it gets on; all that it says is in the log.

    Raises:
        SetUpError: it failed; `otherwise` is the sentence unless the disk is full.
    """
    said = []
    with signs_of_life(doing), subprocess.Popen(command, stdout=log, stderr=subprocess.PIPE) as process:
        for raw in process.stderr or ():
            line = raw.decode("utf-8", "replace")
            said.append(line)
            log.write(line)
            log.flush()
            if line.strip().startswith(PROGRESS):
                say(f"  {line.strip()}")
    if process.returncode:
        raise SetUpError(explain(said, doing, otherwise))


def explain(said: List[str], doing: str, otherwise: Optional[str]) -> str:
    everything = "".join(said)
    matter = next((matter for matter, signs in SIGNS.items() if any(sign in everything for sign in signs)), None)
    reason = next((line.strip() for line in said if line.lower().startswith("error")), "it gave no reason")
    if otherwise and matter != DISK_FULL:
        return otherwise
    return matter or f"{doing} failed: {reason} (more in {LOG.relative_to(ROOT)})."


@contextmanager
def signs_of_life(doing: str) -> Iterator[None]:
    """Says what is being done, and then every few seconds for how long."""
    done = threading.Event()
    began = time.monotonic()

    def tick() -> None:
        while not done.wait(TICK):
            say(f"  {doing}: {time.monotonic() - began:.0f} s")

    say(f"{doing} ...")
    threading.Thread(target=tick, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
