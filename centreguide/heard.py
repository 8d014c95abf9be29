"""What NLU understood of a message: its questions, each with its subjects and what it may be, as one typed object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from centreguide import names
from centreguide.intents import Family, family

Likely = tuple[tuple[str, float], ...]
"""Intents with how likely each is, 0 to 1, the likeliest first."""


@dataclass(frozen=True)
class Segment:
    """One question of a message, or all of one that asks nothing.

    Args:
        text: with its spelling put right.
        subjects: ids, in the order of the text.
        story: what the message tells before it.
        bare: it is a subject and nothing else.
        intents: what it may be.
        certainty: one of names.SURE, UNSURE and UNKNOWN.
    """

    text: str
    subjects: tuple[str, ...] = ()
    story: str = ""
    bare: bool = False
    intents: Likely = ()
    certainty: str = names.UNKNOWN

    @property
    def intent(self) -> str:
        """The likeliest intent; the fallback where none is likely enough to act on."""
        return self.intents[0][0] if self.intents and self.certainty != names.UNKNOWN else names.FALLBACK

    @property
    def act(self) -> Family:
        """What is done with it."""
        return family(self.intent)

    def state(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def restored(cls, state: Mapping[str, Any]) -> Segment:
        """What gave this state."""
        pairs = tuple((str(name), float(likely)) for name, likely in state["intents"])
        return cls(**{**state, "subjects": tuple(state["subjects"]), "intents": pairs})


@dataclass(frozen=True)
class Heard:
    """A message: as it was typed, with its spelling put right, and its questions in order.

    `fact` is what a button of ours asks for; a pressed button has no segments.
    """

    text: str
    corrected: str
    intent: str
    segments: tuple[Segment, ...] = ()
    fact: str | None = None

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Heard:
        """Rasa's parse data as it is."""
        text = str(parsed.get("text") or "")
        entities = parsed.get("entities") or ()
        pressed = next((str(e["value"]) for e in entities if e.get("entity") == names.FACT), None)
        return cls(
            text=text,
            corrected=str(parsed.get(names.CORRECTED) or text),
            intent=str((parsed.get("intent") or {}).get("name") or names.FALLBACK),
            segments=tuple(map(Segment.restored, parsed.get(names.SEGMENTS) or ())),
            fact=pressed,
        )
