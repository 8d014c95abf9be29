"""Asks back: which subject is meant, or which of the likely questions."""

from dataclasses import replace

from actions import suggestions
from actions.reply import Button, Reply
from centreguide.answering.question import Context, Question
from centreguide.answering.topic import find_topic
from centreguide.release.content import Content

_MOST_CENTRES = 5
_MOST_GUESSES = 3


def which_subject(intent: str, content: Content) -> Reply:
    """Asks which centre is meant, for the centres that have an answer."""
    knowledge, wording = content.knowledge, content.wording
    able = suggestions.centres(knowledge, wording, intent, _MOST_CENTRES)
    buttons = able or suggestions.centres(knowledge, wording, most=_MOST_CENTRES)
    return Reply(wording.clarify["which_subject"], buttons)


def did_you_mean(question: Question, context: Context, content: Content) -> Reply:
    """Offers the likeliest questions, about what the message or the conversation is about."""
    wording = content.wording
    guesses = tuple(_guesses(question, context, content))
    if not guesses:
        return Reply(wording.clarify["nothing_before"], suggestions.centres(content.knowledge, wording))
    return Reply(f"{wording.clarify['did_you_mean']} {wording.clarify['neither']}", guesses)


def _guesses(question: Question, context: Context, content: Content) -> list[Button]:
    knowledge, wording = content.knowledge, content.wording
    found: list[Button] = []
    for intent in dict.fromkeys((question.intent, *(intent for intent, _ in question.ranking))):
        if intent not in wording.questions:
            continue
        topic = find_topic(replace(question, intent=intent), context, knowledge)
        subject = knowledge.subject(topic.subject or knowledge.trust.subject)
        if subject is not None and knowledge.facts_for(intent, [subject.id]):
            found.append(Button(wording.question(intent, subject).button, intent, subject.id))
        if len(found) == _MOST_GUESSES:
            break
    return found
