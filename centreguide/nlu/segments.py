"""The questions of a message with the subjects of each: what is only said around a question lends it its subjects."""

import re
from collections.abc import Collection, Sequence

from centreguide.heard import Segment
from centreguide.language import words
from centreguide.nlu.mentions import Mention
from centreguide.nlu.splitting import Part, split


def segments(
    text: str, mentions: Sequence[Mention], listed: Collection[str] = (), people: Collection[str] = ()
) -> tuple[Segment, ...]:
    """A segment a question, in order; one for a message that asks nothing.

    Args:
        listed: the subjects that the knowledge has facts about: beside them, what else is told of isn't meant.
        people: places and audiences, which a question takes from what is told before it.
    """
    parts = split(text)
    asking = [part for part in parts if part.asks]
    bare = _is_bare(text, mentions)
    if not asking or bare:
        return (_segment(text, [mention.subject for mention in mentions], bare=bare),)
    found = list[Segment]()
    around: list[str] = []
    told: list[str] = []
    for part in parts:
        own = _within(part, mentions)
        if not part.asks:
            around.extend(own)
            told.append(part.text)
            continue
        # A question about a subject of its own takes only the place and the people that are spoken of.
        has_own = any(name not in people for name in own)
        lent = [name for name in around if name in people] if has_own else _telling(around, listed, people)
        found.append(_segment(part.text, [*own, *lent], " ".join(told)))
        around, told = [], []
    if around and not found[-1].subjects:
        found[-1] = _segment(found[-1].text, around, found[-1].story)
    return tuple(found)


def _telling(told: Sequence[str], listed: Collection[str], people: Collection[str]) -> list[str]:
    """Without what isn't listed where a listed subject is told of: "our dentist mentioned scans. Do you do them?" """
    if not any(name in listed for name in told):
        return list(told)
    return [name for name in told if name in listed or name in people]


def _is_bare(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether the text is a subject and nothing else: "radiotherapy please"."""
    rest = list(text.lower())
    for mention in mentions:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return bool(mentions) and all(word in words("fillers") for word in re.findall(r"\w+", "".join(rest)))


def _within(part: Part, mentions: Sequence[Mention]) -> list[str]:
    return [mention.subject for mention in mentions if part.start <= mention.start < part.end]


def _segment(text: str, subjects: Sequence[str], story: str = "", *, bare: bool = False) -> Segment:
    return Segment(text, tuple(dict.fromkeys(subjects)), story, bare)
