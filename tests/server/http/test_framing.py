"""What a proxy before the bot may read otherwise is refused, the connection is closed, and the server answers on."""

import json

import pytest

from tests.server.http.tiny import Tiny, parsed
from tests.server.servers import Server


def post(*headers: str, body: str = "hello", host: str = "Host: x") -> bytes:
    return "\r\n".join(["POST /echo HTTP/1.1", host, *headers, "", body]).encode("latin-1")


def get(target: str = "/health", *headers: str, version: str = "HTTP/1.1", host: str = "Host: x") -> bytes:
    return "\r\n".join([f"GET {target} {version}", host, *headers, "", ""]).encode("latin-1")


CHUNKED = "Transfer-Encoding: chunked"
LENGTH = "Content-Length: 5"

REFUSED: dict[str, bytes] = {
    "a negative length": post("Content-Length: -1"),
    "a length with a sign": post("Content-Length: +5"),
    "a length of minus nothing": post("Content-Length: -0"),
    "a length with a point": post("Content-Length: 5.0"),
    "a length in hexadecimal": post("Content-Length: 0x5"),
    "a length with an underscore": post("Content-Length: 0_5"),
    "a length in words": post("Content-Length: many"),
    "a length that is empty": post("Content-Length: "),
    "a length in other digits": post("Content-Length: \xb2"),
    "a length of 30 digits": post("Content-Length: " + "9" * 30),
    "two lengths": post(LENGTH, "Content-Length: 6"),
    "two equal lengths": post(LENGTH, LENGTH),
    "a list of equal lengths": post("Content-Length: 5, 5"),
    "a length and chunks": post(LENGTH, CHUNKED, body="5\r\nhello\r\n0\r\n\r\n"),
    "chunks and a length": post(CHUNKED, LENGTH, body="5\r\nhello\r\n0\r\n\r\n"),
    "chunks twice": post(CHUNKED, CHUNKED),
    "chunks with a capital": post("Transfer-Encoding: Chunked"),
    "chunks of chunks": post("Transfer-Encoding: chunked, chunked"),
    "identity": post("Transfer-Encoding: identity"),
    "zipped chunks": post("Transfer-Encoding: gzip, chunked"),
    "chunks that aren't last": post("Transfer-Encoding: chunked, identity"),
    "an odd coding": post("Transfer-Encoding: xchunked"),
    "a coding with a vertical tab": post("Transfer-Encoding: \x0bchunked"),
    "an empty coding": post("Transfer-Encoding: "),
    "chunks in HTTP/1.0": post(CHUNKED).replace(b"HTTP/1.1", b"HTTP/1.0"),
    "a chunk of no size": post(CHUNKED, body="zz\r\nhello\r\n0\r\n\r\n"),
    "a chunk with a sign": post(CHUNKED, body="+5\r\nhello\r\n0\r\n\r\n"),
    "a chunk of negative size": post(CHUNKED, body="-5\r\nhello\r\n0\r\n\r\n"),
    "a chunk in 0x": post(CHUNKED, body="0x5\r\nhello\r\n0\r\n\r\n"),
    "a chunk of 30 digits": post(CHUNKED, body="f" * 30 + "\r\nhello\r\n0\r\n\r\n"),
    "a chunk that is longer than it says": post(CHUNKED, body="4\r\nhello\r\n0\r\n\r\n"),
    "a chunk that ends with LF": post(CHUNKED, body="5\r\nhello\n0\r\n\r\n"),
    "chunks that end with LF": post(CHUNKED, body="5\r\nhello\r\n0\r\n\n"),
    "a trailer that ends with LF": post(CHUNKED, body="5\r\nhello\r\n0\r\na: b\n\r\n"),
    "a length in a trailer": post(CHUNKED, body="5\r\nhello\r\n0\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n"),
    "lines that end with LF": get().replace(b"\r\n", b"\n"),
    "one line that ends with LF": get("/health", "A: b\nC: d"),
    "a blank line that is an LF": b"GET /health HTTP/1.1\r\nHost: x\r\n\n",
    "a CR in a value": get("/health", "A: b\rC: d"),
    "NUL in a value": get("/health", "A: b\x00c"),
    "a control character in a value": get("/health", "A: b\x0bc"),
    "NUL in a name": get("/health", "A\x00: b"),
    "a space before the colon": get("/health", "A : b"),
    "a space in a name": get("/health", "A b: c"),
    "a name that is empty": get("/health", ": b"),
    "a name that isn't ASCII": get("/health", "\xe9: b"),
    "a line without a colon": get("/health", "nonsense"),
    "a folded header": get("/health", "A: b", " c"),
    "a header folded with a tab": get("/health", "A: b", "\tc"),
    "a space before the first header": b"GET /health HTTP/1.1\r\n Host: x\r\n\r\n",
    "a blank line first": b"\r\n" + get(),
    "no host": b"GET /health HTTP/1.1\r\n\r\n",
    "two hosts": get("/health", "Host: y"),
    "two equal hosts": get("/health", "Host: x"),
    "an empty host": get(host="Host: "),
    "a list of hosts": get(host="Host: x, y"),
    "a host with a path": get(host="Host: x/y"),
    "a host with a user": get(host="Host: a@x"),
    "a host with a space": get(host="Host: x y"),
    "a port that is none": get(host="Host: x:port"),
    "another address": get("http://evil.example/health"),
    "an address without a scheme": get("//evil.example/health"),
    "no path": get("health"),
    "all paths": get("*").replace(b"GET", b"OPTIONS"),
    "a fragment": get("/health#a"),
    "a path that isn't ASCII": get("/\xe9"),
    "a control character in a path": get("/\x01"),
    "a space in a path": get("/a b"),
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
    "two spaces": get(" /health"),
    "a tab for a space": b"GET\t/health HTTP/1.1\r\nHost: x\r\n\r\n",
    "a method with a bracket": get().replace(b"GET", b"G(T"),
    "HTTP/0.9": b"GET /health\r\n\r\n",
    "HTTP/0.9 by name": get(version="HTTP/0.9"),
    "HTTP/1.2": get(version="HTTP/1.2"),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": get(version="HTTP/9.9"),
    "http in small letters": get(version="http/1.1"),
    "HTTPS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "nonsense": b"nonsense\r\n\r\n",
    "an expectation that isn't known": post("Expect: much", LENGTH),
}

TAKEN: dict[str, bytes] = {
    "a length": post(LENGTH),
    "a length with zeros": post("Content-Length: 005"),
    "chunks": post(CHUNKED, body="5\r\nhello\r\n0\r\n\r\n"),
    "chunks with an extension and a trailer": post(CHUNKED, body="3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nA: b\r\n\r\n"),
    "names in any letters": post("cOnTeNt-LeNgTh: 5"),
    "an IPv6 host": post(LENGTH, host="Host: [::1]:5005"),
    "a value that isn't ASCII": post(LENGTH, "A: \xe9"),
    "an expectation": post("Expect: 100-continue", LENGTH),
    "HTTP/1.0 without a host": b"POST /echo HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
    "an upgrade, which is ignored": post(LENGTH, "Connection: Upgrade", "Upgrade: websocket"),
    "an upgrade to HTTP/2, which is ignored": post(LENGTH, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_odd_framing_is_refused_and_closed_and_counted(tiny: Tiny, kind: str) -> None:
    before = tiny.get("/heard")
    said = tiny.say(REFUSED[kind])
    assert said.status == 400
    assert said.headers["connection"] == "close"
    assert said.headers["x-content-type-options"] == "nosniff"
    answer = {"error": "The request isn't valid HTTP.", "request": said.headers["x-request-id"]}
    assert json.loads(said.body) == answer
    after = tiny.get("/heard")
    assert after["bodies"] == before["bodies"]
    assert after["refused"]["framing"] == before["refused"].get("framing", 0) + 1


@pytest.mark.parametrize("kind", TAKEN)
def test_plain_framing_is_taken(tiny: Tiny, kind: str) -> None:
    head, blank, body = TAKEN[kind].partition(b"\r\n\r\n")
    said = tiny.say(
        head + b"\r\nConnection: close" * (b"Upgrade" not in head) + blank + body + post("Connection: close")
    )
    if said.status == 100:
        said = parsed(said.body)
    assert said.status == 200
    assert said.body.startswith(b"hello")


def test_what_follows_a_refused_request_is_no_request(tiny: Tiny) -> None:
    said = tiny.say(post(LENGTH, CHUNKED, body="0\r\n\r\n") + get())
    assert said.status == 400
    assert b"HTTP/1.1 200" not in said.body


def test_an_encoded_path_leads_nowhere(tiny: Tiny) -> None:
    for path in ("/h%65alth", "/x%2F..%2Fhealth", "/x/../health", "/health%00", "/health/%2e"):
        assert tiny.say(get(path, "Connection: close")).status == 404


@pytest.mark.e2e
@pytest.mark.parametrize("kind", ["a negative length", "two equal lengths", "a length and chunks", "no host"])
def test_the_bot_refuses_it_too(server: Server, kind: str) -> None:
    bot = Tiny(server.port, server.process)  # type: ignore[arg-type]
    assert bot.say(REFUSED[kind]).status == 400
    assert bot.get("/health")["status"] == "ok"
