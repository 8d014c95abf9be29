"""Answers that were to be compared with the page by now: time passes, whoever changed nothing is told too."""

from collections.abc import Iterator
from datetime import date

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault


def advice(answers: Answers) -> Iterator[Fault]:
    """An answer with a date of its own each; those under the trust's date together."""
    knowledge, entries, today = answers.knowledge, answers.entries, answers.today
    for entry, fact in zip(entries["facts"], knowledge.facts, strict=True):
        if fact.review_by and fact.review_by < today:
            message = f"it was to be reviewed by {_day(fact.review_by)}; compare it with the page, then set a new date."
            yield entry.fault(message, "review_by")
    count = sum(fact.review_by is None for fact in knowledge.facts)
    if count and knowledge.trust.review_by < today:
        told = f"{count} answers without a date of their own were to be reviewed by {_day(knowledge.trust.review_by)}"
        remedy = "compare them with the page, then set a new date."
        yield entries["trust"][0].fault(f"{told}; {remedy}", "review_by")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
