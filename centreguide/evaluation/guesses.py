"""What a training question is taken for by a classifier that hasn't seen it; for the report's matrix and histogram."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guess:
    """A training question, its intent, and what was taken for it.

    `confidence` is that of the intent taken; `answerable` that of the likeliest intent that has answers; from 0 to 1.
    """

    text: str
    intent: str
    taken_for: str
    confidence: float
    answerable: float
