"""The intent that a segment is acted on by; no Rasa here, so that a separate action server stays small."""

from typing import Any

from centreguide import names
from centreguide.answering.question import points_back
from centreguide.intents import ABOUT_OTHERS, GUARDED, Family, family

_ABOUT_AS_LIKELY = 0.6
_SHORT, _LIKELY_CHAT = 8, 0.15

Segment = dict[str, Any]
"""A question of a message, with the SEGMENT_* keys."""


def segment_intent(segment: Segment) -> str:
    """The segment's intent, or the fallback where it is too unlikely to act on.

    A subject of ours in it rules out that it asks for someone else's services, and makes the likeliest intent good
    enough. So does "it" or "there": what it points to is known to the actions only.
    """
    listed = segment.get(names.SEGMENT_LISTED, False)
    if listed and segment.get(names.SEGMENT_BARE, False):
        return names.FOLLOW_UP
    intent = str(segment.get(names.SEGMENT_INTENT) or names.FALLBACK)
    unknown = segment.get(names.SEGMENT_CERTAINTY) == names.UNKNOWN
    if listed and intent in GUARDED:
        return intent
    if unknown and listed:
        return _question(segment) or names.FALLBACK
    if unknown and family(intent) is Family.SMALL_TALK and not segment.get(names.SEGMENT_SUBJECTS):
        short = len(segment[names.SEGMENT_TEXT].split()) <= _SHORT
        return intent if short and segment.get(names.SEGMENT_CONFIDENCE, 0.0) >= _LIKELY_CHAT else names.FALLBACK
    if unknown and not (points_back(segment[names.SEGMENT_TEXT]) and family(intent) is Family.QUESTION):
        return names.FALLBACK
    if not listed or intent not in ABOUT_OTHERS:
        return intent
    likely = (str(entry["name"]) for entry in segment.get(names.SEGMENT_RANKING, ()))
    return next((name for name in likely if name not in (*ABOUT_OTHERS, names.FALLBACK)), intent)


def _question(segment: Segment) -> str | None:
    """The likeliest question, where it is about as likely as the likeliest of all."""
    ranking = [entry for entry in segment.get(names.SEGMENT_RANKING, ()) if entry["name"] not in ABOUT_OTHERS]
    asked = [entry for entry in ranking if family(str(entry["name"])) is Family.QUESTION]
    if not asked or asked[0]["confidence"] < _ABOUT_AS_LIKELY * ranking[0]["confidence"]:
        return None
    return str(asked[0]["name"])
