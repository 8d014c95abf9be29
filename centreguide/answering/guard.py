"""What comes before any answer: danger to life, messages without words, and what must never be answered with a fact."""

import re

from centreguide import names
from centreguide.answering.reply import Kind, Reply
from centreguide.answering.turn import Turn
from centreguide.intents import GUARDED, Family, family
from centreguide.wording import Wording


def urgent(turn: Turn, wording: Wording) -> Reply | None:
    """999 first; for a crisis also NHS 111 and Samaritans. No buttons: nothing else matters now."""
    if family(turn.heard.intent) is not Family.URGENT:
        return None
    safety = wording.safety
    return Reply(f"{safety[turn.heard.intent]}\n\n{safety[f'{turn.heard.intent}_then']}", kind=Kind.URGENT)


def has_words(turn: Turn) -> bool:
    return bool(turn.heard.fact or re.search(r"[^\W_]", turn.heard.text))


def guarded(turn: Turn) -> str | None:
    """The kind of what the classifier is sure must be declined: records, medical advice, instructions to the bot."""
    kinds = [s.intent for s in turn.heard.segments if s.certainty == names.SURE and s.intent in GUARDED]
    return kinds[0] if kinds else None
