"""Something that is served as it is, over and over: compressed once, and not sent again to who has it already."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sanic import Request
from sanic.response import HTTPResponse

FRESH_FOR = 60
"""Seconds for which a browser doesn't ask again, so that a corrected answer is soon everywhere."""
_HASHED = 32
_GZIP = re.compile(r"(?:^|,)\s*(?:x-gzip|gzip|\*)\s*(?:;\s*q=([\d.]+)\s*)?(?=,|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Asset:
    """A body with its type; `headers` come beside those of caching."""

    body: bytes
    kind: str
    headers: Mapping[str, str] = field(default_factory=dict)
    packed: bytes = field(init=False)
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", gzip.compress(self.body, mtime=0))
        object.__setattr__(self, "tag", hashlib.sha256(self.body).hexdigest()[:_HASHED])

    def answer(self, request: Request) -> HTTPResponse:
        """The whole body in the encoding that the browser takes, or 304 where it has that."""
        packed = takes_gzip(request.headers.get("accept-encoding", ""))
        tag = f'"{self.tag}-gzip"' if packed else f'"{self.tag}"'
        headers = {
            "Cache-Control": f"public, max-age={FRESH_FOR}, must-revalidate",
            "ETag": tag,
            "Vary": "Accept-Encoding",
            **self.headers,
        }
        if has(tag, request.headers.get("if-none-match", "")):
            return HTTPResponse(status=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return HTTPResponse(self.packed if packed else self.body, headers=headers, content_type=self.kind)


def takes_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` header allows gzip; a weight of 0 forbids it."""
    found = _GZIP.search(accepted)
    return bool(found and (found[1] is None or found[1].strip("0.")))


def has(tag: str, known: str) -> bool:
    """Whether an `If-None-Match` header names the tag, weak or strong."""
    return any(one.strip().removeprefix("W/") in (tag, "*") for one in known.split(","))
