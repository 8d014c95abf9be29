"""Keeps what was made of the latest texts: a message is asked about before its turn, and again in it."""

from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

_MOST = 64

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """Keeps it by a hash of the text, and so no word of a visitor's; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[bytes, Made] = {}

    def get(self, text: str, make: Callable[[], Made]) -> Made:
        """What `make` gives for this text, or gave for it lately."""
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if (made := self._kept.get(key)) is None:
            made = self._kept[key] = make()
            for old in list(self._kept)[:-_MOST]:
                self._kept.pop(old, None)
        return made
