"""The beginnings of a text's telling words, by which texts are compared: "transplanted" and "transplants" share one."""

import re
from collections.abc import Collection, Iterable

from spacy.lang.en.stop_words import STOP_WORDS

_WORD = re.compile(r"[a-z]{3,}", re.I)
_LENGTH = 5


def stems(text: str, empty: Collection[str] = ()) -> list[str]:
    """The stems in the text's order; stop words and the `empty` ones have none."""
    words = (word.lower() for word in _WORD.findall(text))
    return [word[:_LENGTH] for word in words if word not in STOP_WORDS and word not in empty]


def share(text: str, other: str, without: Iterable[str] = ()) -> float:
    """The share of the text's stems that the other text has, 0 to 1; those of the `without` texts don't count."""
    wanted = set(stems(text)) - {stem for known in without for stem in stems(known)}
    return len(wanted & set(stems(other))) / len(wanted) if wanted else 0.0
