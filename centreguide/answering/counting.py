"""Keeps "how many beds?" from being answered with the number of something else."""

import re

from centreguide.answering.stems import stems
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import TOPIC, Knowledge

_HOW_MANY = re.compile(r"\b(?:how many|(?<!small )number of|how much|what number)\b", re.I)
_EMPTY = frozenset(
    [
        "number",
        "country",
        "year",
        "annually",
        "total",
        "roughly",
        "actually",
        "people",
        "folk",
        "like",
        "kind",
        "kinds",
        "sort",
    ]
) | frozenset(["sorts", "type", "types", "different", "separate", "main", "specialist", "individual", "distinct"])

_HOW_MUCH = re.compile(r"\bhow much\b", re.I)
_AMOUNTS = frozenset(["pounds", "percent"])
_OFFERING = "centres hospitals places trusts units"


def asks_how_many(text: str) -> bool:
    """Whether the text asks for a count."""
    return bool(_HOW_MANY.search(text))


def counts_it(text: str, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether the fact may be the count asked for: it has the first thing named after "how many", if any."""
    if not asks_how_many(text):
        return True
    if fact.parts.unit in _AMOUNTS and _HOW_MUCH.search(text):
        # "How much of your money" names what it's an amount of in words of its own; the intent has it already.
        return True
    named = (subject for name in fact.about if (subject := knowledge.subject(name)))
    # A topic goes by many words ("branches of medicine"); a service's other names are people's ways to reach it.
    called = [word for s in named for word in (s.name, *(s.also_called if s.kind == TOPIC else ()))]
    known = " ".join([fact.say, fact.parts.unit or "", *called])
    if fact.parts.few and fact.parts.value is None:
        # "One of a small number of centres that offer transplants" counts centres, not transplants.
        known = _OFFERING
    asked = _counted(text)
    return not asked or asked[0] in stems(known)


def counts_nothing_named(text: str) -> bool:
    """Whether the text asks how many without saying of what: "and how many do you do?" """
    return asks_how_many(text) and not _counted(text)


def _counted(text: str) -> list[str]:
    return stems(_HOW_MANY.split(text, maxsplit=1)[1], _EMPTY)
