"""The line under an answer that says where its facts stand, and when they were last checked if that is overdue."""

from collections.abc import Sequence
from datetime import date

from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge
from centreguide.wording import Wording


def source_line(facts: Sequence[Fact], knowledge: Knowledge, wording: Wording, today: date) -> str:
    """One line for all the facts; pages and sections are named once."""
    lines = [
        wording.answer("source", page=knowledge.page(page).title, section="”, “".join(sections))
        for page, sections in _sections(facts).items()
    ]
    if any((fact.review_by or knowledge.trust.review_by) < today for fact in facts):
        lines.append(wording.answer("checked", month=knowledge.trust.checked.strftime("%B %Y")))
    return " ".join(lines)


def _sections(facts: Sequence[Fact]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        sections = found.setdefault(fact.source.page, [])
        if fact.source.section not in sections:
            sections.append(fact.source.section)
    return found
