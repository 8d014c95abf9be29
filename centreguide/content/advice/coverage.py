"""Kinds of question that nobody gets an answer to, or that the bot has no words for."""

from collections.abc import Iterator

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault
from centreguide.intents import kinds


def advice(answers: Answers) -> Iterator[Fault]:
    """Told at the first example; that nobody gets an answer of what isn't new, too, since a fact may have gone."""
    answered = {intent for fact in answers.knowledge.facts for intent in fact.answers}
    new = {example.intent for example in answers.examples.new}
    first = {example.intent: example for example in reversed(answers.examples.every)}
    for intent, example in first.items():
        if not intent.startswith("ask_") or intent in kinds("of_the_talk"):
            continue
        if intent not in answered:
            message = f"nobody gets an answer to {intent}: add a fact with `answers: [{intent}]` in knowledge/."
            yield Fault(example.file, example.line, intent, message)
        elif intent in new and intent not in answers.wording.questions:
            told = f"{intent} is answered, but never offered as a button; to offer it, give it an entry"
            yield Fault(example.file, example.line, intent, f"{told} in wording/questions.yml, as ask_where has.")
