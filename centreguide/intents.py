"""The families of intents, told by their names: questions, small talk, what is declined, and danger."""

from enum import Enum

from centreguide import names

_SMALL_TALK = frozenset(
    {
        "greet",
        "goodbye",
        "thanks",
        "affirm",
        "deny",
        "how_are_you",
        "bot_identity",
        "bot_capabilities",
        "bot_privacy",
        "joke_or_chat",
        "compliment_bot",
        "abuse",
        "confused",
        "repeat",
    }
)

FEEDBACK = frozenset({"feedback_good", "feedback_bad"})
"""What a visitor thinks of an answer, typed or by the widget's thumbs."""

BUILT_IN = FEEDBACK | {names.FALLBACK, names.EMERGENCY, names.CRISIS}
"""Intents that the program sets by itself, so that the domain has them with or without examples."""

GUARDED = frozenset({"medical_advice", "prompt_injection", "oos_patient_record"})
"""Intents that are never taken for a question about the trust, however unsure they are."""

ABOUT_OTHERS = frozenset({"oos_other_services", "oos_other_hospitals"})
"""Intents that can't be meant where a subject of ours is named."""


class Family(Enum):
    """What is done with an intent."""

    QUESTION = "question"
    SMALL_TALK = "small_talk"
    DECLINED = "declined"
    URGENT = "urgent"


def family(intent: str) -> Family:
    """The family of an intent; what isn't known is declined."""
    if intent in (names.EMERGENCY, names.CRISIS):
        return Family.URGENT
    # A figure that the page may not have: looking for it tells.
    if intent.startswith("ask_") or intent in (names.FOLLOW_UP, names.OOS_STATISTICS):
        return Family.QUESTION
    chat = intent.startswith("chat_") or intent in _SMALL_TALK | FEEDBACK
    return Family.SMALL_TALK if chat else Family.DECLINED


def is_known_kind(intent: str) -> bool:
    """Whether the name tells what is done with the intent: new ones start with ask_, oos_ or chat_."""
    known = _SMALL_TALK | FEEDBACK | GUARDED | {names.EMERGENCY, names.CRISIS, names.FOLLOW_UP}
    return intent.startswith(("ask_", "oos_", "chat_")) or intent in known
