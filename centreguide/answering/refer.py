"""What a question may mean: alone, as the whole message, after the question before it, about what was spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from centreguide.answering.features import ABOUT, AFTER, ALONE, WHOLE
from centreguide.answering.pointing import pointed_subject
from centreguide.answering.turn import Part, Thread
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge

_ARTICLE = re.compile(r"^(?:the|our)\s+", re.I)


def readings(part: Part, knowledge: Knowledge) -> Part:
    """The part with its readings, and with the subjects that it names made one where two mean a third."""
    subjects = part.question.subjects
    if (pointed := pointed_subject(part.text, part.thread, knowledge)) is not None:
        subjects, part = (*subjects, pointed), replace(part, thread=replace(part.thread, subjects=(pointed,)))
    found = {ALONE: part.text, WHOLE: part.whole}
    if part.thread.asked:
        found[AFTER] = f"{part.thread.asked} {part.text}"
    subject = next((s for name in part.thread.subjects if (s := knowledge.subject(name))), None)
    if subject is not None:
        found[ABOUT] = f"{_ARTICLE.sub('', subject.name)}: {part.text}"
    return replace(part, readings=found, subjects=tuple(knowledge.merged(subjects)))


def follow(thread: Thread, part: Part, facts: Sequence[str], knowledge: Knowledge) -> Thread:
    """The thread after a part that these facts answered; one that was declined is about what it named."""
    things = [name for name in part.subjects if knowledge.kind(name) not in _AROUND and not knowledge.is_general(name)]
    lead = knowledge.fact(facts[0]) if facts else None
    if lead is not None:
        own = [name for name in lead.about if knowledge.kind(name) not in _AROUND] or list(lead.about)
        things = [name for name in things if name in lead.about] or own
    return thread.after(part.text, things[:1], facts)


_AROUND = (PLACE, AUDIENCE)
