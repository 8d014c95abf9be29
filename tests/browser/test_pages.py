"""The demo page and the questions page in a browser: for everyone, with and without JavaScript, on any screen."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from centreguide.pages.drawing import WIDGET
from centreguide.pages.questions import sections
from centreguide.pages.search import Search
from centreguide.release.content import Content
from tests.browser.visitor import HIDDEN, TAGS
from tests.pages.fixtures import content, site
from tests.pages.site import Site

__all__ = ["content", "site"]

pytestmark = pytest.mark.e2e
PAGES = pytest.mark.parametrize("path", ["/", "/questions"])
STATES = pytest.mark.parametrize(
    "path", ["/", "/questions", "/questions?q=heart", "/questions?q=xyz", "/questions#pcd"]
)
SCREENS = pytest.mark.parametrize(
    "screen",
    [{"width": 1280, "height": 900}, {"width": 375, "height": 667}, {"width": 320, "height": 256}],
    ids=["wide", "phone", "400 %"],
)
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""

FOCUS = """
(({backgroundColor, outlineColor}) => `${backgroundColor} ${outlineColor}`)(getComputedStyle(document.activeElement))
"""
LOOKED_FOR = (
    "trauma",
    "tr",
    "truama",
    "Where is the cancer centre?",
    "kidny transplnt",
    "operations for kids' hearts",
    "St James’s",
    "jimmys",
    "baby born early",
    "do you treat children with cancer",
    "children cardiologie",
    "income billion",
    "HOW MANY patients a year",
    "car park",
    "genetics/haematology",
    "£1.5 billion",
    "hear",
    "hart",
    "sdr pcd",
    "xyzzyxyzzy",
)
SHOWN = "[...document.querySelectorAll('.answer')].filter((one) => one.checkVisibility()).map((one) => one.id)"

Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Open]:
    """Opens a path of the site; what the browser should be like is given as for Playwright's new_context.

    Any error on the console fails the test, but for those with the text `expected`.
    """
    contexts, faults, ignored = [], list[str](), list[str]()

    def opened(path: str, expected: str = "", **like: Any) -> Page:
        context = browser.new_context(**like)
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        ignored.append(expected)
        page.goto(f"{site.address}{path}", wait_until="networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for fault in faults if not any(text and text in fault for text in ignored)] == []


def broken_rules(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, in words."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@STATES
@SCREENS
class TestBoth:
    def test_axe_finds_nothing(self, open_page: Open, path: str, screen: dict[str, int]) -> None:
        assert broken_rules(open_page(path, viewport=screen)) == []

    def test_it_does_not_scroll_sideways(self, open_page: Open, path: str, screen: dict[str, int]) -> None:
        page = open_page(path, viewport=screen)
        assert page.evaluate("document.documentElement.scrollWidth") <= screen["width"]


@PAGES
class TestEach:
    def test_the_policy_blocks_nothing(self, open_page: Open, path: str) -> None:
        page = open_page(path)
        assert page.evaluate("violations") == []
        assert page.evaluate("document.styleSheets.length") == 1
        assert page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") == "rgb(0, 94, 184)"

    def test_the_policy_blocks_what_is_put_in(self, open_page: Open, path: str) -> None:
        page = open_page(path, expected="Content Security Policy")
        page.evaluate(
            "() => { const script = document.createElement('script'); script.textContent = 'window.broken = true';"
            "document.body.append(script); document.body.setAttribute('onclick', 'window.broken = true'); }"
        )
        page.locator("h1").click()
        assert page.evaluate("window.broken") is None
        assert "script-src-elem" in page.evaluate("violations")

    def test_the_first_tab_leads_past_the_head(self, open_page: Open, path: str) -> None:
        page = open_page(path)
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Skip to main content")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()

    def test_the_focus_can_be_seen_all_the_way(self, open_page: Open, path: str) -> None:
        page = open_page(path, viewport={"width": 375, "height": 667})
        stops = 0
        while page.keyboard.press("Tab") or not page.evaluate("document.activeElement.matches('body, centre-guide')"):
            stops += 1
            focused = page.evaluate("document.activeElement.textContent")
            assert not page.evaluate(f"({HIDDEN})(document.activeElement)"), focused
            style = page.evaluate(FOCUS)
            assert "rgb(255, 235, 59)" in style, (focused, style)
        assert stops > 8

    def test_the_emergency_line_is_on_the_first_screen(self, open_page: Open, path: str) -> None:
        page = open_page(path, viewport={"width": 375, "height": 667})
        line = page.locator("section.urgent")
        expect(line.get_by_text("In an emergency, call 999.")).to_be_in_viewport(ratio=1)
        expect(line.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")

    def test_twice_the_text_size_needs_no_sideways_scroll(self, open_page: Open, path: str) -> None:
        page = open_page(path, viewport={"width": 640, "height": 500})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640

    def test_forced_colours_hide_no_link(self, open_page: Open, path: str) -> None:
        page = open_page(path, forced_colors="active")
        colours = page.evaluate("[...document.links].map((one) => getComputedStyle(one).color)")
        back = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert back not in colours


class TestWithoutScripts:
    def test_the_questions_page_has_every_answer_in_a_group_that_opens(self, open_page: Open, content: Content) -> None:
        page = open_page("/questions", java_script_enabled=False)
        for group in page.locator("summary").all():
            group.click()
        text = " ".join(page.locator("main").inner_text().split())
        facts = [fact for fact in content.knowledge.facts if set(fact.answers) & set(content.wording.questions)]
        assert [fact.id for fact in facts if fact.say not in text] == []

    def test_words_are_looked_for_by_the_server(self, open_page: Open) -> None:
        page = open_page("/questions", java_script_enabled=False)
        page.get_by_role("searchbox", name="Find an answer").fill("cerebal palsy")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("searchbox")).to_have_value("cerebal palsy")
        expect(page.get_by_role("searchbox")).to_be_in_viewport()
        expect(page.get_by_text("2 answers for “cerebal palsy”")).to_be_in_viewport()
        expect(page.get_by_role("heading", level=3)).to_have_count(2)
        expect(page.get_by_role("heading", name="Tell me about cerebral palsy")).to_be_visible()
        page.get_by_role("link", name="Show all questions").click()
        expect(page.get_by_role("heading", level=2)).to_have_count(8)

    def test_the_demo_page_leads_to_an_open_group(self, open_page: Open, content: Content) -> None:
        page = open_page("/", java_script_enabled=False)
        centre = content.knowledge.centres()[-1]
        page.locator(f".cards a[href='/questions#{centre.id}']").click()
        expect(page.locator(f"#{centre.id} h3").first).to_be_in_viewport()
        expect(page.locator("details[open]")).to_have_count(1)

    def test_the_demo_page_says_where_the_answers_are(self, open_page: Open) -> None:
        page = open_page("/", java_script_enabled=False)
        expect(page.get_by_text("It needs JavaScript.")).to_be_visible()
        page.get_by_role("link", name="Questions and answers", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Questions and answers")


class TestQuestions:
    def test_closed_it_is_a_few_screens_long(self, open_page: Open) -> None:
        for screen in ({"width": 1366, "height": 657}, {"width": 360, "height": 740}):
            page = open_page("/questions", viewport=screen)
            assert page.evaluate("document.documentElement.scrollHeight") < 3 * screen["height"]
            expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)

    def test_a_link_to_a_topic_opens_its_group(self, open_page: Open, content: Content) -> None:
        page = open_page("/questions")
        for topic in ("radiotherapy", "income", content.knowledge.centres()[0].id):
            page.evaluate(f"location.hash = '{topic}'")
            expect(page.locator(f"#{topic}:is(h3), #{topic} h3").first).to_be_in_viewport()

    def test_a_link_to_an_answer_leads_to_it(self, open_page: Open, site: Site) -> None:
        page = open_page("/questions")
        page.get_by_role("heading", name="Our transplant services").click()
        link = page.get_by_role("link", name="Link to this answer: Tell me about liver cancer surgery")
        address = f"{site.address}{link.get_attribute('href')}"
        link.click()
        assert page.url == address
        page = open_page(address.removeprefix(site.address))
        expect(page.get_by_role("heading", name="Tell me about liver cancer surgery")).to_be_in_viewport()

    def test_what_is_looked_for_in_the_browser_is_what_the_server_finds(
        self, open_page: Open, content: Content
    ) -> None:
        search = Search(one for section in sections(content, date.today()) for one in section.answers)
        page = open_page("/questions")
        box = page.get_by_role("searchbox")
        for asked in LOOKED_FOR:
            box.fill(asked)
            found = search.found(asked)
            assert found is None or set(page.evaluate(SHOWN)) == found, asked
        box.fill("where is")
        assert page.evaluate(SHOWN) == []
        expect(page.locator("details.centre:visible")).to_have_count(6)

    def test_nothing_that_is_typed_leaves_the_browser(self, open_page: Open, site: Site) -> None:
        page = open_page("/questions")
        sent = []
        page.on("request", lambda request: sent.append(request.url))
        page.get_by_role("searchbox").press_sequentially("trauma")
        expect(page.get_by_role("heading", name="The Leeds Cancer Centre")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text("15 answers for “trauma”")
        assert (sent, page.url) == ([], f"{site.address}/questions")

    def test_the_number_is_announced_once_the_typing_stops(self, open_page: Open) -> None:
        page = open_page("/questions")
        page.evaluate(
            "() => { window.said = []; const status = document.querySelector('[role=status]');"
            "new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true}); }"
        )
        box = page.get_by_role("searchbox")
        box.press_sequentially("cerebral palsy")
        expect(page.get_by_role("status")).to_have_text("2 answers for “cerebral palsy”")
        assert page.evaluate("said") == ["2 answers for “cerebral palsy”"]
        box.fill("xyz")
        expect(page.get_by_role("status")).to_have_text("No answer for “xyz”. Try fewer or other words.")
        box.fill("")
        expect(page.get_by_role("status")).to_have_text("")
        expect(page.get_by_role("link", name="Show all questions")).to_be_hidden()

    def test_what_the_server_found_can_be_looked_through_further(self, open_page: Open) -> None:
        page = open_page("/questions?q=income")
        page.get_by_role("searchbox").fill("cerebral palsy")
        expect(page.get_by_role("heading", level=3)).to_have_count(2)
        page.evaluate("location.hash = 'radiotherapy'")
        expect(page.get_by_role("heading", name="Tell me about radiotherapy")).to_be_in_viewport()
        expect(page.get_by_role("searchbox")).to_have_value("")

    def test_the_chat_is_on_it(self, open_page: Open) -> None:
        expect(open_page("/questions").locator(".launcher")).to_be_visible()

    def test_printed_it_has_every_answer_and_no_furniture(self, open_page: Open) -> None:
        page = open_page("/questions")
        page.emulate_media(media="print")
        assert len(page.evaluate(SHOWN)) > 80
        for part in (".filter", ".back", ".here"):
            expect(page.locator(part).first).to_be_hidden()
        expect(page.locator("section.urgent").get_by_text("In an emergency, call 999.")).to_be_visible()

    def test_groups_open_for_browsers_that_print_only_what_is_open_and_close_again(self, open_page: Open) -> None:
        page = open_page("/questions#radiotherapy")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(page.locator("details[open]")).to_have_count(6)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(page.locator("details[open]")).to_have_count(1)


@pytest.mark.parametrize("changed", ["", "Y2hhbmdlZA"], ids=["the same file", "another file"])
def test_another_site_s_page_loads_the_widget_if_it_is_the_file_that_was_approved(
    browser: Browser, site: Site, changed: str
) -> None:
    digest = base64.b64encode(hashlib.sha384(WIDGET.read_bytes()).digest()).decode()
    integrity = f"sha384-{changed}{digest[len(changed) :]}"
    tag = f'<script type="module" src="{site.address}/widget/centre-guide.js" integrity="{integrity}"'
    policy = f"default-src 'none'; script-src {site.address}; connect-src {site.address}"
    context = browser.new_context()
    # The page that stands in for the site has no address of its own; a real one needs no leave.
    context.grant_permissions(["local-network-access"])
    page = context.new_page()
    page.route(
        "**/host",
        lambda route: route.fulfill(
            body=f'<!doctype html><html lang="en"><title>A site</title><body>{tag} crossorigin="anonymous"></script>',
            headers={"Content-Type": "text/html", "Content-Security-Policy": policy},
        ),
    )
    page.goto(f"http://localhost:{site.port}/host", wait_until="networkidle")
    expect(page.locator(".launcher")).to_have_count(0 if changed else 1)
    context.close()


def test_the_demo_page_has_the_widget(open_page: Open) -> None:
    page = open_page("/")
    expect(page.locator(".launcher")).to_be_visible()
