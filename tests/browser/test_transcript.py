"""The messages on screen: when they came, the way to the newest, and the colours in the dark."""

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import StandIn
from tests.browser.test_room import at, box
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
NEWEST = "Go to the newest message"
TO_START = "(log) => { log.scrollTop = 0; }"
COLOURS = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color]"


def test_each_message_has_its_time_and_keeps_it(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, clock=True, timezone_id="Europe/London")
    visitor.page.clock.set_fixed_time(datetime.fromisoformat("2026-03-02T14:05:00+00:00"))
    visitor.open()
    visitor.ask("first")
    visitor.page.clock.set_fixed_time(datetime.fromisoformat("2026-03-02T15:07:00+00:00"))
    visitor.ask("second")
    times = visitor.dialog.locator("time")
    expect(times).to_have_text(["14:05", "14:05", "15:07", "15:07"])
    expect(times.first).to_have_attribute("datetime", "2026-03-02T14:05:00.000Z")
    visitor.page.clock.set_fixed_time(datetime.fromisoformat("2026-03-03T09:00:00+00:00"))
    visitor.page.reload()
    expect(times).to_have_text(["Mon 14:05", "Mon 14:05", "Mon 15:07", "Mon 15:07"])


@pytest.mark.parametrize(
    ("language", "page_language", "expected"),
    [
        ("en", "en", "en-GB"),
        ("en", "en-IE", "en-IE"),
        ("cy", "cy-GB", "cy-GB"),
        ("pl", "en-GB", "pl"),
        ("no such language", "en", "en-GB"),
    ],
)
def test_dates_are_those_of_the_language_and_the_page_s_region(
    visitor: Visitor, page: Page, language: str, page_language: str, expected: str
) -> None:
    page.evaluate(
        "([language, around]) => { document.documentElement.lang = around; const made = "
        "document.querySelector('centre-guide'); made.remove(); made.dataset.language = language; "
        "made.texts = {title: '…'}; document.body.append(made); }",
        [language, page_language],
    )
    expect(visitor.widget).to_have_attribute("lang", expected)


def test_who_scrolled_up_gets_back_to_the_newest_message(visitor: Visitor) -> None:
    visitor.open()
    for text in ("first", "second", "third"):
        visitor.ask(text)
    expect(visitor.button(NEWEST)).to_be_hidden()
    visitor.dialog.locator(".log").evaluate(TO_START)
    expect(visitor.button(NEWEST)).to_be_in_viewport(ratio=1)
    log = box(visitor.dialog.locator(".log"))
    assert log["bottom"] - 60 <= box(visitor.button(NEWEST))["y"] <= log["bottom"] - 44
    visitor.button(NEWEST).press("Enter")
    expect(visitor.button(NEWEST)).to_be_hidden()
    expect(visitor.last.get_by_role("button").last).to_be_in_viewport(ratio=1)
    assert visitor.focused().startswith("Assistant\nthird?")


def test_a_reply_that_is_longer_than_the_room_offers_its_end(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, **at("phone in landscape")).open()
    expect(visitor.button(NEWEST)).to_be_hidden()
    visitor.ask("list")
    expect(visitor.button(NEWEST)).to_be_visible()
    visitor.choose("Start again")
    visitor.button("Yes, start again").click()
    expect(visitor.button(NEWEST)).to_be_hidden()


def test_in_the_dark_the_window_is_dark_and_the_site_s_colour_can_be_read(
    visit: Callable[..., Visitor], stand_in: StandIn
) -> None:
    stand_in.attributes = 'data-colour="#330072"'
    visitor = visit(stand_in.address, color_scheme="dark").open()
    visitor.ask("first")
    said, choice = visitor.last.locator(".said"), visitor.dialog.locator(".choices button").first
    assert said.evaluate(COLOURS) == ["rgb(33, 43, 50)", "rgb(240, 244, 245)"]
    assert choice.evaluate(COLOURS)[0] == "rgb(33, 43, 50)"
    assert min(int(part) for part in re.findall(r"\d+", choice.evaluate(COLOURS)[1])) > 100
    assert visitor.faults() == []
    visitor.page.emulate_media(media="print", color_scheme="dark")
    assert said.evaluate(COLOURS)[1] == "rgb(33, 43, 50)"
