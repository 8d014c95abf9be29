"""One script tag on a site with a strict policy: the settings, the texts, what is safe to show, and the size."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.stand_in import ADDRESS, CHOICES, CITED, HOSTILE, STARTERS, WIDGET, StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
LIMIT = 22_000
SITE = "https://trust.example"
SHOWN = """
() => {
  const texts = [];
  const walk = document.createTreeWalker(document.querySelector("centre-guide").shadowRoot, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (!walk.currentNode.parentElement.closest("[aria-live], time, .newest")) texts.push(walk.currentNode.data.trim());
  }
  return texts.filter((text) => text);
}
"""
SEEN_COLOURS = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"
BLUE, WHITE, INK = "rgb(0, 94, 184)", "rgb(255, 255, 255)", "rgb(33, 43, 50)"


def test_it_is_small() -> None:
    assert len(gzip.compress(WIDGET.read_bytes(), 6)) < LIMIT


def test_its_modules_run_as_they_are(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.script = "/widget/src/main.js"
    visitor = visit(stand_in.address).open()
    visitor.ask("first")


def test_a_strict_policy_is_kept(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    visitor.open()
    visitor.ask("first")
    visitor.ask("hostile")
    visitor.ask("urgent")
    visitor.choose("Save this conversation")
    visitor.choose("Start again")
    visitor.button("Yes, start again").click()
    visitor.ask("first")
    assert page.evaluate("violations") == []
    assert stand_in.reports == []
    assert problems == []


def test_markup_in_a_reply_is_text(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.ask("hostile")
    expect(visitor.last.locator(".said")).to_have_text(HOSTILE)
    expect(visitor.dialog.locator(".choices button")).to_have_text(HOSTILE)
    visitor.send(HOSTILE)
    expect(visitor.messages.nth(-2).locator(".said")).to_have_text(HOSTILE)
    assert page.locator("centre-guide img, centre-guide script").count() == 0
    assert page.title() == "A trust"


def test_nothing_is_focused_fetched_or_kept_before_someone_opens_it(visitor: Visitor, stand_in: StandIn) -> None:
    assert visitor.focused() == "BODY"
    assert stand_in.conversations == {}
    assert visitor.page.evaluate("Object.values(sessionStorage).every((kept) => !JSON.parse(kept).token)")


def test_links_to_other_sites_open_in_a_new_tab(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("list")
    link = visitor.last.get_by_role("link")
    expect(link).to_have_text("https://www.nhs.uk/conditions/ (opens in a new tab)")
    expect(link).to_have_attribute("href", "https://www.nhs.uk/conditions/")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_the_site_s_own_links_open_in_place_and_the_chat_stays(browser: Browser, stand_in: StandIn) -> None:
    def proxied(route: Route) -> None:
        route.fulfill(response=route.fetch(url=route.request.url.replace(SITE, stand_in.address)))

    stand_in.here = SITE
    page = browser.new_page()
    page.route(f"{SITE}/**", proxied)
    visitor = Visitor.at(page, SITE).open()
    visitor.ask("list")
    link = visitor.last.get_by_role("link").last
    expect(link).to_have_text(f"{SITE}/page")
    link.click()
    expect(page).to_have_title("Another page")
    page.go_back()
    expect(visitor.messages).to_have_count(3)
    page.close()


def test_numbers_for_help_can_be_pressed_in_urgent_replies_only(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("urgent")
    numbers = [link.get_attribute("href") for link in visitor.last.get_by_role("link").all()]
    assert numbers == ["tel:999", "tel:111", "tel:116123"]
    visitor.ask("call 999 or 111")
    assert visitor.last.get_by_role("link").count() == 0


def test_a_list_is_a_list_and_the_source_stands_back(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("list")
    said = visitor.last.locator(".said")
    assert said.locator("ul > li").all_inner_texts() == ["heart failure", "chest pain", "a fast heartbeat"]
    assert [text for text in said.locator("p").all_inner_texts() if "See" not in text] == [
        "We treat:",
        "Ask us about each.",
        "Source: our “About us” page.",
    ]
    colour = "(one) => getComputedStyle(one).color"
    assert [said.locator("p").nth(one).evaluate(colour) for one in (0, -1)] == [INK, "rgb(76, 98, 114)"]


def test_a_source_leads_to_its_page_and_is_kept_printed_and_saved(visitor: Visitor, page: Page) -> None:
    visitor.open().ask("cited")
    page.reload()
    link = visitor.last.get_by_role("link", name="Heart unit (opens in a new tab)")
    expect(link).to_have_attribute("href", ADDRESS)
    expect(link).to_have_attribute("target", "_blank")
    expect(visitor.last.locator(".source")).to_contain_text(CITED["text"])
    assert visitor.faults() == []
    visitor.button("Options").click()
    with page.expect_download() as saved:
        visitor.button("Save this conversation").click()
    assert f"{CITED['text']}\nHeart unit: {ADDRESS}\n" in Path(saved.value.path()).read_text(encoding="utf-8")
    page.emulate_media(media="print")
    printed = "(one) => getComputedStyle(one, '::after').content"
    assert visitor.last.locator(".source a").evaluate(printed) == f'" ({ADDRESS})"'


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#005EB8", [BLUE, WHITE]),
        ("#7C2855", ["rgb(124, 40, 85)", WHITE]),
        ("#FFB81C", ["rgb(255, 184, 28)", INK]),
        ("#808080", [BLUE, WHITE]),
        ("red; } body { display: none", [BLUE, WHITE]),
    ],
)
def test_every_colour_can_be_read(
    visit: Callable[..., Visitor], stand_in: StandIn, colour: str, expected: list[str]
) -> None:
    stand_in.attributes = f'data-colour="{colour}"'
    visitor = visit(stand_in.address)
    assert visitor.launcher.evaluate(SEEN_COLOURS) == expected
    visitor.open()
    visitor.ask("first")
    assert visitor.faults() == []


def test_the_tag_sets_title_side_and_server(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.attributes = f'data-title="Ask our trust" data-position="left" data-server="{stand_in.address}/"'
    visitor = visit(stand_in.address)
    box = visitor.launcher.bounding_box()
    assert box
    assert box["x"] < 100
    expect(visitor.launcher).to_have_text("Ask our trust")
    visitor.open()
    visitor.ask("first")


def test_every_text_can_be_another(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    page = visit(stand_in.address).page
    names = page.evaluate("import('/widget/centre-guide.js').then(({TEXTS}) => Object.keys(TEXTS))")
    stand_in.texts = {name: f"«{name}» {{count}}{{wait}}" for name in names}
    stand_in.attributes = 'data-texts="/texts.json"'
    visitor = visit(stand_in.address).open()
    visitor.box.fill("first")
    visitor.dialog.get_by_role("button", name="«send»").click()
    expect(visitor.messages).to_have_count(3)
    visitor.box.fill("q" * 450)
    visitor.dialog.get_by_role("button", name="«options»").click()
    visitor.dialog.get_by_role("button", name="«end»").click()
    shown = set(visitor.page.evaluate(SHOWN))
    replies = {
        "first",
        "first? The heart unit is on the third floor.",
        "Source: our “About us” page, “Heart unit”.",
        *CHOICES,
        *STARTERS,
    }
    assert {text for text in shown - replies if not text.startswith("«")} == set()


def test_texts_that_do_not_come_leave_ours(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.attributes = 'data-texts="/missing.json"'
    expect(visit(stand_in.address).launcher).to_have_text("Ask a question")


def test_texts_set_by_the_page_win(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address).open()
    visitor.ask("first")
    visitor.page.evaluate(f"document.querySelector('centre-guide').texts = {json.dumps({'title': 'Another title'})}")
    expect(visitor.dialog.get_by_role("heading", level=2)).to_have_text("Another title")
    expect(visitor.messages).to_have_count(3)


def test_the_page_can_open_and_close_it(visitor: Visitor, page: Page) -> None:
    page.evaluate("document.querySelector('centre-guide').open()")
    expect(visitor.box).to_be_focused()
    page.evaluate("document.querySelector('centre-guide').close()")
    expect(visitor.launcher).to_be_focused()


def test_it_can_be_taken_out_of_the_page(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("first")
    page.evaluate("window.kept = document.querySelector('centre-guide'); kept.remove()")
    page.wait_for_timeout(600)
    page.evaluate("document.body.append(kept)")
    expect(visitor.messages).to_have_count(3)
    assert stand_in.answered == {"first": 1}


def test_a_browser_that_keeps_nothing_still_has_a_chat(visitor: Visitor, page: Page) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no'); }})")
    page.reload()
    visitor.open()
    visitor.ask("first")
