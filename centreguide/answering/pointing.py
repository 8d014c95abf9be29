"""Finds what "the last one" and "number two" mean: a button just offered, or an item of the list said last."""

from centreguide.answering.turn import Thread
from centreguide.knowledge.query import Knowledge
from centreguide.language import patterns, whole_words, words


def pointed_place(text: str, count: int) -> int | None:
    """Where in a list of so many items the text points; None where it doesn't."""
    after = whole_words(words("ordinal_of")[0])
    for place, ordinal in enumerate(patterns("ordinals")):
        at_end = place == len(patterns("ordinals")) - 1
        found = ordinal.search(text)
        if found and (at_end or place < count) and after.match(text[found.end() :].lstrip() or ""):
            return count - 1 if at_end else place
    return None


def pointed_fact(text: str, thread: Thread, knowledge: Knowledge) -> str | None:
    """The fact that the text chooses from the buttons of a question back; None where nothing is to choose from."""
    offered = [name for name in thread.offered if knowledge.fact(name)]
    if not offered or thread.just or (place := pointed_place(text, len(offered))) is None:
        return None
    return offered[place]


def pointed_subject(text: str, thread: Thread, knowledge: Knowledge) -> str | None:
    """The subject at the place that the text names in the list said last."""
    lists = (fact.parts.lists for name in reversed(thread.told) if (fact := knowledge.fact(name)))
    listed = next((found for found in lists if found), ())
    place = pointed_place(text, len(listed)) if listed else None
    return listed[place] if place is not None else None
