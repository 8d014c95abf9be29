"""The headers and the caching in their parts; tests/pages has them on the pages."""

import asyncio

import pytest
from sanic import Request
from sanic.response import HTTPResponse, html, json

from centreguide.server.asset import has, takes_gzip
from centreguide.server.headers import NOTHING, PAGE, add_headers


@pytest.mark.parametrize(
    "accepted", ["gzip", "GZIP", "br, gzip", "gzip;q=1", "gzip; q=0.5, br", "x-gzip", "*", "a,*;q=0.1"]
)
def test_gzip_is_taken(accepted: str) -> None:
    assert takes_gzip(accepted)


@pytest.mark.parametrize(
    "accepted", ["", "br", "identity", "gzip;q=0", "gzip; q=0.000", "br;q=1, gzip;q=0", "gzipped", "no-gzip"]
)
def test_gzip_is_not_taken(accepted: str) -> None:
    assert not takes_gzip(accepted)


@pytest.mark.parametrize("known", ['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', "*"])
def test_a_tag_is_known(known: str) -> None:
    assert has('"a"', known)


@pytest.mark.parametrize("known", ["", '"b"', "a", '"a-gzip"', '"A"'])
def test_a_tag_is_not_known(known: str) -> None:
    assert not has('"a"', known)


def answered(response: HTTPResponse) -> HTTPResponse:
    """The response as the middleware leaves it."""
    asyncio.run(add_headers(Request(b"/", {}, "1.1", "GET", None, None), response))
    return response


def test_an_answer_is_not_kept_and_may_load_nothing() -> None:
    headers = answered(json({"replies": []})).headers
    assert headers["content-security-policy"] == NOTHING
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_a_page_may_load_what_is_its_own() -> None:
    policy = answered(html("<p>Hello")).headers["content-security-policy"]
    assert policy == PAGE
    assert "unsafe" not in policy
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy


def test_what_a_handler_set_stays() -> None:
    response = json({}, headers={"Cache-Control": "max-age=5", "Cross-Origin-Resource-Policy": "cross-origin"})
    headers = answered(response).headers
    assert headers.getall("cache-control") == ["max-age=5"]
    assert headers["cross-origin-resource-policy"] == "cross-origin"
