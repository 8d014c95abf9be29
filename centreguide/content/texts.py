"""Texts that staff type or paste, tidied; and the plain words by which two of them are told to be the same."""

import re
import unicodedata
from functools import lru_cache

_HIDDEN = "\ufeff\u200b\xad"
"""Byte order mark, zero-width space, soft hyphen."""


def tidy(text: str) -> str:
    """The text in one line, without characters that nobody sees, as they come along with what is pasted."""
    return "".join(character for character in " ".join(text.split()) if not _is_hidden(character)).strip()


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs", "Cn") or character in _HIDDEN


def tidy_lines(text: str) -> str:
    """The text with each of its lines tidied."""
    return "\n".join(tidy(line) for line in text.splitlines()).strip()


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """The words alone: neither capitals nor punctuation make another question or name."""
    words = re.findall(r"\w+", text.casefold().replace("’", "'").replace("'", ""))
    return " ".join(words) or text.strip()
