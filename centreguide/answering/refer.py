"""What a question may mean: alone, as the whole message, after the question before it, in its stead, or
about what was spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from centreguide.answering.features import ABOUT, AFTER, ALONE, SWAPPED, WHOLE
from centreguide.answering.mentioned import mentioned
from centreguide.answering.pointing import pointed_subject
from centreguide.answering.turn import Part, Thread
from centreguide.knowledge.query import Knowledge
from centreguide.language import pattern, words

_MOST_CHARACTERS = 200
_ARTICLE = re.compile(rf"^(?:{words('articles')[0]})\s+", re.I)


def readings(part: Part, knowledge: Knowledge) -> Part:
    """The part with its readings, and with the subjects that it names made one where two mean a third."""
    subjects = part.question.subjects
    if (pointed := pointed_subject(part.text, part.thread, knowledge)) is not None:
        subjects, part = (*subjects, pointed), replace(part, thread=replace(part.thread, subjects=(pointed,)))
    found = {ALONE: part.text, WHOLE: part.whole}
    if part.thread.asked:
        found[AFTER] = f"{part.thread.asked} {part.text}"
        if (swapped := _swapped(part.thread.asked, subjects, knowledge)) is not None:
            found[SWAPPED] = swapped
    subject = next((s for name in part.thread.subjects if (s := knowledge.subject(name))), None)
    if subject is not None:
        found[ABOUT] = f"{_ARTICLE.sub('', subject.name)}: {part.text}"
    return replace(part, readings=found, subjects=tuple(knowledge.merged(subjects)))


def _swapped(asked: str, subjects: Sequence[str], knowledge: Knowledge) -> str | None:
    """The last question with the first thing that is named now in the place of what it named then."""
    now = next((s for name in subjects if knowledge.is_telling(name) and (s := knowledge.subject(name))), None)
    then = next((m for m in mentioned(asked, knowledge.subjects) if knowledge.is_telling(m.subject)), None)
    if now is None or then is None or then.subject == now.id:
        return None
    return f"{asked[: then.start]}{_ARTICLE.sub('', now.name)}{asked[then.end :]}"


def follow(thread: Thread, part: Part, facts: Sequence[str], knowledge: Knowledge) -> Thread:
    """The thread after a part that these facts answered; one that was declined is about what it named."""
    things = [name for name in part.subjects if knowledge.is_telling(name)]
    lead = knowledge.fact(facts[0]) if facts else None
    if lead is not None:
        own = [name for name in lead.about if knowledge.is_thing(name)] or list(lead.about)
        things = [name for name in things if name in lead.about] or own
    return thread.after(_in_full(part), things[:1], facts)


def _in_full(part: Part) -> str:
    """What was asked, where only a part of it was said: "and the cancer one?" asks what was asked before."""
    read = part.readings or {}
    if not (part.question.bare or pattern("carrying_on").search(part.text)):
        return part.text
    return read.get(SWAPPED) or (read[AFTER][-_MOST_CHARACTERS:] if AFTER in read else part.text)
