"""The words of a language that the code looks for, from a reviewed file: no list of English words stands in Python."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_NAME = re.compile(r"(?<!\?)(?<!\?P)<([a-z_]+)>")


@lru_cache(maxsize=1)
def _entries() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((files(__name__) / "en.yml").read_text(encoding="utf-8"))
    return read


def words(name: str) -> Any:
    """The entry as it stands, for lists of words and tables of values."""
    return _entries()[name]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Finds any of the entry's patterns as whole words, whatever their case."""
    return whole_words(_any(name))


@cache
def cut(name: str) -> re.Pattern[str]:
    """Finds any of the entry's patterns, in the middle of a word too: for where a text is cut."""
    return re.compile(_any(name), re.I)


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The entry's patterns one by one, in its order."""
    return tuple(whole_words(each) for each in words(name))


@cache
def table(name: str) -> Mapping[str, re.Pattern[str]]:
    """The patterns of a table by their names."""
    return {key: whole_words(each) for key, each in words(name).items()}


@cache
def values(name: str) -> tuple[tuple[re.Pattern[str], Any], ...]:
    """The patterns that are a table's keys, each with its value."""
    return tuple((whole_words(key), value) for key, value in words(name).items())


def whole_words(expression: str) -> re.Pattern[str]:
    """A pattern for the expression where no word goes on before or after it."""
    return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.I | re.S)


def _any(name: str) -> str:
    return "|".join(_NAME.sub(lambda match: f"(?:{_any(match[1])})", each) for each in words(name))
