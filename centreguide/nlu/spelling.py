"""Puts a text's spelling right: slips, missing and surplus spaces, drawn-out letters, American forms of own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from symspellpy import Verbosity
from symspellpy.suggest_item import SuggestItem

from centreguide.nlu.alignment import Change
from centreguide.nlu.vocabulary import LETTERS, General, Own, plain

MAX_CHARACTERS = 2000
"""What stands after this is left as it is."""

_ADDRESS = re.compile(r"\S*(?:@|://|www\.|[_\d/\\])\S*|\S+\.\w\S*")
_SHORTEST_TURNED, _SHORTEST, _SHORTEST_TWO_SLIPS, _SHORTEST_JOINED, _SHORTEST_RUN = 3, 4, 6, 7, 5
_SHORTEST_OTHER_INITIAL = 8
_FEWEST_FOREIGN, _SHARE_FOREIGN = 3, 0.7
_LONGEST, _LONGEST_ABBREVIATION = 40, 5
_SHARE_CAPITALS = 0.7
_OFTEN = 20_000_000
_LETTERS_IN_NAME = 5


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    typed: str

    @property
    def plain(self) -> str:
        return plain(self.typed)


class Spelling:
    """Corrects texts for one bot; the same text always comes out the same."""

    def __init__(self, own: Own, general: General) -> None:
        self._own, self._general = own, general
        self._corrected = lru_cache(maxsize=10_000)(self._correct_word)

    def correct(self, text: str) -> tuple[str, list[Change]]:
        """The corrected text, and its changes as in alignment.ALIGNMENT."""
        if text.startswith("/"):
            return text, []
        pieces: list[str] = []
        changes: list[Change] = []
        copied, length = 0, 0
        for start, end, put in self._replacements(text[:MAX_CHARACTERS]):
            length += start - copied
            pieces += [text[copied:start], put]
            changes.append((length, length + len(put), start, end))
            copied, length = end, length + len(put)
        return "".join([*pieces, text[copied:]]), changes

    def _replacements(self, text: str) -> Iterator[tuple[int, int, str]]:
        words = _words(text)
        if self._foreign(words):
            return
        shouted = _shouted(words)
        joined_until = -1
        for word, after in [*pairwise(words), *((last, None) for last in words[-1:])]:
            if word.start < joined_until:
                continue
            if after and text[word.end : after.start] == " " and self._belongs(word.plain, after.plain):
                joined_until = after.end
                yield word.start, after.end, _cased(word.plain + after.plain, word.typed)
            elif (put := self._put(word, shouted)) != word.plain:
                yield word.start, word.end, _cased(put, word.typed)

    def _foreign(self, words: list[_Word]) -> bool:
        """Whether most words are unknown, as in another language: correcting those would make up English ones."""
        unknown = [word for word in words if word.plain not in self._own and not self._general.is_real(word.plain)]
        # Another language's words are near to none of ours; slips are.
        strange = [word for word in unknown if not self._looks_ours(word.plain)]
        return len(strange) >= _FEWEST_FOREIGN and len(strange) > len(words) * _SHARE_FOREIGN

    def _looks_ours(self, word: str) -> bool:
        return bool(self._nearest_own(word, 1) or self._nearest_own(word, 2) or self._turned(word))

    def _put(self, word: _Word, shouted: bool) -> str:
        # In a text of small letters, a capital inside it is a name's, and capitals are an abbreviation's.
        inside = word.start > 0 and word.typed[:1].isupper() and word.typed[1:].islower()
        name = not shouted and (inside or (word.typed.isupper() and len(word.typed) <= _LONGEST_ABBREVIATION))
        stem, mark, ending = word.plain.partition("'")
        if ending not in ("", "s"):
            return word.plain
        put = self._corrected(stem, name)
        return word.plain if put == stem or (mark and mark in put) else f"{put}{mark}{ending}"

    def _correct_word(self, word: str, name: bool) -> str:
        if british := self._own.british.get(word):
            return british
        if word in self._own or not _SHORTEST_TURNED <= len(word) <= _LONGEST:
            return word
        if self._general.is_real(word):
            return word
        if name:
            return self._nearest_own(word, 1) or word if len(word) >= _LETTERS_IN_NAME else word
        if len(word) < _SHORTEST:
            return self._turned(word) or word
        return self._drawn_out(word) or self._run(word) or self._mended(word) or word

    def _mended(self, word: str) -> str | None:
        own = self._nearest_own(word, 1)
        return own or self._nearest_general(word) or self._parted(word) or self._nearest_own(word, 2)

    def _nearest_own(self, word: str, slips: int) -> str | None:
        if slips > 1 and len(word) < _SHORTEST_TWO_SLIPS:
            return None
        found = self._own.near.lookup(word, Verbosity.CLOSEST, slips)
        return _best(word, [item for item in found if _close(word, item.term, slips)])

    def _nearest_general(self, word: str) -> str | None:
        return _best(word, self._general.near.lookup(word, Verbosity.CLOSEST, 1))

    def _turned(self, word: str) -> str | None:
        """A very short word with two letters in each other's place: "teh"."""
        found = self._general.near.lookup(word, Verbosity.ALL, 1)
        return _best(word, [item for item in found if sorted(item.term) == sorted(word) and item.count >= _OFTEN])

    def _drawn_out(self, word: str) -> str | None:
        if not re.search(r"(.)\1\1", word):
            return None
        shorter = (re.sub(r"(.)\1{2,}", keep, word) for keep in (r"\1\1", r"\1"))
        return next((form for form in shorter if form in self._own or self._general.is_real(form)), None)

    def _run(self, word: str) -> str | None:
        """Words that follow each other in the bot's own texts, typed without a space: "howmany"."""
        if len(word) < _SHORTEST_RUN:
            return None
        return next((" ".join(parts) for parts in self._chains(word, 3)), None)

    def _chains(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        for cut in range(1, len(word)):
            head, tail = word[:cut], word[cut:]
            if head not in self._own:
                continue
            if tail in self._own and (head, tail) in self._own.pairs:
                yield head, tail
            elif most > 2:
                rests = self._chains(tail, most - 1)
                yield from ((head, *rest) for rest in rests if (head, rest[0]) in self._own.pairs)

    def _parted(self, word: str) -> str | None:
        """Two words that are often written, typed without a space."""
        cuts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
        likely = [pair for pair in cuts if all(map(self._often, pair)) and max(map(len, pair)) >= _SHORTEST]
        often = self._general.frequency
        likely.sort(key=lambda pair: -often.get(pair[0], 1) * often.get(pair[1], 1))
        return " ".join(likely[0]) if likely else None

    def _often(self, word: str) -> bool:
        own = self._own.counts.get(word, 0) > 0 or word in self._own.protected
        often = self._general.frequency.get(word, 0) >= _OFTEN
        return (often and len(word) > 2) or (own and (often or len(word) >= _SHORTEST))

    def _belongs(self, word: str, after: str) -> bool:
        """Whether two typed words are one of the bot's own: "trans plant"."""
        joined = word + after
        return (
            len(joined) >= _SHORTEST_JOINED
            and joined in self._own
            and (word, after) not in self._own.pairs
            and not {word, after} <= self._own.protected
        )


def _words(text: str) -> list[_Word]:
    barred = [match.span() for match in _ADDRESS.finditer(text)]
    found = [_Word(match.start(), match.end(), match.group()) for match in LETTERS.finditer(text)]
    return [word for word in found if not any(start <= word.start < end for start, end in barred)]


def _shouted(words: list[_Word]) -> bool:
    """Whether capitals tell nothing, since most words have one."""
    capitals = sum(word.typed[:1].isupper() for word in words)
    return len(words) > 2 and capitals > len(words) * _SHARE_CAPITALS


def _best(word: str, found: list[SuggestItem]) -> str | None:
    def order(item: SuggestItem) -> tuple[int, int, bool, int, str]:
        return item.distance, _unlikely(word, item.term), item.term[0] != word[0], -item.count, item.term

    return str(min(found, key=order).term) if found else None


def _close(word: str, meant: str, slips: int) -> bool:
    """Whether the words are long enough for so many slips; after two, a short one has to keep its initial."""
    if slips == 1:
        return len(meant) >= _SHORTEST - 1
    return len(word) >= _SHORTEST_OTHER_INITIAL or (word[0] == meant[0] and len(meant) >= _SHORTEST_TWO_SLIPS - 1)


def _unlikely(word: str, meant: str) -> int:
    """0 for letters swapped or not doubled, which fingers do most, 1 for a letter left out, 2 for anything else."""
    if sorted(meant) == sorted(word) or _undoubled(meant) == _undoubled(word):
        return 0
    return 1 if len(meant) == len(word) + 1 else 2


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


def _cased(put: str, typed: str) -> str:
    if len(typed) > 1 and typed.isupper():
        return put.upper()
    return put[:1].upper() + put[1:] if typed[:1].isupper() else put
