"""Finds the two subjects that "are they in the same building?" is about."""

import re

from centreguide.answering.question import Context
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge

_BOTH = re.compile(
    r"\b(?:both|the two|each of (?:them|those|these)|(?:each|one an)other|which of (?:them|those|the two)"
    r"|same (?:place|building|hospital|site|address|spot))\b",
    re.I,
)


def both(text: str, context: Context, knowledge: Knowledge) -> tuple[str, ...]:
    """The two subjects spoken of last, the earlier first; none where the text doesn't mean two."""
    if not _BOTH.search(text):
        return ()
    facts = (fact for name in reversed(context.told) if (fact := knowledge.fact(name)))
    subjects = (name for fact in facts for name in fact.about[:1])
    lately = dict.fromkeys(name for name in subjects if _is_spoken_of(name, knowledge))
    return tuple(lately)[1::-1] if len(lately) > 1 else ()


def _is_spoken_of(name: str, knowledge: Knowledge) -> bool:
    return knowledge.kind(name) not in (PLACE, AUDIENCE) and name != knowledge.trust.subject
