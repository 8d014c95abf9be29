import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser

import pytest

from centreguide.pages.drawing import QuestionsPage, demo_page
from centreguide.release.content import Content
from tests.conftest import PROJECT

TODAY = date(2026, 12, 1)
TEXTS = PROJECT / "widget" / "src" / "texts.js"
VOID = {"meta", "link", "br", "img", "input"}


def questions_page(content: Content, asked: str = "", off: str | None = None) -> str:
    return QuestionsPage(content, TODAY, off).drawn(asked)


def is_answer(attributes: dict[str, str | None]) -> bool:
    return attributes.get("class") == "answer"


PAGES: dict[str, Callable[[Content], str]] = {"demo": demo_page, "questions": questions_page}


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
        assert text.index(safety[1]) < text.index("Specialist services" if draw is demo_page else "Find an answer", 300)
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
        page, questions = Parsed(demo_page(content)), Parsed(questions_page(content))
        for centre in content.knowledge.centres():
            assert f"/questions#{centre.id}" in page.all("href")
            assert centre.id in questions.all("id")


class TestQuestions:
    def test_every_fact_with_a_question_is_text_on_the_page(self, content: Content) -> None:
        text = Parsed(questions_page(content)).text
        facts = [fact for fact in content.knowledge.facts if set(fact.answers) & set(content.wording.questions)]
        assert [fact.id for fact in facts if fact.say not in text] == []

    def test_each_centre_is_folded_and_every_answer_is_in_one(self, content: Content) -> None:
        page = Parsed(questions_page(content))
        groups = [attributes for tag, attributes in page.tags if tag == "details"]
        assert len(groups) == len(content.knowledge.centres()) + 1
        assert not any("open" in group or "hidden" in group for group in groups)
        assert not [1 for _, attributes in page.tags if is_answer(attributes) and "hidden" in attributes]

    def test_each_answer_has_a_link_to_itself(self, content: Content) -> None:
        page = Parsed(questions_page(content))
        answers = [attributes["id"] for _, attributes in page.tags if is_answer(attributes)]
        assert len(answers) > 80
        assert [link for link in page.all("href") if "#" in link and link != "#main"] == [
            f"/questions#{name}" for name in answers
        ]

    @pytest.mark.parametrize(
        ("website", "back"), [("", "/"), ("www.riverside.example", "https://www.riverside.example")]
    )
    def test_there_is_a_way_back(self, riverside_content: Content, website: str, back: str) -> None:
        trust = replace(riverside_content.knowledge.trust, website=website)
        page = questions_page(replace(riverside_content, knowledge=replace(riverside_content.knowledge, trust=trust)))
        assert f'<a href="{back}">Back to' in page

    def test_the_chat_is_on_it(self, content: Content) -> None:
        page = Parsed(questions_page(content))
        assert ("script", {"type": "module", "src": "/widget/centre-guide.js"}) in page.tags

    def test_while_the_bot_is_off_it_says_so_and_answers_nothing(self, content: Content) -> None:
        page = Parsed(questions_page(content, off="We are <checking> it."))
        assert "We are <checking> it." in page.text
        assert not {"form", "details"} & {tag for tag, _ in page.tags}


class TestFiltered:
    def test_only_what_has_the_words_is_shown_and_its_group_open(self, riverside_content: Content) -> None:
        page = Parsed(questions_page(riverside_content, "when hiltop"))
        shown = {
            attributes["id"] for _, attributes in page.tags if is_answer(attributes) and "hidden" not in attributes
        }
        assert shown == {"bone_unit-ask_where"}
        groups = [("open" in each, "hidden" in each) for tag, each in page.tags if tag == "details"]
        assert groups == [(False, True), (True, False), (False, True)]
        assert "1 answer for “when hiltop”" in page.text
        assert "Show all questions" in page.text

    @pytest.mark.parametrize("asked", ["", "  ", "where is the", "?"])
    def test_where_there_is_nothing_to_look_for_all_are_shown(self, riverside_content: Content, asked: str) -> None:
        page = Parsed(questions_page(riverside_content, asked))
        assert not [1 for _, attributes in page.tags if is_answer(attributes) and "hidden" in attributes]
        assert "answers for" not in page.text

    def test_that_nothing_was_found_is_said(self, riverside_content: Content) -> None:
        page = Parsed(questions_page(riverside_content, "parking"))
        assert "No answer for “parking”." in page.text
        assert all("hidden" in attributes for tag, attributes in page.tags if tag == "details")

    def test_what_was_asked_is_text(self, riverside_content: Content) -> None:
        asked = '"><script>alert(1)</script>'
        page = Parsed(questions_page(riverside_content, asked))
        assert asked in page.all("value")
        assert all(attributes.get("src") for tag, attributes in page.tags if tag == "script")

    def test_a_long_text_is_cut(self, riverside_content: Content) -> None:
        assert Parsed(questions_page(riverside_content, "bones " * 1000)).all("value") == [
            ("bones " * 17)[:100].strip()
        ]


class TestAnswers:
    def test_every_centre_is_a_heading_with_questions_under_it(self, content: Content) -> None:
        headings = Parsed(questions_page(content)).headings
        for centre in content.knowledge.centres():
            name = centre.name[:1].upper() + centre.name[1:]
            place = headings.index((2, name))
            assert headings[place + 1][0] == 3

    def test_a_source_with_an_address_is_a_link(self, riverside_content: Content) -> None:
        knowledge = riverside_content.knowledge
        assert "riverside.example" not in questions_page(riverside_content)
        about = replace(knowledge.pages[0], address="https://riverside.example/a?b=1&c=2", sections={"Heart": "heart"})
        page = Parsed(questions_page(replace(riverside_content, knowledge=replace(knowledge, pages=(about,)))))
        assert {"https://riverside.example/a?b=1&c=2", "https://riverside.example/a?b=1&c=2#heart"} <= set(
            page.all("href")
        )

    def test_the_trust_s_contact_is_shown_where_it_is_set(self, riverside_content: Content) -> None:
        trust = replace(riverside_content.knowledge.trust, contact="Switchboard: ask for Riverside.")
        knowledge = replace(riverside_content.knowledge, trust=trust)
        page = questions_page(replace(riverside_content, knowledge=knowledge))
        assert "<p>Switchboard: ask for Riverside.</p>" in page
