"""What the widget offers before and while a visitor types: the reviewed questions, in one file for everybody."""

import json

from centreguide.answering.buttons import button, starters
from centreguide.pages.words import more_words, names_of
from centreguide.release.content import Content


def suggestions(content: Content, off: str | None = None) -> str:
    """JSON of `starters` and of `questions`, each with more `words` to find it by; none while the bot is off.

    Only questions that staff wrote are in it: whoever asks in these words gets the answer that they were written for.
    """
    knowledge, wording = content.knowledge, content.wording
    facts = [fact for fact in knowledge.facts if fact.question and off is None]
    asked = {fact.id: button(fact, knowledge, wording).title for fact in facts}
    first = [start.title for start in starters(knowledge, wording) if start.fact in asked]
    questions = [
        {"question": asked[fact.id], "words": more_words(names_of(fact.about, knowledge), asked[fact.id])}
        for fact in facts
    ]
    return json.dumps({"starters": first, "questions": questions}, ensure_ascii=False, separators=(",", ":"))
