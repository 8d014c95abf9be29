"""The conversation gets the room: what is in view, what covers what and how big it is, at every size and zoom."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import QUIET, chromium
from tests.browser.stand_in import StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
LONG = "Our daughter has been told that an operation on her spine may help her to walk. Do you do that? " * 5
SCREENS = {
    "laptop": (1366, 657),
    "desk": (1280, 800),
    "phone": (360, 740),
    "small phone": (320, 568),
    "phone in landscape": (740, 360),
    "laptop at 200 %": (683, 328),
    "desk at 200 %": (640, 400),
    "laptop at 400 %": (341, 164),
    "desk at 400 %": (320, 256),
}
EVERY_SCREEN = pytest.mark.parametrize("screen", SCREENS)
SIZE = (
    "(one) => [getComputedStyle(one).fontSize, getComputedStyle(one).lineHeight, getComputedStyle(one).letterSpacing]"
)
LINES = "(one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
HOST_PAGE = """
(text) => {
  for (let line = 0; line < 30; line += 1) {
    document.querySelector("main").append(Object.assign(document.createElement("p"), {textContent: text}));
  }
}
"""
STYLE = """
(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}
"""
SEEN_ON_PAGE = "() => [...document.querySelectorAll('main, main *')].some((one) => one.checkVisibility())"


def at(screen: str) -> dict[str, Any]:
    width, height = SCREENS[screen]
    return {"viewport": {"width": width, "height": height}}


def box(one: Locator) -> dict[str, float]:
    found = one.bounding_box()
    assert found
    return {**found, "bottom": found["y"] + found["height"], "right": found["x"] + found["width"]}


@EVERY_SCREEN
def test_head_and_form_stay_in_view(visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> None:
    visitor = visit(stand_in.address, **at(screen)).open()
    for text in ("list", "first", ""):
        if text:
            visitor.ask(text)
        visitor.box.fill(LONG)
        for part in (visitor.button("Options"), visitor.button("Close"), visitor.box, visitor.button("Send")):
            expect(part).to_be_in_viewport(ratio=1)
            assert not visitor.is_covered(part)
        for number in visitor.dialog.locator(".safety a").filter(visible=True).all():
            assert not visitor.is_covered(number)
        assert not visitor.scrolls_sideways()


@EVERY_SCREEN
def test_a_reply_begins_below_the_end_of_its_question(
    visit: Callable[..., Visitor], stand_in: StandIn, screen: str
) -> None:
    visitor = visit(stand_in.address, **at(screen)).open()
    visitor.ask(LONG)
    log, question = box(visitor.dialog.locator(".log")), box(visitor.messages.nth(-2).locator(".said"))
    reply = box(visitor.last.locator(".said p").first)
    assert log["y"] < question["bottom"]
    assert reply["y"] < log["bottom"]
    if log["height"] > 200:
        assert log["y"] + 30 < question["bottom"]


def test_one_fact_with_its_buttons_is_seen_whole_on_a_laptop(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, **at("laptop")).open()
    visitor.ask("What can be done about a heartbeat that is too fast")
    visitor.ask("Where is the unit that looks after hearts, and who may come to it")
    log, question = box(visitor.dialog.locator(".log")), box(visitor.messages.nth(-2).locator(".said"))
    assert log["y"] < question["bottom"] - 24
    assert box(visitor.last)["bottom"] <= log["bottom"]
    assert visitor.last.get_by_role("button").count() >= 5


@EVERY_SCREEN
def test_what_stands_there_folds_to_a_line_after_the_first_question(
    visit: Callable[..., Visitor], stand_in: StandIn, screen: str
) -> None:
    visitor = visit(stand_in.address, **at(screen)).open()
    visitor.ask("first")
    safety = visitor.dialog.locator(".safety")
    expect(safety).to_contain_text("999")
    expect(safety.get_by_role("link", name="111")).to_have_attribute("href", "tel:111")
    assert safety.locator(".short").evaluate(LINES) < 2
    if SCREENS[screen][1] > 480:
        expect(visitor.dialog.locator(".hint")).to_have_text("No personal details.", use_inner_text=True)
        visitor.choose("Start again")
        visitor.button("Yes, start again").click()
        expect(safety).to_contain_text("In an emergency, call 999.", use_inner_text=True)
        expect(visitor.dialog.locator(".hint")).to_contain_text("Please don’t give", use_inner_text=True)


def test_the_window_is_400_pixels_wide_and_takes_the_height_that_there_is(
    visit: Callable[..., Visitor], stand_in: StandIn
) -> None:
    visitor = visit(stand_in.address, **at("laptop")).open()
    assert box(visitor.dialog)["width"] == 400
    assert box(visitor.dialog)["height"] >= 620
    visitor.page.set_viewport_size({"width": 1920, "height": 1080})
    assert box(visitor.dialog)["height"] >= 800


@pytest.mark.parametrize(
    "rules",
    [
        "html { font-size: 62.5% }",
        "body { font: 30px/3 serif; letter-spacing: 1em }",
        "* { font-size: 11px; line-height: 3; letter-spacing: 2px }",
    ],
)
def test_the_page_s_own_size_of_text_changes_nothing(visitor: Visitor, page: Page, rules: str) -> None:
    page.evaluate(STYLE, rules)
    visitor.open()
    assert visitor.messages.first.locator("p").evaluate(SIZE) == ["16px", "24px", "normal"]
    assert box(visitor.dialog)["width"] == 400


def test_the_reader_s_own_size_of_text_counts(browser: Browser, stand_in: StandIn) -> None:
    bigger = browser.browser_type.launch(
        executable_path=chromium(), args=[*QUIET, "--blink-settings=defaultFontSize=24"]
    )
    visitor = Visitor.at(bigger.new_page(viewport={"width": 1366, "height": 900}), stand_in.address).open()
    assert visitor.messages.first.locator("p").evaluate(SIZE)[:2] == ["24px", "36px"]
    assert box(visitor.dialog)["width"] == 600
    bigger.close()


@pytest.mark.parametrize("screen", ["laptop at 400 %", "desk at 400 %"])
def test_the_launcher_of_a_magnified_page_covers_nothing_of_it(
    visit: Callable[..., Visitor], stand_in: StandIn, screen: str
) -> None:
    visitor = visit(stand_in.address, **at(screen))
    visitor.page.evaluate(HOST_PAGE, "In an emergency, call 999.")
    assert box(visitor.launcher)["y"] >= box(visitor.page.locator("main"))["bottom"]
    visitor.tab_to("Ask a question")
    visitor.page.keyboard.press("Enter")
    expect(visitor.dialog).to_be_visible()


def test_the_launcher_is_small_where_room_is(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, **at("laptop at 200 %"))
    assert box(visitor.launcher)["width"] <= 56
    expect(visitor.launcher).to_have_accessible_name("Ask a question")
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("plain")
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_have_text("Ask a question (1 new reply)")
    assert box(visitor.launcher)["width"] > 200


@pytest.mark.parametrize("screen", ["laptop", "phone"])
class TestPrinting:
    @pytest.fixture
    def talked(self, visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> Visitor:
        visitor = visit(stand_in.address, **at(screen))
        visitor.page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; } }")
        visitor.open()
        for text in ("list", "first", "urgent", "first again"):
            visitor.ask(text)
        return visitor

    def test_the_page_is_printed_without_the_chat(self, talked: Visitor) -> None:
        talked.page.emulate_media(media="print")
        expect(talked.dialog).to_be_hidden()
        assert talked.page.evaluate(SEEN_ON_PAGE)

    def test_the_conversation_is_printed_whole_and_alone_where_asked(self, talked: Visitor) -> None:
        talked.choose("Print this conversation")
        assert talked.page.evaluate("printed") == 1
        talked.page.emulate_media(media="print")
        assert not talked.page.evaluate(SEEN_ON_PAGE)
        assert [one for one in talked.dialog.get_by_role("button").all() if one.is_visible()] == []
        expect(talked.box).to_be_hidden()
        whole = "(one) => one.scrollHeight <= one.clientHeight + 1"
        assert talked.dialog.evaluate(whole)
        assert talked.dialog.locator(".log").evaluate(whole)
        for message in talked.messages.all():
            expect(message).to_be_visible()
        talked.page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(talked.dialog).to_be_hidden()
        assert talked.page.evaluate(SEEN_ON_PAGE)
        assert talked.page.evaluate("violations") == []
