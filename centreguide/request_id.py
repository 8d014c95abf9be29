"""The id of the request that is being answered: in its response's `X-Request-Id`, in its log lines, in its errors."""

import secrets
from contextvars import ContextVar

HEADER = "X-Request-Id"

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Empty outside a request."""


def new() -> str:
    """An id that nobody has had."""
    return secrets.token_hex(8)
