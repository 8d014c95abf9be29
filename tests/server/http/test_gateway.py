"""What Sanic does with its own server only, and the front makes good."""

import json

import pytest

from centreguide.server.http.body import LARGEST
from tests.server.http.tiny import Said, Tiny, parsed, serving


def ask(tiny: Tiny, request: str, *headers: str, body: bytes = b"") -> Said:
    head = "\r\n".join([f"{request} HTTP/1.1", "Host: x", "Connection: close", *headers, "", ""])
    return tiny.say(head.encode() + body)


def test_a_response_tells_its_length_and_no_server(tiny: Tiny) -> None:
    said = ask(tiny, "GET /health")
    assert int(said.headers["content-length"]) == len(said.body)
    assert "transfer-encoding" not in said.headers
    assert "server" not in said.headers


def test_head_gets_the_head_alone(tiny: Tiny) -> None:
    said = ask(tiny, "HEAD /health")
    assert (said.status, said.body) == (200, b"")
    assert int(said.headers["content-length"]) > 0


def test_no_content_has_no_length(tiny: Tiny) -> None:
    said = ask(tiny, "GET /nothing")
    assert (said.status, said.body, said.headers.get("content-length")) == (204, b"", None)


def test_requests_in_a_row_are_answered_in_their_order(tiny: Tiny) -> None:
    posts = [f"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{n:02}" for n in range(10)]
    last = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said, bodies = tiny.say("".join([*posts, last]).encode()), []
    while said.status and b"HTTP/1.1" in said.body:
        bodies.append(said.body[:2])
        said = parsed(said.body[2:])
    assert bodies == [f"{n:02}".encode() for n in range(10)]
    assert json.loads(said.body)["status"] == "ok"


class TestSize:
    def test_the_largest_body_is_taken(self, tiny: Tiny) -> None:
        assert ask(tiny, "POST /echo", f"Content-Length: {LARGEST}", body=b"a" * LARGEST).body == b"a" * LARGEST

    def test_a_larger_one_is_refused_before_it_is_sent(self, tiny: Tiny) -> None:
        said = ask(tiny, "POST /echo", f"Content-Length: {LARGEST + 1}", "Expect: 100-continue")
        assert said.status == 413
        assert json.loads(said.body)["error"] == "The request is too large."

    def test_who_sends_it_nevertheless_is_told(self, tiny: Tiny) -> None:
        size = 3 * LARGEST
        assert ask(tiny, "POST /echo", f"Content-Length: {size}", body=b"a" * size).status == 413
        chunk = b"%x\r\n%b\r\n" % (size, b"a" * size)
        assert ask(tiny, "POST /echo", "Transfer-Encoding: chunked", body=chunk).status == 413

    @pytest.mark.parametrize("header", ["A: " + "a" * 20_000, "\r\n".join(["A: a"] * 5_000)])
    def test_a_large_head_is_refused(self, tiny: Tiny, header: str) -> None:
        assert ask(tiny, "GET /health", header).status == 431

    def test_a_large_head_that_never_ends_is_refused(self, tiny: Tiny) -> None:
        assert tiny.say(b"GET /" + b"a" * 40_000).status == 431


class TestRequestId:
    def test_each_request_has_its_own(self, tiny: Tiny) -> None:
        first, second = ask(tiny, "GET /health"), ask(tiny, "GET /health")
        assert json.loads(first.body)["request"] == first.headers["x-request-id"]
        assert first.headers["x-request-id"] != second.headers["x-request-id"]

    def test_a_visitors_own_is_not_kept(self, tiny: Tiny) -> None:
        assert (
            ask(tiny, "GET /health", "X-Request-Id: chosen-by-a-visitor").headers["x-request-id"]
            != "chosen-by-a-visitor"
        )

    @pytest.mark.parametrize(
        ("given", "kept"), [("a-proxy_s-0001", True), ("short", False), ("a" * 65, False), ("<b>aaaaaa", False)]
    )
    def test_a_proxys_is_kept_if_it_is_a_plain_one(self, given: str, kept: bool) -> None:
        with serving(behind_proxies=True) as behind:
            assert (ask(behind, "GET /health", f"X-Request-Id: {given}").headers["x-request-id"] == given) == kept
