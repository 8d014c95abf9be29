"""Finds what "the last one" and "number two" mean after an answer that listed things."""

import re

from centreguide.answering.question import Context
from centreguide.knowledge.query import Knowledge

_PLACES = (
    r"first|1st|number one|number 1",
    r"second|2nd|number two|number 2",
    r"third|3rd|number three|number 3",
    r"fourth|4th|number four|number 4",
    r"fifth|5th|number five|number 5",
)
_ONE = r"(?:\s+(?:one|group|thing|item|of (?:them|those|these)))"


def pointed_at(text: str, context: Context, knowledge: Knowledge) -> str | None:
    """The subject at the place that the text names in the list said last; None where nothing was listed or named."""
    lists = (fact.parts.lists for name in reversed(context.told) if (fact := knowledge.fact(name)))
    listed = next((found for found in lists if found), ())
    if not listed:
        return None
    if re.search(rf"\b(?:last|final){_ONE}\b", text, re.I):
        return listed[-1]
    for place, words in enumerate(_PLACES):
        if place < len(listed) and re.search(rf"\b(?:{words}){_ONE if place < 3 else _ONE + '?'}\b", text, re.I):
            return listed[place]
    return None
