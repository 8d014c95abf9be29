"""Reads the reviewed file of signs of danger, and finds its signs, softeners and "now" markers in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from centreguide import names

KINDS = (names.EMERGENCY, names.CRISIS)
NO_DANGER = "other"
_GAP = r"(?:[\w']+ ){0,3}?"
_GROUP = re.compile(r"<(\w+)>")
_WORD = re.compile(r"[a-z]{5,}")
_LONG = 8
_ENDINGS = ("", "s", "er", "ers")
_DROPPED = ("Cf", "Cc", "Cs", "Co", "Cn")


class SignsError(Exception):
    """The file of signs can't be used; the message names the entry that is at fault."""


@dataclass(frozen=True)
class Sign:
    """What one entry looks for; any of `softened_by` makes it doubtful."""

    kind: str
    name: str
    softened_by: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Evidence:
    """What was found in a text: names of signs by kind, of softeners, and whether something shows that it is now."""

    signs: Mapping[str, tuple[str, ...]]
    softeners: frozenset[str]
    now: bool
    certain: frozenset[str]
    """The kinds with a sign that nothing softens, or that happens now whatever softens it."""


class Signs:
    """The reviewed signs, ready to be looked for.

    Args:
        content: the file as read from YAML or JSON.
        known_words: real words, which are never taken for a misspelt sign.

    Raises:
        SignsError: an entry isn't as the file's heading describes.
    """

    def __init__(self, content: Mapping[str, Any], known_words: Iterable[str] = ()) -> None:
        self.content = content
        groups = {name: "|".join(re.escape(str(word)) for word in words) for name, words in content["groups"].items()}
        try:
            written = {str(wrong): str(right) for right, wrongs in content["written_as"].items() for wrong in wrongs}
            self.signs = [
                Sign(kind, entry["name"], tuple(entry.get("softened_by", ())), _compiled(entry["phrases"], groups))
                for kind in KINDS
                for entry in content[kind]
            ]
            self.softeners = {name: _compiled(phrases, groups) for name, phrases in content["softeners"].items()}
            self._not_signs = _compiled(content["not_signs"], groups)
            self._now = _compiled(content["now"], groups)
        except (KeyError, TypeError, AttributeError) as error:
            raise SignsError(f"The file of urgent signs lacks a part, or has it in another form: {error!r}") from error
        unknown = {name for sign in self.signs for name in sign.softened_by} - set(self.softeners)
        if unknown:
            raise SignsError(f"softened_by names what isn't among the softeners: {sorted(unknown)}")
        self._written = written
        longest = sorted(written, key=len, reverse=True)
        self._short_forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if longest else None
        self._vocabulary = sorted(_sign_words(content, groups))
        self._known = frozenset(known_words) | frozenset(self._vocabulary) | frozenset(written)
        self._respelt: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """The names of all signs and softeners, in the file's order."""
        return [f"{sign.kind}: {sign.name}" for sign in self.signs] + list(self.softeners)

    def plain(self, text: str) -> str:
        """The text as the phrases are written: small letters, short forms written out, misspelt sign words put right.

        Sentence marks and line ends stay, so that it can still be cut into sentences.
        """
        text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").replace("`", "'")
        text = "".join(_visible(character) for character in text).lower()
        text = re.sub(r"([a-z])\1{2,}", r"\1", text)
        if self._short_forms:
            text = self._short_forms.sub(lambda match: self._written[match[0]], text)
        text = _WORD.sub(lambda match: self._right(match[0]), text)
        return re.sub(r"[^\S\n]+", " ", text).strip()

    def look(self, text: str, context: str | None = None) -> Evidence:
        """What a plain text shows.

        Args:
            text: one clause or sentence, as `plain` gives it.
            context: the sentence that it stands in, whose softeners and "now" count too.
        """
        bare = _words(text)
        around = _words(context) if context is not None else bare
        soft = frozenset(name for name, pattern in self.softeners.items() if pattern.search(around))
        now = bool(self._now.search(around))
        found = [sign for sign in self.signs if sign.pattern.search(bare)]
        certain = frozenset(sign.kind for sign in found if now or not soft.intersection(sign.softened_by))
        by_kind = {kind: tuple(sign.name for sign in found if sign.kind == kind) for kind in KINDS}
        return Evidence(by_kind, soft, now, certain)

    def without_sayings(self, text: str) -> str:
        """The plain text, its sentence marks kept, without the sayings and denials that only sound like danger."""
        return self._not_signs.sub(" - ", text)

    def _right(self, word: str) -> str:
        if any(word.removesuffix(ending) in self._known for ending in _ENDINGS):
            return word
        if word not in self._respelt:
            if len(self._respelt) > 10_000:
                self._respelt.clear()
            most = 2 if len(word) >= _LONG else 1
            found = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=most)
            self._respelt[word] = found[0] if found and found[0][0] == word[0] else word
        return self._respelt[word]


def read(path: Path, known_words: Iterable[str] = ()) -> Signs:
    """The signs in a YAML file.

    Raises:
        SignsError: the file is missing or isn't in the form that its heading describes.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise SignsError(f"{path} can't be read: {error}") from error
    if not isinstance(content, dict) or "groups" not in content:
        raise SignsError(f"{path} has no `groups`.")
    return Signs(content, known_words)


def _compiled(phrases: Iterable[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    written = []
    for phrase in phrases:
        try:
            pattern = _GROUP.sub(lambda match: f"(?:{groups[match[1]]})", str(phrase)).replace("... ", _GAP)
            re.compile(pattern)
        except (KeyError, re.error) as error:
            raise SignsError(f"The phrase {phrase!r} can't be read: {error}") from error
        written.append(re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern))
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if written else re.compile(r"(?!)")


def _sign_words(content: Mapping[str, Any], groups: Mapping[str, str]) -> set[str]:
    phrases = " ".join(phrase for kind in KINDS for entry in content[kind] for phrase in map(str, entry["phrases"]))
    return set(_WORD.findall(re.sub(r"\\w[+*]?", " ", phrases + " " + " ".join(groups.values()))))


def _visible(character: str) -> str:
    if character == "\n" or character == "\r":
        return "\n"
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in _DROPPED else character


def _words(text: str) -> str:
    return re.sub(r"[^\w']+", " ", text, flags=re.ASCII if text.isascii() else 0).strip()
