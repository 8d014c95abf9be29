"""The words that a text may be corrected to, or is left alone for: the bot's own, and English in general."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from symspellpy import SymSpell, Verbosity

from centreguide.encoder import runtime
from centreguide.language import pattern, words

LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FAMILIAR, _SHORT = 60_000, 4
"""Of symspellpy's words, those this short are real only where so few are more frequent: rare ones look like slips."""

_SHORTEST_SLIP, _TIMES_AS_OFTEN = 5, 5
_SHORTEST_AMERICAN = 6


def plain(word: str) -> str:
    return word.lower().replace("’", "'")


def words_of(text: str) -> list[str]:
    return [plain(match.group()) for match in LETTERS.finditer(text)]


@dataclass(frozen=True)
class General:
    """English: how often words are written, which are real, and the near ones of a slip."""

    frequency: Mapping[str, int]
    words: frozenset[str]
    near: SymSpell

    def is_real(self, word: str) -> bool:
        return (
            word in self.words
            or word.removesuffix("s") in self.words
            or pattern("chat_words").fullmatch(word) is not None
        )


@lru_cache(maxsize=1)
def general() -> General:
    """The tokenizer's whole words and symspellpy's most frequent ones; the former are what a slip is corrected to."""
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    frequency = {word: int(count) for word, count in (line.rsplit(" ", 1) for line in lines)}
    runtime.shared()
    tokenizer = runtime.open_tokenizer(runtime.default_folder() / runtime.TOKENIZER_FILE)
    whole = sorted(word for word in tokenizer.get_vocab() if word.isalpha() and len(word) > 1)
    near = SymSpell(max_dictionary_edit_distance=1)
    for word in whole:
        near.create_dictionary_entry(word, frequency.get(word, 1))
    ranked = sorted(frequency, key=frequency.__getitem__, reverse=True)
    real = [word for word in [*whole, *ranked] if len(word) > _SHORT]
    return General(frequency, frozenset([*real, *ranked[:_FAMILIAR]]), near)


@dataclass(frozen=True)
class Own:
    """The bot's own words: how often they are in its training, which follow each other, and which are names."""

    counts: Mapping[str, int]
    pairs: frozenset[tuple[str, str]]
    protected: frozenset[str]
    near: SymSpell = field(repr=False)

    @classmethod
    def learnt(cls, texts: Iterable[str], protected: Iterable[str]) -> Own:
        """From the training texts, and from names of one or more words."""
        counts: Counter[str] = Counter()
        pairs: set[tuple[str, str]] = set()
        kept: set[str] = set()
        for texts_or_names, into in ((texts, counts), (protected, kept)):
            for text in texts_or_names:
                words = words_of(text)
                into.update(words)
                pairs.update(pairwise(words))
        for slip in _slips(counts, frozenset(kept)):
            del counts[slip]
        return cls.of(counts, pairs, kept)

    @classmethod
    def of(cls, counts: Mapping[str, int], pairs: Iterable[tuple[str, str]], protected: Iterable[str]) -> Own:
        kept = frozenset(protected)
        near = SymSpell(max_dictionary_edit_distance=2)
        for word in sorted({*counts, *kept}):
            near.create_dictionary_entry(word, counts.get(word, 0) + 1)
        return cls(counts, frozenset(pairs), kept, near)

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> Own:
        """What gave this state."""
        return cls.of(state["counts"], [(first, second) for first, second in state["pairs"]], state["protected"])

    def state(self) -> dict[str, Any]:
        """All of it, to be stored as JSON; the same for the same words."""
        counts, pairs = dict(sorted(self.counts.items())), sorted(self.pairs)
        return {"counts": counts, "pairs": pairs, "protected": sorted(self.protected)}

    def __contains__(self, word: str) -> bool:
        return word in self.counts or word in self.protected

    @cached_property
    def british(self) -> Mapping[str, str]:
        """The own spelling of a word by its American one."""
        return {other: word for word in sorted({*self.counts, *self.protected}) for other in self._american(word)}

    def _american(self, word: str) -> Iterator[str]:
        for british, american in words("american").items():
            other = re.sub(british, american, word)
            known = other in (self.protected if word in self.protected else self)
            if len(word) >= _SHORTEST_AMERICAN and other != word and not known:
                yield other


def _slips(counts: Mapping[str, int], names: frozenset[str]) -> list[str]:
    """Misspelt words of the training texts: no real ones, and next to a name or to a far more frequent own word."""
    near = SymSpell(max_dictionary_edit_distance=1)
    english = general()
    for word in sorted({*counts, *names}):
        near.create_dictionary_entry(word, counts.get(word, 0) + 1)

    def is_slip(word: str) -> bool:
        others = [item for item in near.lookup(word, Verbosity.ALL, 1) if item.distance == 1]
        if len(word) < _SHORTEST_SLIP:
            others = [item for item in others if sorted(item.term) == sorted(word)]
        often = counts[word] * _TIMES_AS_OFTEN
        return any(item.term in names or (item.count > often and english.is_real(item.term)) for item in others)

    return [word for word in counts if word not in names and not english.is_real(word) and is_slip(word)]
