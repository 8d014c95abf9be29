"""No client holds a connection by being slow; each test would wait for ever if one did."""

import json
import socket
import time

import pytest

from tests.server.http.tiny import LARGE, Tiny, hear, parsed, serving

HEAD = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n"
GET = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"

SLOW = {
    "half a line": (b"GET /hea", b""),
    "half a head": (b"GET /health HTTP/1.1\r\nHost: x\r\n", b""),
    "a head that drips": (b"GET /health HTTP/1.1\r\nHost: x\r\n", b"A: b\r\n"),
    "a body that never comes": (HEAD, b""),
    "half a body": (HEAD + b"hello", b""),
    "a body that drips": (HEAD, b"."),
    "chunks that never end": (HEAD.replace(b"Content-Length: 50", b"Transfer-Encoding: chunked"), b"1\r\n.\r\n"),
    "half a second request": (b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\nGET /hea", b""),
}


def dripped(connection: socket.socket, drip: bytes) -> bytes:
    """All that the server says until it closes, to a client that sends a little now and then."""
    connection.settimeout(0.2)
    said = b""
    for _ in range(150):
        try:
            part = connection.recv(65536)
        except TimeoutError:
            try:
                connection.sendall(drip)
            except OSError:
                continue
        else:
            if not part:
                return said
            said += part
    raise AssertionError("It was never closed.")


@pytest.mark.parametrize("kind", SLOW)
def test_what_never_ends_is_told_so_and_closed(hasty: Tiny, kind: str) -> None:
    begun, drip = SLOW[kind]
    before = hasty.get("/heard")
    with hasty.connect() as connection:
        connection.sendall(begun)
        said = parsed(dripped(connection, drip))
    if said.status == 204:
        said = parsed(said.body)
    assert said.status == 408
    assert json.loads(said.body)["error"] == "The request took too long to arrive."
    after = hasty.get("/heard")
    assert after["bodies"] == before["bodies"]
    assert after["refused"]["slow"] == before["refused"].get("slow", 0) + 1


def test_who_never_says_anything_is_told_nothing(hasty: Tiny) -> None:
    with hasty.connect() as connection:
        assert hear(connection).status == 0


def test_an_idle_connection_is_closed_after_its_answer(hasty: Tiny) -> None:
    assert hasty.say(GET).status == 200


def test_an_upgrade_is_answered_like_any_request_and_closed(hasty: Tiny) -> None:
    upgrade = b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: YQ==\r\n\r\n"
    assert hasty.say(GET.removesuffix(b"\r\n") + upgrade).status == 200


def test_an_answer_that_takes_too_long_is_given_up(hasty: Tiny) -> None:
    said = hasty.say(b"GET /slow?seconds=60 HTTP/1.1\r\nHost: x\r\n\r\n")
    assert said.status == 503
    assert json.loads(said.body)["error"] == "The reply took too long."


@pytest.mark.parametrize("more", [b"", b"Connection: close\r\n"])
def test_a_client_that_does_not_read_is_cut_off(hasty: Tiny, more: bytes) -> None:
    with hasty.connect() as connection:
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n")
        connection.recv(1)
        while hasty.get("/heard")["connections"] > 1:
            time.sleep(0.1)
        received = 1
        try:
            while part := connection.recv(1024 * 1024):
                received += len(part)
        except ConnectionError:
            pass
    assert received < LARGE


def test_half_a_message_is_never_taken_for_one(tiny: Tiny) -> None:
    before = tiny.get("/heard")["bodies"]
    with tiny.connect() as connection:
        connection.sendall(HEAD + b'{"sender": "a"}')
    while tiny.get("/heard")["connections"] > 1:
        time.sleep(0.05)
    assert tiny.get("/heard")["bodies"] == before


def test_300_slow_clients_at_256_descriptors_never_make_it_unreachable() -> None:
    with serving(limits=(256, 256)) as small:
        slow = []
        for _ in range(300):
            connection = small.connect()
            connection.sendall(b"GET /health HTTP/1.1\r\nHost:")
            slow.append(connection)
            if len(slow) % 30 == 0:
                assert small.say(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")).status == 200
        heard = small.get("/heard")
        assert 64 < heard["connections"] < 200
        assert heard["refused"]["connections"] >= 300 - heard["connections"]
        for connection in slow:
            connection.close()


def test_one_that_waits_for_its_answer_never_makes_room() -> None:
    with serving(limits=(256, 256)) as small, small.connect() as asking:
        asking.sendall(b"GET /slow?seconds=2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        slow = [small.connect() for _ in range(300)]
        assert small.get("/heard")["refused"]["connections"] > 100
        assert hear(asking).status == 200
        for connection in slow:
            connection.close()
