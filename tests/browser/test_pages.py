"""The demo page and the questions page in a browser: for everyone, with and without JavaScript, on any screen."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from centreguide.pages.drawing import WIDGET
from centreguide.release.content import Content
from tests.browser.visitor import HIDDEN, TAGS
from tests.pages.fixtures import content, site
from tests.pages.site import Site

__all__ = ["content", "site"]

pytestmark = pytest.mark.e2e
PAGES = pytest.mark.parametrize("path", ["/", "/questions"])
SCREENS = pytest.mark.parametrize(
    "screen",
    [{"width": 1280, "height": 900}, {"width": 375, "height": 667}, {"width": 320, "height": 256}],
    ids=["wide", "phone", "400 %"],
)
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""

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


@PAGES
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
        for _ in range(page.evaluate("document.links.length")):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.textContent")
            assert not page.evaluate(f"({HIDDEN})(document.activeElement)"), focused
            assert page.evaluate("getComputedStyle(document.activeElement).backgroundColor") == "rgb(255, 235, 59)"

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
    def test_the_questions_page_has_every_answer(self, open_page: Open, content: Content) -> None:
        page = open_page("/questions", java_script_enabled=False)
        text = " ".join(page.locator("main").inner_text().split())
        facts = [fact for fact in content.knowledge.facts if set(fact.answers) & set(content.wording.questions)]
        assert [fact.id for fact in facts if fact.say not in text] == []

    def test_a_contents_link_leads_to_its_heading(self, open_page: Open, content: Content) -> None:
        page = open_page("/questions", java_script_enabled=False)
        links = page.get_by_role("navigation", name="On this page").get_by_role("link")
        name = links.last.inner_text()
        links.last.click()
        expect(page.get_by_role("heading", name=name)).to_be_in_viewport()
        expect(page.get_by_role("heading", name="Questions and answers")).not_to_be_in_viewport()

    def test_the_demo_page_says_where_the_answers_are(self, open_page: Open) -> None:
        page = open_page("/", java_script_enabled=False)
        expect(page.get_by_text("It needs JavaScript.")).to_be_visible()
        page.get_by_role("link", name="Questions and answers", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Questions and answers")


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


def test_a_printed_page_has_the_answers_and_no_furniture(open_page: Open) -> None:
    page = open_page("/questions")
    page.emulate_media(media="print")
    expect(page.locator(".contents")).to_be_hidden()
    expect(page.locator(".answer").last).to_be_visible()
    expect(page.get_by_text("In an emergency, call 999.")).to_be_visible()
