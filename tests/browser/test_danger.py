"""The card of whom to call in danger: what it names, that it stays in view, and that only the visitor closes it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import StandIn
from tests.browser.test_room import EVERY_SCREEN, at
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
NUMBERS = {"Call 999": "tel:999", "Call 111": "tel:111", "Call 116 123": "tel:116123"}


def calls(visitor: Visitor) -> dict[str, str | None]:
    links = visitor.alarm.get_by_role("link").all()
    return {str(link.get_attribute("aria-label")): link.get_attribute("href") for link in links}


def test_it_says_whom_to_call_with_the_numbers_that_the_reply_names(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("plain")
    expect(visitor.alarm).to_be_hidden()
    visitor.ask("urgent")
    expect(visitor.alarm.get_by_role("heading")).to_have_text("Call 999 now")
    expect(visitor.dialog.get_by_role("group", name="Call 999 now")).to_be_visible()
    assert calls(visitor) == NUMBERS
    expect(visitor.box).to_be_focused()


@EVERY_SCREEN
def test_it_stays_in_view_until_it_is_closed(visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> None:
    visitor = visit(stand_in.address, **at(screen)).open()
    visitor.ask("urgent")
    for text in ("list", "first"):
        visitor.ask(text)
        visitor.box.fill("another question " * 20)
        for part in (*visitor.alarm.get_by_role("link").all(), visitor.button("Hide this"), visitor.button("Send")):
            expect(part).to_be_in_viewport(ratio=1)
            assert not visitor.is_covered(part)
        assert not visitor.scrolls_sideways()
    visitor.button("Hide this").click()
    expect(visitor.alarm).to_be_hidden()
    expect(visitor.messages.nth(2).locator(".said")).to_contain_text("Important: get help now")


def test_who_closes_it_goes_on_in_the_conversation(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("urgent")
    visitor.tab_to("Hide this", back=True)
    visitor.page.keyboard.press("Enter")
    expect(visitor.dialog.get_by_role("region", name="Conversation")).to_be_focused()


def test_a_reload_keeps_it_open_and_keeps_it_closed(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.ask("urgent")
    page.reload()
    expect(visitor.alarm.get_by_role("link", name="Call 999")).to_be_visible()
    assert calls(visitor) == NUMBERS
    visitor.button("Hide this").click()
    page.reload()
    expect(visitor.messages).to_have_count(3)
    expect(visitor.alarm).to_be_hidden()


def test_more_danger_opens_it_again(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("urgent")
    visitor.button("Hide this").click()
    visitor.ask("urgent again")
    expect(visitor.alarm).to_be_visible()


def test_the_reply_is_read_from_its_beginning(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, **at("laptop")).open()
    visitor.ask("list")
    visitor.ask("urgent")
    expect(visitor.last.locator("strong")).to_be_in_viewport(ratio=1)
    assert not visitor.is_covered(visitor.last.locator("strong"))


def test_it_goes_with_the_conversation(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.ask("urgent")
    visitor.choose("Start again")
    visitor.button("Yes, start again").click()
    expect(visitor.alarm).to_be_hidden()
    page.reload()
    expect(visitor.dialog).to_be_visible()
    expect(visitor.alarm).to_be_hidden()


def test_the_words_are_the_site_s_to_choose(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.attributes = 'data-texts="/texts.json"'
    stand_in.texts = {"alarm": "«{number}»", "call": "«call {number}»", "alarmClose": "«hide»"}
    visitor = visit(stand_in.address).open()
    visitor.ask("urgent")
    expect(visitor.alarm.get_by_role("heading")).to_have_text("«999»")
    expect(visitor.alarm.get_by_role("link").first).to_have_text("«call 999»", use_inner_text=True)
    visitor.button("«hide»").click()
    expect(visitor.alarm).to_be_hidden()
