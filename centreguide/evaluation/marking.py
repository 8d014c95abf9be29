"""Judges a reply: what it has to say, what it mustn't, and whether its manner is the one that was expected."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from centreguide.evaluation import cases
from centreguide.evaluation.cases import Turn

MOST_WORDS, MOST_WORDS_OF_SEVERAL = 130, 250
"""How long an answer may be, in words; overviews, lists and answers to several questions may be longer."""

_OF_SEVERAL = frozenset({"overview", "list", "multi_question"})
_ABOUT_ITSELF = "identity"
_UNABLE = ("can't", "cannot", "couldn't", "could n't")
_NUMBER = re.compile(r"\b999\b")
_SENTENCE_END = re.compile(r"[.!?\n]")

Reply = Mapping[str, Any]
"""One message of the bot's: `text`, and `buttons` where it offers some."""


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(phrase).replace("'", "['’]") for phrase in phrases), re.IGNORECASE)


def _each(starts: Sequence[str], ends: Sequence[str]) -> list[str]:
    return [f"{start} {end}" for start in starts for end in ends]


_ADMISSION = _any_of(
    *_UNABLE,
    "unable",
    "not able",
    *_each(("don't", "do not"), ("know", "have", "hold")),
    *_each(("no",), ("information", "details", "answer")),
    *_each(("not",), ("sure", "covered", "mentioned", "listed", "included", "something", "on the page", "part of")),
    *_each(("doesn't", "does not"), ("say", "cover", "mention", "include", "list", "give", "tell")),
    *_each(("outside", "outside of"), ("what", "my")),
    *_each(("only",), ("answer", "help", "know", "cover", "talk")),
    "haven't got",
    *_each(("didn't",), ("understand", "catch", "follow")),
    "not understood",
)
_REFUSAL = _any_of(
    *_each((*_UNABLE, "unable to", "not able to"), ("answer", "help", "find")),
    *_each(("don't", "do not"), ("know", "have an answer", "have information", "have that")),
    "no information",
)


def mark(turn: Turn, tags: Collection[str], replies: Sequence[Reply]) -> str | None:
    """Why the replies fail the turn, in words; None where they pass."""
    if turn.expect == cases.ANY:
        return None
    text = "\n".join(str(reply["text"]) for reply in replies if reply.get("text"))
    if not text.strip():
        return "the reply is empty"
    lacking = [pattern for pattern in turn.must if not _says(pattern, text)]
    if lacking:
        return f"the reply lacks {_listed(lacking)}"
    unwanted = [pattern for pattern in turn.must_not if _says(pattern, text)]
    if unwanted:
        return f"the reply says {_listed(unwanted)}"
    return _manner(turn.expect, tags, text, sum(len(reply.get("buttons") or ()) for reply in replies))


def _manner(expected: str, tags: Collection[str], text: str, buttons: int) -> str | None:
    if expected == cases.ANSWER:
        return "the answer opens with a refusal" if _refuses(text) else _length(tags, text)
    if expected == cases.DECLINE and not _ADMISSION.search(text):
        return "the reply doesn't admit that it can't answer"
    if expected == cases.URGENT and not _NUMBER.search(text):
        return "the reply doesn't name 999"
    if expected == cases.CHAT and _refuses(text) and _ABOUT_ITSELF not in tags:
        return "small talk is refused"
    if expected == cases.CLARIFY and "?" not in text and buttons < 2:
        return "the reply doesn't ask back"
    return None


def _says(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE | re.DOTALL) is not None


def _refuses(text: str) -> bool:
    return _REFUSAL.search(_SENTENCE_END.split(text.strip(), maxsplit=1)[0]) is not None


def _length(tags: Collection[str], text: str) -> str | None:
    words = len(text.split())
    most = MOST_WORDS if _OF_SEVERAL.isdisjoint(tags) else MOST_WORDS_OF_SEVERAL
    return f"the answer has {words} words, more than {most}" if words > most else None


def _listed(patterns: Sequence[str]) -> str:
    return ", ".join(f"“{pattern}”" for pattern in patterns)
