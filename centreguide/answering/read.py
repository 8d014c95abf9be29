"""Reads a message: the questions that are worth a reply, each with what the message says of it."""

from centreguide.answering.turn import Part
from centreguide.heard import Heard, Segment

MOST_QUESTIONS = 3


def parts(heard: Heard) -> list[Part]:
    """The message's questions; one of all of it where it asks nothing."""
    segments = heard.segments[:MOST_QUESTIONS] or (Segment(heard.corrected),)
    if len(segments) == 1:
        # A question alone may be told by what stands after it, too.
        return [Part(segments[0], heard.corrected)]
    return [Part(segment, f"{segment.story} {segment.text}".strip()) for segment in segments]
