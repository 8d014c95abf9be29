import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from centreguide.pages.drawing import demo_page, questions_page
from centreguide.release.content import Content
from tests.conftest import PROJECT

TODAY = date(2026, 12, 1)
TEXTS = PROJECT / "widget" / "src" / "texts.js"
VOID = {"meta", "link", "br", "img"}
PAGES: dict[str, Callable[[Content], str]] = {
    "demo": demo_page,
    "questions": lambda content: questions_page(content, TODAY),
}


@dataclass
class Parsed(HTMLParser):
    """A page as a browser without scripts has it: its headings, ids, links, tags and text."""

    page: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.page)
        self.text = " ".join(self.text.split())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if any(re.fullmatch("h[1-6]", tag) for tag in self.open):
            level, text = self.headings[-1]
            self.headings[-1] = (level, text + data)

    def all(self, attribute: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


@pytest.mark.parametrize("draw", PAGES.values(), ids=PAGES)
class TestBoth:
    def test_it_is_in_english_and_names_the_trust(self, draw: Callable[[Content], str], content: Content) -> None:
        page = Parsed(draw(content))
        assert ("html", {"lang": "en"}) in page.tags
        assert content.knowledge.trust.name in page.text
        assert [level for level, _ in page.headings].count(1) == 1

    def test_headings_leave_no_level_out(self, draw: Callable[[Content], str], content: Content) -> None:
        levels = [level for level, _ in Parsed(draw(content)).headings]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))

    def test_links_within_the_page_lead_somewhere(self, draw: Callable[[Content], str], content: Content) -> None:
        page = Parsed(draw(content))
        ids = page.all("id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in page.all("href") if link.startswith("#")} <= set(ids)
        assert set(page.all("aria-labelledby")) <= set(ids)

    def test_the_emergency_line_is_the_widget_s_and_comes_before_the_rest(
        self, draw: Callable[[Content], str], content: Content
    ) -> None:
        safety = re.search(r'safety: "(.+)"', TEXTS.read_text(encoding="utf-8"))
        assert safety
        text = Parsed(draw(content)).text
        assert text.index(safety[1]) < text.index("Specialist services" if draw is demo_page else "On this page", 300)
        for words in ("111 and choose option 2", "Samaritans free on 116 123"):
            assert words in text
            assert words in content.wording.safety["crisis"]

    def test_nothing_needs_a_weaker_policy(self, draw: Callable[[Content], str], content: Content) -> None:
        page = Parsed(draw(content))
        assert "style" not in [tag for tag, _ in page.tags]
        assert page.all("style") == []
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
        assert all(attributes.get("src") for tag, attributes in page.tags if tag == "script")

    def test_what_staff_write_is_text(self, draw: Callable[[Content], str], riverside_content: Content) -> None:
        knowledge = riverside_content.knowledge
        hostile = '<script>alert("x")</script><img src=x onerror=alert(1)>'
        facts = tuple(replace(fact, say=f"{hostile} {fact.say}") for fact in knowledge.facts)
        subjects = tuple(replace(subject, name=f"{hostile} {subject.name}") for subject in knowledge.subjects)
        trust = replace(knowledge.trust, name=f"{hostile} Trust", website=f'x"{hostile}', contact=hostile)
        changed = replace(knowledge, facts=facts, subjects=subjects, trust=trust)
        page = Parsed(draw(replace(riverside_content, knowledge=changed)))
        assert "img" not in [tag for tag, _ in page.tags]
        assert page.all("onerror") == []
        assert hostile in page.text

    def test_a_trust_without_website_and_contact_has_no_empty_line(
        self, draw: Callable[[Content], str], riverside_content: Content
    ) -> None:
        page = draw(riverside_content)
        assert 'href=""' not in page
        assert "<p></p>" not in page

    @pytest.mark.parametrize("website", ["www.riverside.example", "https://www.riverside.example"])
    def test_the_trust_s_name_leads_to_its_website(
        self, draw: Callable[[Content], str], riverside_content: Content, website: str
    ) -> None:
        trust = replace(riverside_content.knowledge.trust, website=website)
        page = draw(replace(riverside_content, knowledge=replace(riverside_content.knowledge, trust=trust)))
        assert '<a href="https://www.riverside.example">Riverside Hospitals</a>' in page


class TestDemo:
    def test_it_holds_the_widget_and_leads_to_the_questions(self, content: Content) -> None:
        page = Parsed(demo_page(content))
        assert ("script", {"type": "module", "src": "/widget/centre-guide.js"}) in page.tags
        assert "/questions" in page.all("href")

    def test_each_centre_is_there_and_leads_to_its_questions(self, content: Content) -> None:
        page, questions = Parsed(demo_page(content)), Parsed(questions_page(content, TODAY))
        for centre in content.knowledge.centres():
            assert f"/questions#{centre.id}" in page.all("href")
            assert centre.id in questions.all("id")


class TestQuestions:
    def test_every_fact_with_a_question_is_text_on_the_page(self, content: Content) -> None:
        text = Parsed(questions_page(content, TODAY)).text
        facts = [fact for fact in content.knowledge.facts if set(fact.answers) & set(content.wording.questions)]
        assert [fact.id for fact in facts if fact.say not in text] == []

    def test_no_script_and_nothing_folded_away(self, content: Content) -> None:
        tags = {tag for tag, _ in Parsed(questions_page(content, TODAY)).tags}
        assert not tags & {"script", "noscript", "details", "dialog", "template"}

    def test_every_centre_is_a_heading_with_questions_under_it(self, content: Content) -> None:
        headings = Parsed(questions_page(content, TODAY)).headings
        for centre in content.knowledge.centres():
            name = centre.name[:1].upper() + centre.name[1:]
            place = headings.index((2, name))
            assert headings[place + 1][0] == 3

    def test_the_trust_s_contact_is_shown_where_it_is_set(self, riverside_content: Content) -> None:
        trust = replace(riverside_content.knowledge.trust, contact="Switchboard: ask for Riverside.")
        knowledge = replace(riverside_content.knowledge, trust=trust)
        page = questions_page(replace(riverside_content, knowledge=knowledge), TODAY)
        assert "<p>Switchboard: ask for Riverside.</p>" in page
