"""A platform in memory, and what a test needs around it."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence

from prometheus_client import REGISTRY
from sanic import Request

from centreguide.channels.exchange import Said
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox, Outgoing
from centreguide.channels.messaging.platform import Part, Platform, Received
from centreguide.channels.messaging.postman import Postman
from centreguide.wording import Wording

IDENTITY = Identity("a secret" * 4)


class Pigeon(Platform):
    """Takes what it is given, unless it was told to refuse first, or to hang.

    Attributes:
        refusals: What to raise, once each, before anything is taken.
        hangs: While it is set, nothing is answered.
    """

    name = "pigeon"
    settings = ()

    def __init__(self, name: str = "pigeon") -> None:
        super().__init__({}, "https://bot.example")
        self.name = name  # type: ignore[misc]
        self.taken_by: dict[str, list[str]] = defaultdict(list)
        self.refusals: list[Exception] = []
        self.hangs = False

    def verify(self, request: Request) -> None:
        """Believes everyone."""

    def read(self, request: Request) -> Sequence[Received]:
        return []

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        return [{"text": one["text"]} for one in said]

    async def check(self) -> str:
        return ""

    async def send(self, address: str, part: Part) -> None:
        await asyncio.sleep(3_600 if self.hangs else 0)
        if self.refusals:
            raise self.refusals.pop(0)
        self.taken_by[address].append(part["text"])


def put(
    outbox: Outbox, message: str, sender: str, *texts: str, channel: str = "pigeon", sealed_by: Identity = IDENTITY
) -> None:
    conversation = IDENTITY.conversation(channel, sender)
    outbox.put((message,), channel, conversation, sealed_by.sealed(sender), [{"text": text} for text in texts])


def heads(outbox: Outbox, channel: str = "pigeon") -> list[Outgoing]:
    return outbox.heads([channel], 100)


def work(outbox: Outbox, pigeons: Sequence[Pigeon], until: Callable[[Postman], bool]) -> Postman:
    """Lets the postman work until something is so, or for ten seconds."""

    async def working() -> Postman:
        desk = Desk(outbox)
        postman = Postman(desk, IDENTITY, {pigeon.name: pigeon for pigeon in pigeons})
        task = asyncio.create_task(postman.work())
        for _ in range(1_000):
            if until(postman):
                break
            await asyncio.sleep(0.01)
        task.cancel()
        return postman

    return asyncio.run(working())


def counted(name: str, channel: str = "pigeon") -> float:
    """What the bot has counted in this process so far."""
    return REGISTRY.get_sample_value(f"centreguide_{name}_total", {"channel": channel}) or 0.0
