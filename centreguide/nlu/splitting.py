"""Cuts a message into sentences and clauses, and tells questions from what is said around them."""

import re
from dataclasses import dataclass
from itertools import pairwise

_SENTENCE_END = re.compile(
    r"(?<=[?!])\s*|\n+\s*|(?<=[.;])(?<!\bst\.)(?<!\bdr\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bms\.)(?<!e\.g\.)\s+", re.I
)
_ASKS = (
    r"(?:what(?:'?s)?|where(?:'?s)?|when(?:'?s)?|who(?:'?s)?|why|how(?:'?s)?|which|is|are|do|does|did|can|could|will"
    r"|would|was|were|has|have|since when|tell me)"
)
# "... and was treated at" goes on telling: a question's verb has its subject after it.
_TELLS = (
    r"(?:is|are|was|were|has|have)\s+(?:now|still|just|also|really|very|so|not|in|on|at|under|from|off|due|been|being"
    r"|had|told|seen|sent|given|taken|born|left|lost|\w+ed|\w+ing)\b"
)
_TAG = re.compile(
    r"^\W*(?:correct|right|true|yes|no|yeah|ok|is (?:that|it|this) (?:right|correct|true|so)|am i right"
    r"|isn'?t (?:it|that so))\W*$",
    re.I,
)
_AND = r"[,;]?\s*(?:\band\b|\balso\b|\bplus\b|\bbut\b|\+|&)\s*"
_ADVERB = r"(?:\b(?:also|then|please|pls|roughly|about|exactly|if so|if yes)\b,?\s*)?"
_JOINED = re.compile(
    rf"\s*(?:{_AND}{_ADVERB})(?!{_TELLS})(?=\b{_ASKS}\b)"
    rf"|\s*(?::|\s[-–])\s*(?=\b{_ASKS}\b)"
    r"|\s*,\s*(?=\b(?:what|how|why|do|does|is|are|can|could|did|was|were)\b)",
    re.I,
)
_QUESTION = re.compile(
    r"^\W*(?:(?:so|and|but|ok|okay|well|hi|hiya|hello|hey|please|pls|sorry|also|then|no|oh|right"
    r"|roughly|approximately|exactly|actually|basically|anyway|quick question)\W+)*"
    rf"(?!{_TELLS})(?:{_ASKS}|isn'?t|aren'?t|wasn'?t|doesn'?t|don'?t|didn'?t|can'?t|r u|may i|wondering|any"
    r"|give me|explain|describe|list"
    r"|show me|looking for|information|info|i'?m (?:wondering|looking)"
    r"|i(?:'d| would)? (?:want|need|like|wonder|was wondering|am wondering))\b",
    re.I,
)
_ONE_WORD = re.compile(r"^\W*(?:where|when|why|who|how)\W*$", re.I)
MOST_PARTS = 6
_FEWEST_WORDS = 2


@dataclass(frozen=True)
class Part:
    """A piece of the message, from `start` to `end` (characters), and whether it asks something."""

    text: str
    start: int
    end: int

    @property
    def asks(self) -> bool:
        return self.text.rstrip().endswith("?") or bool(_QUESTION.search(self.text))


def split(text: str) -> list[Part]:
    """The sentences of the text, cut also where "and what", ", do you" and the like begin another question."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    parts: list[Part] = []
    for begin, end in pairwise(cuts):
        parts.extend(_clauses(text, begin, end))
    parts = _with_tags([part for part in parts if re.search(r"\w", part.text)], text)
    return parts if len(parts) <= MOST_PARTS else [Part(text.strip(), 0, len(text))]


def _with_tags(parts: list[Part], text: str) -> list[Part]:
    """The parts, with "Correct?" and the like put back to what they ask about."""
    joined: list[Part] = []
    for part in parts:
        if joined and _TAG.match(part.text):
            start = joined.pop().start
            part = Part(text[start : part.end].strip(), start, part.end)
        joined.append(part)
    return joined


def _is_enough(piece: str) -> bool:
    return len(piece.split()) >= _FEWEST_WORDS or bool(_ONE_WORD.match(piece))


def _clauses(text: str, begin: int, end: int) -> list[Part]:
    parts: list[Part] = []
    start = begin
    for match in _JOINED.finditer(text, begin, end):
        before, after = text[start : match.start()], text[match.end() : end]
        if _is_enough(before) and len(after.split()) >= _FEWEST_WORDS:
            parts.append(Part(before.strip(), start, match.start()))
            start = match.end()
    parts.append(Part(text[start:end].strip(), start, end))
    return parts
