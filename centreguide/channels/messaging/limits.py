"""A platform's limits: how long a text and a title may be, and how long to wait."""

import math
import re
from collections.abc import Mapping

_ENDS = (re.compile(r"\n\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?]) "), re.compile(r" "))


def pieces(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` characters, cut at the end of a paragraph, a line, a sentence or a word."""
    found = []
    rest = text.strip()
    while len(rest) > limit:
        end = _end(rest, limit)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, rest] if rest else found


def shortened(title: str, limit: int) -> str:
    """The title in at most `limit` characters, with an ellipsis for the words that were cut."""
    if len(title) <= limit:
        return title
    cut = title[: limit - 1]
    words = title[:limit].rpartition(" ")[0]
    return f"{words if len(words) > limit // 2 else cut}…"


def wait_asked(headers: Mapping[str, str]) -> float | None:
    """The seconds in `Retry-After`; None if there are none, or a date."""
    try:
        seconds = float(headers.get("Retry-After", ""))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _end(text: str, limit: int) -> int:
    for mark in _ENDS:
        ends = [found.start() for found in mark.finditer(text, 0, limit + 2) if 0 < found.start() <= limit]
        if ends:
            return ends[-1]
    return limit
