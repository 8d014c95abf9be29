"""Draws the pages from a release's content, as HTML in which all that comes from data is escaped."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from centreguide.intents import kinds
from centreguide.knowledge.model import Subject
from centreguide.pages.questions import sections
from centreguide.pages.search import IGNORED, LONGEST_ASKED, Search
from centreguide.release.content import Content
from centreguide.wording import sentence_case

STYLES = Path(__file__).parent / "pages.css"
FILTER = Path(__file__).parent / "questions.js"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="4" fill="#005eb8"/>'
    '<path fill="#fff" d="M5 5h14v10h-7l-4 4v-4H5z"/></svg>'
)
WIDGET = Path(__file__).resolve().parents[2] / "widget" / "centre-guide.js"

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Card:
    """A centre on the demo page: the anchor of its questions, its name, and one thing that is known of it."""

    id: str
    name: str
    said: str


def demo_page(content: Content) -> str:
    """A page as a trust's website might have it, with the widget in it."""
    cards = [_card(centre, content) for centre in content.knowledge.centres()]
    return _draw("demo.html.j2", content, cards=[card for card in cards if card.said])


class QuestionsPage:
    """The page that answers people without JavaScript, as it is on a day; where `off` is set, it says that instead."""

    def __init__(self, content: Content, today: date, off: str | None = None) -> None:
        self._content, self._off = content, off
        self._sections = sections(content, today)
        self._search = Search(answered for section in self._sections for answered in section.answers)

    def drawn(self, asked: str = "") -> str:
        """The page with the answers that have all words of what is asked; the others are hidden."""
        asked = " ".join(asked[:LONGEST_ASKED].split())
        return _draw(
            "questions.html.j2",
            self._content,
            sections=self._sections,
            off=self._off,
            asked=asked,
            found=self._search.found(asked),
            ignored=IGNORED,
            longest=LONGEST_ASKED,
        )


def _draw(template: str, content: Content, **values: object) -> str:
    trust = content.knowledge.trust
    return _environment.get_template(template).render(trust=trust, address=_address(trust.website), **values)


def _address(website: str) -> str:
    """Where a link to the website leads; staff may leave out what browsers add."""
    return website if not website or website.startswith(("https://", "http://")) else f"https://{website}"


def _card(centre: Subject, content: Content) -> Card:
    knowledge = content.knowledge
    intents = (*sorted(kinds("overview"), reverse=True), *content.wording.questions)
    said = next((fact.say for intent in intents for fact in knowledge.facts_for(intent, [centre.id])), "")
    return Card(centre.id, sentence_case(centre.name), said)
