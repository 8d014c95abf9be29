"""The source of an answer: where its facts stand, and when they were last checked if that is overdue."""

from collections.abc import Sequence
from datetime import date

from centreguide.answering.reply import Link, Source
from centreguide.knowledge.model import Fact, Page
from centreguide.knowledge.query import Knowledge
from centreguide.wording import Wording


def source(facts: Sequence[Fact], knowledge: Knowledge, wording: Wording, today: date) -> Source:
    """One source for all the facts; pages and sections are named once, and so is each address."""
    found = [(knowledge.page(page), sections) for page, sections in _sections(facts).items()]
    lines = [wording.answer("source", page=page.title, section="”, “".join(sections)) for page, sections in found]
    if any((fact.review_by or knowledge.trust.review_by) < today for fact in facts):
        lines.append(wording.answer("checked", month=knowledge.trust.checked.strftime("%B %Y")))
    links = {link.address: link for page, sections in found for link in _links(page, sections)}
    return Source(" ".join(lines), tuple(links.values()))


def _sections(facts: Sequence[Fact]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fact in facts:
        sections = found.setdefault(fact.source.page, [])
        if fact.source.section not in sections:
            sections.append(fact.source.section)
    return found


def _links(page: Page, sections: Sequence[str]) -> list[Link]:
    if not page.address:
        return []
    return [Link(name if name in page.sections else page.title, page.address_of(name)) for name in sections]
