"""Reads a request's body whole before the application sees it, so that half a message is never taken for one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from centreguide.server.http.errors import Refused

LARGEST = 1024 * 1024
"""Bytes of a body."""

Receive = Callable[[], Awaitable[Any]]


class Gone(Exception):
    """The client left before its request was whole."""


async def read(headers: Iterable[tuple[bytes, bytes]], receive: Receive, seconds: float) -> bytes:
    """The body.

    Raises:
        Refused: It is too large, or not there in time.
        Gone: It never comes.
    """
    known = dict(headers)
    if int(known.get(b"content-length", 0)) > LARGEST:
        raise Refused(413, "limit")
    if known.keys().isdisjoint((b"content-length", b"transfer-encoding")):
        return b""
    try:
        return await asyncio.wait_for(_all(receive), seconds)
    except asyncio.TimeoutError:
        raise Refused(408, "slow") from None


async def drain(receive: Receive, seconds: float) -> None:
    """Lets a client finish that sends what isn't wanted: it reads the answer only then."""

    async def discard() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    try:
        await asyncio.wait_for(discard(), seconds)
    except asyncio.TimeoutError:
        return


async def _all(receive: Receive) -> bytes:
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message["body"]
        more = message["more_body"]
        if len(body) > LARGEST:
            raise Refused(413, "limit")
    return bytes(body)
