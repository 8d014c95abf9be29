"""What NLU understood and what the conversation was about, as the answering stages take it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

# "There" points at a place, but not in "is there ...?" and "there are ...".
_THERE = r"(?<!\bis )(?<!\bare )(?<!\bwas )there(?! (?:is|are|be|any|a|an|some|more)\b)"
_POINTING = re.compile(
    rf"\b(it|it'?s|its|{_THERE}|that|this|they|they'?re|them|their|those|these|one|ones|him|her|he|she)\b", re.I
)
_ELLIPSIS = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|right|so|no|oh)\W+)*(?:(?:and|n|but|or|also)\b(?!.*\b(?:what|where|when|who|why|how|which|is|are|do|does|did"
    r"|can|has|have|was|were|will|tell)\b)|(?:and |n |but |so )?(?:what|how|wot) about\b|same (?:question )?for\b)",
    re.I | re.S,
)
_ORIGIN = re.compile(r"\bwhere\b.*\bfrom\W*$", re.I | re.S)
_FEW_WORDS, _VERY_FEW_WORDS = 8, 3
_YOU = re.compile(r"\b(you|your|yours|u|ur|trust|hospitals?|guys)\b", re.I)


def points_back(text: str) -> bool:
    """Whether the text says "it" or "there", and so means something said before."""
    return bool(_POINTING.search(text))


@dataclass(frozen=True)
class Question:
    """One question of a message.

    Args:
        text: as corrected.
        intent: the intent that it is answered by.
        certainty: one of names.SURE, UNSURE and UNKNOWN.
        ranking: how likely each intent is, 0 to 1, the likeliest first.
        subjects: ids, in the order of the text.
        guessed: its subject was found by likeness, and may be another.
        story: what the message tells before it.
        bare: it is a subject and nothing else.
        unfamiliar: words that neither the training questions nor the knowledge have.
    """

    text: str
    intent: str
    certainty: str
    ranking: tuple[tuple[str, float], ...] = ()
    subjects: tuple[str, ...] = ()
    unfamiliar: tuple[str, ...] = ()
    bare: bool = False
    story: str = ""
    guessed: bool = False

    @property
    def wordings(self) -> tuple[str, ...]:
        """The question alone, and with its story where there is one."""
        return (self.text, f"{self.story} {self.text}") if self.story else (self.text,)

    def likelihood(self, intents: Collection[str]) -> float:
        """How likely it is that one of the intents is meant."""
        return sum(likely for intent, likely in self.ranking if intent in intents)

    @property
    def points_back(self) -> bool:
        return points_back(self.text)

    @property
    def is_elliptical(self) -> bool:
        """It is "and for children?" or "what about ...?": only its subject is new, what is asked was said before."""
        return bool(_ELLIPSIS.match(self.text)) and len(self.text.split()) <= _FEW_WORDS

    @property
    def asks_origin(self) -> bool:
        """It asks where people come from, not where something is."""
        return bool(_ORIGIN.search(self.text))

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= _VERY_FEW_WORDS

    @property
    def asks_the_trust(self) -> bool:
        """It says "you" or "the hospital", and so may well mean the trust as a whole."""
        return bool(_YOU.search(self.text))


@dataclass(frozen=True)
class Context:
    """What the last answer was about; empty at the start and after an hour.

    `told` has the ids of the facts said lately. `same_message` is set for a message's second question.
    """

    subjects: tuple[str, ...] = ()
    intent: str | None = None
    told: tuple[str, ...] = ()
    same_message: bool = False
