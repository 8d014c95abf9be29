"""The words of a language that the code looks for, from a reviewed file: no list of English words stands in Python."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=1)
def _entries() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((files(__name__) / "en.yml").read_text(encoding="utf-8"))
    return read


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds any of the entry's patterns as whole words, whatever their case."""
    return whole_words("|".join(_entries()[name]))


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The entry's patterns one by one, in its order."""
    return tuple(whole_words(each) for each in _entries()[name])


def words(name: str) -> Any:
    """The entry as it stands, for lists of words and tables."""
    return _entries()[name]


def whole_words(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.I | re.S)
