"""Tells things made one ("hearts for newborns") from a list of them ("hearts and newborns")."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from centreguide.answering.mentioned import mentioned
from centreguide.knowledge.query import Knowledge
from centreguide.language import pattern, words

_LISTING = re.compile(rf"[,;/&+]|\b(?:{'|'.join(words('listing'))})\b", re.I)


def made_one(text: str, subjects: Sequence[str], knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """Each set of the subjects that the text makes one thing.

    "Hearts and livers for newborns" makes two: hearts for newborns, and livers for newborns. A subject that the text
    doesn't name by a name of its own is part of every one.
    """
    lists = _lists(text, subjects, knowledge)
    named = {name for listed in lists for name in listed}
    return product(*lists, *([name] for name in subjects if name not in named))


def _lists(text: str, subjects: Sequence[str], knowledge: Knowledge) -> list[list[str]]:
    """The subjects in the text's order, those listed one after the other together."""
    known = (subject for name in subjects if (subject := knowledge.subject(name)))
    lists, end = list[list[str]](), 0
    for mention in mentioned(text, known):
        listing = _first(text, end, mention.start)
        end = mention.end
        if any(mention.subject in listed for listed in lists):
            continue
        if lists and listing:
            lists[-1].append(mention.subject)
        else:
            lists.append([mention.subject])
    return lists


def _first(text: str, start: int, end: int) -> bool:
    """Whether the first thing between two names that joins them makes a list of them."""
    listing = _LISTING.search(text, start, end)
    joining = pattern("joining").search(text, start, end)
    return listing is not None and (joining is None or listing.start() < joining.start())
