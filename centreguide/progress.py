"""Shows on the terminal that something slow gets on."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

TICK = 5.0
"""Seconds between signs of life."""


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Says what is being done, and every few seconds for how long it has been."""
    began, done = time.monotonic(), threading.Event()

    def tick() -> None:
        while not done.wait(TICK):
            print(f"  {doing}: {time.monotonic() - began:.0f} s", flush=True)

    print(f"{doing} ...", flush=True)
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()
