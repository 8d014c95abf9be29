"""What a message costs in one process, stage by stage: Rasa's own ways beside ours, one after the other.

    python -m benchmarks.cost [--release releases/<version>] [--visitors 30]

One visitor after another asks five questions of the evaluation, by the way that the website's messages take behind
HTTP. Rasa's ways are its runner, its policies, its check of events and its SQL tracker store; all else is the same.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
OURS, RASAS = "ours", "rasas"
TURNS, WARM_UP = 5, 5
WHOLE, REST = "the whole", "the rest"

Times = defaultdict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--release", type=Path, help="a release's folder; the draft's own, trained first, if none")
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--way", choices=[OURS, RASAS], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(measured(options.release, options.visitors, options.way)))
        return
    release = options.release or _draft()
    ways = {way: _in_its_own_process(release, options.visitors, way) for way in (RASAS, OURS)}
    print(f"{'milliseconds a message':28}{'Rasa':>8}{'here':>8}{'ratio':>8}")
    for stage, rasas in ways[RASAS].items():
        ours = ways[OURS][stage]
        print(f"{stage:28}{rasas:8.2f}{ours:8.2f}{rasas / max(ours, 0.01):8.1f}")


def measured(release: Path, visitors: int, way: str) -> dict[str, float]:
    """Milliseconds a message by stage, in the order of their coming, the whole last."""
    from centreguide.log_privacy import hide_words, set_levels, set_up_logging
    from centreguide.rasa_overrides import together
    from centreguide.server.serve import QUIET

    os.environ.update(QUIET, LOG_LEVEL="ERROR")
    set_up_logging()
    if way == RASAS:
        together.install = lambda: None
    with tempfile.TemporaryDirectory() as folder, _agent(release, Path(folder), way) as agent:
        set_levels()
        hide_words()
        asyncio.run(_talk(agent, WARM_UP))
        times = Times(float)
        _time_stages(agent, times)
        messages = asyncio.run(_talk(agent, visitors, times))
    stages = {name: 1000 * seconds / messages for name, seconds in times.items()}
    whole = stages.pop(WHOLE)
    return {**stages, REST: whole - sum(stages.values()), WHOLE: whole}


@contextmanager
def _agent(release: Path, folder: Path, way: str) -> Iterator[Any]:
    from rasa.core.tracker_store import SQLTrackerStore

    from centreguide.release.content import live, load_content
    from centreguide.server import model as models
    from centreguide.server.conversations import ConversationStore
    from centreguide.server.in_process import InProcessActions
    from centreguide.server.locks import QueueingLockStore

    content = load_content(release)
    content.prepare()
    live.use(content)
    database = folder / "conversations.db"
    store = ConversationStore(database) if way == OURS else SQLTrackerStore(host=f"sqlite:///{database}")
    try:
        yield models.load(release / "model.tar.gz", store, QueueingLockStore(), InProcessActions("actions", content))
    finally:
        store.engine.dispose()


def _time_stages(agent: Any, times: Times) -> None:
    from centreguide.channels import exchange

    store, processor = agent.tracker_store, agent.processor
    for owner, name, stage in (
        (exchange, "alarm", "danger looked for"),
        (store, "retrieve_full_tracker", "conversation read"),
        (store, "retrieve", "conversation read"),
        (processor, "_parse_message_with_graph", "understood"),
        (processor, "_predict_next_with_tracker", "action chosen"),
        (processor.action_endpoint, "request", "answered"),
        (store, "save", "conversation written"),
    ):
        setattr(owner, name, _timed(getattr(owner, name), stage, times))


def _timed(function: Callable[..., Any], stage: str, times: Times) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = function(*args, **kwargs)
        times[stage] += time.perf_counter() - began
        return result

    async def wait(*args: Any, **kwargs: Any) -> Any:
        began = time.perf_counter()
        result = await function(*args, **kwargs)
        times[stage] += time.perf_counter() - began
        return result

    return functools.wraps(function)(wait if asyncio.iscoroutinefunction(function) else call)


async def _talk(agent: Any, visitors: int, times: Times | None = None) -> int:
    """How many messages were put; where they aren't timed, others are: what is kept of them must not help."""
    from centreguide.channels.exchange import Replies, exchange
    from centreguide.channels.incoming import incoming, user_message

    questions = itertools.cycle(_questions() if times is not None else _questions()[::-1])
    for visitor in range(visitors):
        for turn in range(TURNS):
            message = incoming("website", f"{'warm' if times is None else 'asks'}{visitor}", next(questions))

            def make(tracker: Any, message: Any = message) -> Any:
                return user_message(message, tracker, agent.domain, Replies())

            began = time.perf_counter()
            said = await exchange(agent, message.conversation, f"m{turn}", make, message.text)
            assert said, "every message gets a reply"
            if times is not None:
                times[WHOLE] += time.perf_counter() - began
    return visitors * TURNS


@functools.cache
def _questions() -> list[str]:
    cases = yaml.safe_load((ROOT / "tests/evaluation/questions.yml").read_text(encoding="utf-8"))
    return [turn["say"] for case in cases for turn in case["turns"]]


def _in_its_own_process(release: Path, visitors: int, way: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.cost", "--way", way]
    command += ["--release", str(release), "--visitors", str(visitors)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _draft() -> Path:
    from centreguide.release.store import Releases
    from centreguide.release.training import train

    return Releases(ROOT / "releases").build(ROOT, train).folder


if __name__ == "__main__":
    main()
