"""WCAG 2.2 AA in every state, targets of 44 px, focus in sight, and the ways in which people set up their screens."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.stand_in import CHOICES, Fault, StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
FOCUS_STYLE = """
() => {
  const style = getComputedStyle(document.querySelector("centre-guide").shadowRoot.activeElement);
  return [style.backgroundColor, style.outlineColor, style.boxShadow, style.textDecoration, style.color].join(" ");
}
"""
SCREENS: dict[str, dict[str, Any]] = {
    "wide": {},
    "phone": {"viewport": {"width": 320, "height": 568}, "has_touch": True},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active", "color_scheme": "dark"},
}
EVERY_TIME, LESS_OFTEN = ("phone", "dark"), ("wide", "zoomed to 400 %", "forced colours")
"""The screens on which every state is looked at in each run of the tests, and those left to `make soak`."""


def closed(visitor: Visitor, stand_in: StandIn) -> None:
    expect(visitor.launcher).to_be_visible()


def opened(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()


def menu(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open().button("Options").click()


def typing(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 3
    visitor.open().send("first")
    expect(visitor.dialog.locator(".typing")).to_be_visible()


def buttons(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open().ask("first")


def rated(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    visitor.button("No this was not helpful").click()
    expect(visitor.last).to_contain_text("I'm sorry.")


def reasoned(visitor: Visitor, stand_in: StandIn) -> None:
    rated(visitor, stand_in)
    visitor.button("It’s not clear").click()
    expect(visitor.last).to_contain_text("Thank you.")


def scrolled(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    visitor.ask("list")
    visitor.dialog.locator(".log").evaluate("(log) => { log.scrollTop = 0; }")
    expect(visitor.messages.first.locator(".who")).to_be_in_viewport(ratio=1)


def links(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open().ask("list")


def urgent(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open().ask("urgent")


def error(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(500)] * 9
    visitor.open().send("first")
    expect(visitor.button("Try again")).to_be_visible()


def busy(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(429, headers={"Retry-After": "60"})]
    visitor.open().send("first")
    expect(visitor.last).to_contain_text("in 60 seconds")


def offline(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    visitor.page.context.set_offline(True)
    expect(visitor.dialog.locator(".notice")).to_be_visible()


def off(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.off = "We're mending the chat. Please call 0113 000 0000."
    visitor.open()
    expect(visitor.notice).to_contain_text(stand_in.off)


def refused(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    stand_in.off = "We're mending the chat.\nSee https://www.nhs.uk/ for help with your health."
    visitor.button("Yes this was helpful").click()
    expect(visitor.dialog.locator(".note")).to_have_count(1)
    visitor.send("second")
    expect(visitor.dialog.locator(".note")).to_have_count(2)
    visitor.ask("urgent")


def back(visitor: Visitor, stand_in: StandIn) -> None:
    off(visitor, stand_in)
    visitor.send("first")
    expect(visitor.last).to_contain_text("Not sent")
    stand_in.off = ""
    visitor.button("Try again").click()
    expect(visitor.notice).to_have_text("The chat is back.")


def expired(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    stand_in.expire()
    visitor.send("second")
    expect(visitor.messages).to_have_count(6)


def too_long(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open().send("q" * 600)
    expect(visitor.dialog.locator(".error")).to_be_visible()


def confirming(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    visitor.choose("Start again")


def ended(visitor: Visitor, stand_in: StandIn) -> None:
    buttons(visitor, stand_in)
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()


STATES = [
    *(closed, opened, menu, typing, buttons, rated, reasoned, scrolled, links, urgent),
    *(error, busy, offline, off, refused, back, expired, too_long, confirming, ended),
]


@pytest.mark.parametrize("screen", [*EVERY_TIME, *(pytest.param(name, marks=pytest.mark.soak) for name in LESS_OFTEN)])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_state_passes(
    visit: Callable[..., Visitor], stand_in: StandIn, screen: str, state: Callable[[Visitor, StandIn], None]
) -> None:
    visitor = visit(stand_in.address, **SCREENS[screen])
    state(visitor, stand_in)
    assert visitor.faults() == []
    assert visitor.small_targets() == []
    assert not visitor.scrolls_sideways()
    assert stand_in.reports == []


@pytest.mark.parametrize("screen", SCREENS)
def test_the_focus_is_never_hidden(visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> None:
    visitor = visit(stand_in.address, **SCREENS[screen]).open()
    for text in ("first", "list", "urgent", "second"):
        visitor.ask(text)
    visitor.button("Options").click()
    for back in (False, True):
        for _ in range(20):
            visitor.page.keyboard.press("Shift+Tab" if back else "Tab")
            if visitor.focused() != "BODY":
                assert not visitor.focus_is_hidden(), visitor.focused()


@pytest.mark.parametrize("name", ["Options", "Send", "TEXTAREA", "999", CHOICES[0], "Yes"])
def test_the_focus_is_yellow_and_dark(visitor: Visitor, stand_in: StandIn, name: str) -> None:
    visitor.open().ask("first")
    visitor.button("Close").focus()
    visitor.tab_to(name, back=name == "Options")
    style = visitor.page.evaluate(FOCUS_STYLE)
    assert "rgb(255, 235, 59)" in style
    assert "rgb(33, 43, 50)" in style


def test_a_phone_in_landscape_and_a_zoomed_screen_scroll_down_only(
    visit: Callable[..., Visitor], stand_in: StandIn
) -> None:
    visitor = visit(stand_in.address, viewport={"width": 320, "height": 256}).open()
    visitor.ask("list")
    visitor.ask("urgent")
    expect(visitor.last.locator("h3")).to_be_in_viewport(ratio=1)
    visitor.box.focus()
    expect(visitor.box).to_be_in_viewport(ratio=1)
    assert not visitor.scrolls_sideways()


def test_forced_colours_keep_every_edge(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, **SCREENS["forced colours"]).open()
    visitor.ask("urgent")
    edges = "(one) => [getComputedStyle(one).borderStyle, getComputedStyle(one).borderInlineStartWidth]"
    assert visitor.last.locator(".said").evaluate(edges) == ["solid", "2px"]
    assert visitor.alarm.evaluate(edges) == ["solid", "2px"]
    assert visitor.alarm.get_by_role("link").last.evaluate(edges) == ["solid", "2px"]
    visitor.ask("first")
    assert visitor.dialog.locator(".choices button").first.evaluate(edges) == ["solid", "2px"]
    visitor.tab_to(CHOICES[0], back=True)
    outline = "() => getComputedStyle(document.querySelector('centre-guide').shadowRoot.activeElement).outlineWidth"
    assert visitor.page.evaluate(outline) == "4px"


@pytest.mark.parametrize(("motion", "animations"), [("reduce", 0), ("no-preference", 1)])
def test_nothing_moves_for_people_who_want_that(
    visit: Callable[..., Visitor], stand_in: StandIn, motion: str, animations: int
) -> None:
    visitor = visit(stand_in.address, reduced_motion=motion)
    stand_in.delay = 2
    visitor.open().send("first")
    expect(visitor.dialog.locator(".typing")).to_be_visible()
    running = "(one) => one.shadowRoot.getAnimations().length"
    assert visitor.widget.evaluate(running) == animations


def test_headings_and_roles_tell_the_structure(visitor: Visitor) -> None:
    visitor.open()
    expect(visitor.dialog.get_by_role("combobox", name="Your question")).to_have_accessible_description(
        "Please don’t give personal details, such as your name or NHS number."
    )
    visitor.ask("urgent")
    expect(visitor.page.get_by_role("dialog", name="Ask a question")).to_be_visible()
    expect(visitor.dialog.get_by_role("heading", level=2)).to_have_text("Ask a question")
    headings = visitor.dialog.get_by_role("heading", level=3).all_inner_texts()
    assert headings == ["Call 999 now", "Assistant", "You", "Assistant"]
    expect(visitor.dialog.get_by_role("group", name="Important: get help now")).to_contain_text("call 999 now")
    expect(visitor.dialog.get_by_role("combobox", name="Your question")).to_have_accessible_description(
        "No personal details."
    )
    visitor.ask("first")
    expect(visitor.dialog.get_by_role("list", name="Follow-up questions")).to_be_visible()
    expect(visitor.dialog.get_by_role("group", name="Was this helpful?")).to_be_visible()


def test_right_to_left(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.attributes = 'data-language="ar" data-texts="/texts.json"'
    stand_in.texts = {"title": "اطرح سؤالا", "send": "إرسال"}
    visitor = visit(stand_in.address)
    launcher = visitor.launcher.bounding_box()
    assert launcher
    assert launcher["x"] < 100
    visitor.launcher.click()
    visitor.box.fill("first")
    visitor.button("إرسال").click()
    expect(visitor.messages).to_have_count(3)
    box, send = visitor.box.bounding_box(), visitor.button("إرسال").bounding_box()
    assert box
    assert send
    assert send["x"] < box["x"]
    expect(visitor.last.locator("p").first).to_have_attribute("dir", "auto")
    assert visitor.widget.get_attribute("lang") == "ar"
    assert visitor.faults() == []
    assert not visitor.scrolls_sideways()
