"""A bot that answers from a table, and results made by it."""

from collections.abc import Mapping
from typing import Any

from centreguide.evaluation.running import CaseResult, Heard, TurnResult, Understood
from centreguide.heard import Segment

Reply = dict[str, Any]
BREAKS = "boom"


class StandIn:
    """Says what the table says; a message that isn't in it breaks the bot."""

    def __init__(self, replies: Mapping[str, str], intents: Mapping[str, str] | None = None) -> None:
        self._replies, self._intents = replies, intents or {}
        self.senders: list[str] = []

    def say(self, sender: str, text: str) -> list[Reply]:
        self.senders.append(sender)
        return [{"text": self._replies[text]}]

    def understand(self, text: str) -> dict[str, Any]:
        if text == BREAKS:
            raise ValueError
        intent = self._intents.get(text, "ask_where")
        ranking = [{"name": intent, "confidence": 0.75}]
        segment = Segment(text, ("heart_unit",), intents=((intent, 0.75),), certainty="sure")
        return {"intent": ranking[0], "intent_ranking": ranking, "segments": [segment.state()]}


def result(
    name: str, why: str | None = None, said: str = "Where is it?", expected: str = "answer", sure: float = 0.75
) -> CaseResult:
    """A case of one turn, which fails where `why` says so."""
    heard = Heard(said, "ask_where", sure, "sure", ("heart_unit",))
    meaning = Understood("ask_where", (heard,), sure)
    turn = TurnResult(said, expected, ("On the third floor.",), ("Who is it for?",), why, meaning, 5.0)
    return CaseResult("questions.yml", name, ("where",), (turn,))
