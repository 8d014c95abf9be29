"""Puts odd HTTP to a running bot (`make run`): does it answer on, and is its processor idle a second later?

    python -m benchmarks.fuzz --requests 10000 --seed 1 [--port 5005]

Each request is a valid one that is broken in up to three places, as proxies and attackers break them; some are sent in
pieces, some only in half. The same seed makes the same requests.
"""

import argparse
import asyncio
import json
import random
import sys
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

AT_ONCE = 64
PATIENCE = 15.0
"""Seconds until the server has to have answered or closed: more than it gives a request to arrive."""

LEAVING = 0.05
"""Seconds for which a client stays that has sent half a request."""

LENGTHS = [
    "-1",
    "+0",
    "0",
    "00",
    "5",
    "5, 5",
    "5,6",
    "0x5",
    "1e1",
    "5 5",
    " ",
    "",
    "many",
    "9" * 25,
    "1048577",
    "2147483648",
]
CODINGS = [
    "chunked",
    "Chunked",
    "chunked, chunked",
    "gzip, chunked",
    "identity",
    "\x0bchunked",
    "chunked;a",
    "",
    "xchunked",
]
TARGETS = [
    "/",
    "/health",
    "/x",
    "*",
    "//x",
    "http://x/",
    "/%00",
    "/a b",
    "/#a",
    "",
    "/\xff",
    "/" + "a" * 20_000,
    "x:80",
]
VERSIONS = ["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.10", "http/1.1", "", "HTTP/1.1 x"]
METHODS = ["GET", "POST", "HEAD", "OPTIONS", "DELETE", "CONNECT", "TRACE", "PRI", "G(T", "", "get", "A" * 300]
FIELDS = [
    "Host: y",
    "Host: ",
    "Connection: Upgrade\r\nUpgrade: websocket",
    "Connection: Upgrade\r\nUpgrade: h2c",
    "Connection: close, keep-alive",
    "Expect: 100-continue",
    "Expect: much",
    "A : b",
    " a",
    "\tb: c",
    ": b",
    "A: b\x00c",
    "A: b\rc",
    "A: b\nc",
    "Origin: http://evil.example\nX: y",
    "nonsense",
    "A: " + "b" * 20_000,
    "\xff: \xfe",
    "Trailer: a",
]
CHUNKS = [
    "5\r\nhello\r\n0\r\n\r\n",
    "5\nhello\n0\n\n",
    "-1\r\n\r\n",
    "ffffffffffffffffffff\r\n",
    "5\r\nhello0\r\n\r\n",
    "0\r\nA : b\r\n\r\n",
]
ENDS = ["\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", "\r\r\n", ""]

Lines = list[str]


def request(chance: random.Random) -> bytes:
    """One request, broken in none to three places."""
    lines = ["POST /webhooks/rest/webhook HTTP/1.1", "Host: x", "Content-Type: application/json"]
    body = json.dumps({"sender": f"fuzz{chance.random()}", "message": "hello"}) if chance.random() < 0.5 else "{}"
    lines.append(f"Content-Length: {len(body)}")
    end = "\r\n"
    for _ in range(chance.randint(0, 3)):
        chance.choice(BREAKS)(lines, chance)
    if chance.random() < 0.2:
        end = chance.choice(ENDS)
    if chance.random() < 0.3:
        body = chance.choice([*CHUNKS, "", body * 2, "\x00" * 100, body[:1]])
    made = (end.join([*lines, ""]) + end + body).encode("latin-1")
    if chance.random() < 0.1:
        made = bytes(chance.randrange(256) if chance.random() < 0.02 else one for one in made)
    return made + made if chance.random() < 0.1 else made


def _start(lines: Lines, chance: random.Random) -> None:
    parts = ["POST", "/webhooks/rest/webhook", "HTTP/1.1"]
    which = chance.randrange(3)
    parts[which] = chance.choice((METHODS, TARGETS, VERSIONS)[which])
    lines[0] = chance.choice([" ", " ", " ", "  ", "\t"]).join(parts)


def _length(lines: Lines, chance: random.Random) -> None:
    lines.insert(chance.randint(1, len(lines)), f"Content-Length: {chance.choice(LENGTHS)}")


def _coding(lines: Lines, chance: random.Random) -> None:
    lines.insert(chance.randint(1, len(lines)), f"Transfer-Encoding: {chance.choice(CODINGS)}")


def _field(lines: Lines, chance: random.Random) -> None:
    lines.insert(chance.randint(1, len(lines)), chance.choice(FIELDS))


def _lack(lines: Lines, chance: random.Random) -> None:
    lines.pop(chance.randrange(len(lines)))
    lines[:] = lines or [""]


BREAKS: list[Callable[[Lines, random.Random], None]] = [_start, _length, _coding, _field, _lack]


async def put(port: int, made: bytes, chance: random.Random) -> str:
    """Sends it; says how that ended: a status, closed without one, left by us, or `hung`."""
    pieces, half = chance.random() < 0.2, chance.random() < 0.1
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        sent = made[: len(made) // 2] if half else made
        for start in range(0, len(sent), step := max(1, len(sent) // 4 if pieces else len(sent))):
            writer.write(sent[start : start + step])
            await writer.drain()
        if half:
            await asyncio.sleep(LEAVING)
            return "left by us"
        said = await asyncio.wait_for(reader.readline(), PATIENCE)
        return said.split(b" ")[1].decode() if said.count(b" ") > 1 else "closed"
    except asyncio.TimeoutError:
        return "hung"
    except ConnectionError:
        return "closed"
    finally:
        writer.close()


async def put_all(port: int, count: int, seed: int) -> Counter[str]:
    """How often each way of ending came."""
    gate, ended = asyncio.Semaphore(AT_ONCE), Counter[str]()

    async def one(number: int) -> None:
        chance = random.Random(f"{seed}.{number}")  # noqa: S311
        async with gate:
            ended[await put(port, request(chance), chance)] += 1

    await asyncio.gather(*(one(number) for number in range(count)))
    return ended


def busy(process: int) -> float:
    """Seconds of processor that the process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def listener(port: int) -> int:
    """The process that listens on the port."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    (inode,) = [line[9] for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "0A"]
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(link.readlink()) == f"socket:[{inode}]":
                return int(link.parts[2])
        except OSError:
            continue
    sys.exit(f"No process of yours listens on {port}.")


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=5005)
    options = parser.parse_args()
    process = listener(options.port)
    ended = await put_all(options.port, options.requests, options.seed)
    print(f"{options.requests} requests, seed {options.seed}: ", end="")
    print(", ".join(f"{how} {often}" for how, often in sorted(ended.items())))
    await asyncio.sleep(1)
    before = busy(process)
    await asyncio.sleep(1)
    print(f"processor in the second after: {busy(process) - before:.0%}")
    with urllib.request.urlopen(f"http://127.0.0.1:{options.port}/health") as health:
        print(f"health after: {health.status}")
    sys.exit(1 if ended["hung"] else 0)


if __name__ == "__main__":
    asyncio.run(main())
