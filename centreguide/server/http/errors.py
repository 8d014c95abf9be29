"""What a request gets that failed: one sentence as JSON with the request's id, wherever the fault is found."""

import json
from http import HTTPStatus

from centreguide.request_id import HEADER
from centreguide.server.headers import EVERYWHERE, NOTHING

SENTENCES = {
    400: "The request isn't valid HTTP.",
    404: "There is nothing here.",
    405: "That method isn't allowed here.",
    408: "The request took too long to arrive.",
    413: "The request is too large.",
    431: "The request's headers are too large.",
    503: "The reply took too long.",
}

Headers = list[tuple[bytes, bytes]]


class Refused(Exception):
    """The request goes no further.

    Attributes:
        status: The HTTP status.
        reason: The label of `metrics.REFUSED`.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status, self.reason = status, reason


def content(status: int, request: str) -> dict[str, str]:
    """The error's JSON; `request` is the request's id."""
    return {"error": SENTENCES.get(status, "Something went wrong."), "request": request}


def refusal(status: int, request: str) -> tuple[Headers, bytes]:
    """Headers and body of an answer after which the connection is closed, for what Sanic never sees."""
    body = json.dumps(content(status, request)).encode()
    headers = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Content-Security-Policy": NOTHING,
        **EVERYWHERE,
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()], body


def on_the_wire(status: int, request: str) -> bytes:
    """The same as bytes with the id's header, for what isn't even a request."""
    headers, body = refusal(status, request)
    lines = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}".encode(),
        *(name + b": " + value for name, value in [*headers, (HEADER.encode(), request.encode())]),
    ]
    return b"\r\n".join([*lines, b"", body])
