"""What NLU understood and what the conversation was about, as the answering stages take it."""

import re
from dataclasses import dataclass

_POINTING = re.compile(
    r"\b(it|it'?s|its|there|that|this|they|they'?re|them|their|those|these|one|ones|him|her|he|she)\b", re.I
)
_YOU = re.compile(r"\b(you|your|yours|u|ur|trust|hospitals?|guys)\b", re.I)


@dataclass(frozen=True)
class Question:
    """One question of a message.

    Args:
        text: as corrected.
        intent: the intent that it is answered by.
        certainty: one of names.SURE, UNSURE and UNKNOWN.
        others: the runner-up intents, the likeliest first.
        subjects: ids, in the order of the text.
        unfamiliar: words that neither the training questions nor the knowledge have.
    """

    text: str
    intent: str
    certainty: str
    others: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    unfamiliar: tuple[str, ...] = ()

    @property
    def points_back(self) -> bool:
        """It says "it" or "there", and so means something said before."""
        return bool(_POINTING.search(self.text))

    @property
    def asks_the_trust(self) -> bool:
        """It says "you" or "the hospital", and so may well mean the trust as a whole."""
        return bool(_YOU.search(self.text))


@dataclass(frozen=True)
class Context:
    """What the last answer was about; empty at the start and after an hour."""

    subjects: tuple[str, ...] = ()
    intent: str | None = None
    told: tuple[str, ...] = ()
