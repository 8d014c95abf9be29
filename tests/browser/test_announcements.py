"""What a screen reader hears: each reply once and whole, "typing" once, each fault once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import ANSWER, Fault, StandIn
from tests.browser.visitor import DANGER, Visitor

pytestmark = pytest.mark.e2e


def test_the_regions_are_there_from_the_start_and_apart_from_the_transcript(visitor: Visitor, page: Page) -> None:
    assert page.evaluate("atLoad") == ["", "", "", ""]
    for place in ("dialog", "section"):
        regions = page.locator(f"{place} > [aria-live]").all()
        assert [region.get_attribute("aria-live") for region in regions] == ["polite", "assertive"]
    assert page.locator(".log [aria-live], [aria-live] .log, [role=log], [role=alert], [role=status]").count() == 0


def test_opening_and_asking_says_nothing_but_the_reply(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("Where")
    assert visitor.heard() == [f"Where? {ANSWER}\n3 choices."]


def test_each_of_several_replies_is_said_once(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("two", replies=2)
    assert visitor.heard() == ["The first answer.", f"{ANSWER}\n3 choices."]


def test_one_choice_is_one(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("Where")
    visitor.button("No this was not helpful").click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    assert visitor.heard()[1:] == ["I'm sorry. What would you like to do?\n1 choice."]


def test_a_list_is_said_without_its_dashes(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("list")
    assert visitor.heard()[0].startswith("We treat:\nheart failure\nchest pain\na fast heartbeat\nAsk us about each.")


def test_an_urgent_reply_is_said_at_once_and_once(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.ask("plain")
    visitor.ask("urgent")
    words = "Important: get help now.\nIf someone's life is in danger, call 999 now"
    assert [text.startswith(words) for text in visitor.heard()] == [False, True]
    expect(page.locator("dialog > [aria-live=assertive] p")).to_contain_text(words)
    expect(page.locator("[aria-live=polite] p")).to_have_text("Hello to you.")


def test_an_urgent_reply_to_a_closed_window_is_said_at_once(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("urgent")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("section > [aria-live=assertive]")).to_contain_text("call 999 now")


def test_typing_is_said_once_and_slowness_once(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, clock=True)
    stand_in.delay = 2
    visitor.open()
    visitor.send("Where")
    visitor.page.clock.run_for(600)
    visitor.page.clock.run_for(3000)
    visitor.page.clock.run_for(3000)
    expect(visitor.messages).to_have_count(3)
    assert visitor.heard() == ["Typing a reply…", "Still working on it…", f"Where? {ANSWER}\n3 choices."]


def test_a_failure_is_said_once_however_often_it_is_tried(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(0), Fault(0)]
    visitor.open()
    visitor.send("Where")
    expect(visitor.messages).to_have_count(3)
    assert visitor.heard() == ["Not sent.", f"Where? {ANSWER}\n3 choices."]


def test_being_offline_is_said_once(visitor: Visitor, page: Page) -> None:
    visitor.open()
    page.context.set_offline(True)
    visitor.send("Where")
    expect(visitor.last).to_contain_text("Waiting to be sent.")
    page.context.set_offline(False)
    expect(visitor.messages).to_have_count(3)
    offline = "You’re offline. You can go on typing: we’ll send it when you’re back."
    assert visitor.heard() == [offline, "Waiting to be sent.", f"Where? {ANSWER}\n3 choices."]


def test_off_and_back_are_said_once(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, clock=True)
    stand_in.off = "We're mending the chat."
    visitor.open()
    expect(visitor.notice).to_contain_text(stand_in.off)
    visitor.send("Where")
    expect(visitor.last).to_contain_text("Not sent")
    for _ in range(2):
        visitor.page.clock.fast_forward(20_000)
        visitor.page.wait_for_timeout(200)
    stand_in.off = ""
    visitor.page.clock.fast_forward(20_000)
    expect(visitor.notice).to_have_text("The chat is back.")
    closed = f"We're mending the chat.\n{DANGER}"
    assert visitor.heard() == [closed, "Not sent: the chat is closed.", "The chat is back."]


def test_trying_again_in_vain_is_said_each_time(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.off = "We're mending the chat."
    visitor.open().send("Where")
    for times in (1, 2):
        expect(visitor.dialog.locator("[aria-live] p", has_text="Not sent: the chat is closed.")).to_have_count(times)
        visitor.button("Try again").press("Enter")
        assert visitor.focused() == "Try again"


def test_an_expired_session_is_said_once(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("Where")
    stand_in.expire()
    visitor.send("plain")
    expect(visitor.last).to_contain_text("Hello to you.")
    expired = "Your earlier messages have been deleted from our server. You can go on asking."
    assert visitor.heard()[1:] == [expired, "Hello to you."]


def test_a_wait_is_said_once(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(429, headers={"Retry-After": "1"})]
    visitor.open()
    visitor.send("plain")
    expect(visitor.last).to_contain_text("Hello to you.")
    busy = "We’re getting a lot of questions. We’ll send this one in 1 second."
    assert visitor.heard() == [busy, "Hello to you."]


def test_a_reload_repeats_nothing(visitor: Visitor, page: Page) -> None:
    visitor.open()
    visitor.ask("Where")
    page.reload()
    expect(visitor.messages).to_have_count(3)
    assert visitor.heard() == []


def test_a_closed_window_is_heard_through_the_region_beside_it(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("plain")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.locator("section > [aria-live=polite]")).to_have_text("Hello to you.")
    assert visitor.heard() == ["Hello to you."]


def test_a_modal_dialog_is_heard_through_the_region_in_it(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport={"width": 320, "height": 568}).open()
    visitor.ask("plain")
    expect(visitor.dialog.locator("[aria-live=polite]")).to_have_text("Hello to you.")
    assert visitor.heard() == ["Hello to you."]


def test_the_room_that_is_left_is_said_after_a_pause(visitor: Visitor) -> None:
    visitor.open()
    visitor.box.fill("q" * 489)
    visitor.box.press("q")
    expect(visitor.dialog.locator("[aria-live=polite]")).to_have_text("You have 10 characters left.")
    assert visitor.heard() == ["You have 10 characters left."]


def test_the_end_is_said(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("plain")
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
    assert visitor.heard()[1:] == ["Your conversation has been deleted."]
