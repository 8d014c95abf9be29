"""Puts far more visitors to the bot than it can answer: what is kept of its best, how long anyone waits, and danger.

    python -m benchmarks.load [--visitors 1000] [--seconds 40]

First 16 visitors ask one question after another, which gives the best that the bot can do; then all of them at once.
Who is told to come back does so when told. Meanwhile one visitor in danger writes every two seconds. Each visitor has
an address of its own, as behind a trust's proxy, and every 25 messages a conversation of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import yaml

from tests.server.servers import Server, serving_release

ROOT = Path(__file__).parent.parent
FEW, WARM_UP = 16, 5.0
TURNS = 25
DANGER = "my dad has collapsed and he is not breathing"
EVERY = 2.0
GIVE_UP = 20.0


@dataclass
class Seen:
    """What happened in one round; times in seconds."""

    answers: list[float] = field(default_factory=list)
    refusals: list[float] = field(default_factory=list)
    alarms: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)

    def line(self, seconds: float) -> str:
        faults = ", ".join(f"{count} x {name}" for name, count in self.faults.items()) or "none"
        told = f"to be told to come back {_most(self.refusals)} ({len(self.refusals)} times)"
        return (
            f"{len(self.answers) / seconds:.1f} replies a second; longest wait for a reply {_most(self.answers)}, "
            f"{told}, in danger {_most(self.alarms)} ({len(self.alarms)} times); faults: {faults}"
        )


def _most(times: list[float]) -> str:
    return f"{max(times):.2f} s" if times else "-"


class Visitors:
    """All visitors of one round.

    Args:
        address: the server's.
        questions: what they ask, in turn.
    """

    def __init__(self, address: str, questions: list[str]) -> None:
        self._base = f"{address}/webhooks/website"
        self._questions = itertools.cycle(questions)
        self._numbers = itertools.count()

    async def round(self, visitors: int, seconds: float) -> Seen:
        """What this many visitors see in this time."""
        seen = Seen()
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(GIVE_UP)) as http:
            tasks = [asyncio.create_task(self._ask_on(http, seen)) for _ in range(visitors)]
            tasks.append(asyncio.create_task(self._in_danger(http, seen)))
            await asyncio.sleep(seconds)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return seen

    async def _ask_on(self, http: aiohttp.ClientSession, seen: Seen) -> None:
        while True:
            headers = await self._session(http, seen)
            for turn in range(TURNS):
                await self._ask(http, headers, f"message-{turn:03}", next(self._questions), seen)

    async def _ask(
        self, http: aiohttp.ClientSession, headers: dict[str, str], name: str, text: str, seen: Seen
    ) -> None:
        while True:
            began = time.monotonic()
            try:
                async with http.post(f"{self._base}/messages", json={"id": name, "text": text}, headers=headers) as got:
                    await got.read()
                    took, wait = time.monotonic() - began, float(got.headers.get("Retry-After", 0))
                    if got.status == 200:
                        seen.answers.append(took)
                        return
                    if got.status != 503 or not wait:
                        seen.faults[str(got.status)] += 1
                        return
                    seen.refusals.append(took)
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                seen.faults[type(error).__name__] += 1
                wait = 1.0
            await asyncio.sleep(wait)

    async def _in_danger(self, http: aiohttp.ClientSession, seen: Seen) -> None:
        while True:
            headers = await self._session(http, seen)
            began = time.monotonic()
            body = {"id": "message-000", "text": DANGER}
            with suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with http.post(f"{self._base}/messages", json=body, headers=headers) as got:
                    replies = (await got.json()).get("replies", [])
                    if [reply["kind"] for reply in replies] == ["urgent"]:
                        seen.alarms.append(time.monotonic() - began)
                    else:
                        seen.faults["danger without its reply"] += 1
            await asyncio.sleep(EVERY)

    async def _session(self, http: aiohttp.ClientSession, seen: Seen) -> dict[str, str]:
        number = next(self._numbers)
        headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
        while True:
            with suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with http.post(f"{self._base}/sessions", headers=headers) as got:
                    if got.status == 201:
                        return {**headers, "Authorization": f"Bearer {(await got.json())['token']}"}
                    seen.faults[f"no session: {got.status}"] += 1
            await asyncio.sleep(1.0)


def questions() -> Iterator[str]:
    """Single questions of the evaluation."""
    for case in yaml.safe_load((ROOT / "tests/evaluation/questions.yml").read_text(encoding="utf-8")):
        if len(case["turns"]) == 1:
            yield case["turns"][0]["say"]


def memory(server: Server) -> int:
    """What the server's process holds, in megabytes."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--visitors", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--published", action="store_true", help="the live release instead of the draft")
    options = parser.parse_args()
    proxies = {"CENTREGUIDE_PROXIES": "1"}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving_release(ROOT, Path(folder), settings=proxies, published=options.published) as server,
    ):
        visitors = Visitors(server.address, list(questions()))
        asyncio.run(visitors.round(FEW, WARM_UP))
        before = memory(server)
        best = asyncio.run(visitors.round(FEW, options.seconds))
        print(f"{FEW} visitors: {best.line(options.seconds)}")
        many = asyncio.run(visitors.round(options.visitors, options.seconds))
        print(f"{options.visitors} visitors: {many.line(options.seconds)}")
        kept = len(many.answers) / max(len(best.answers), 1)
        print(f"{kept:.0%} of the best kept; memory {before} MB before, {memory(server)} MB after")


if __name__ == "__main__":
    main()
