"""What goes wrong: each fault has its words, keeps what was typed, and mends itself; nothing is lost or asked twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import CHOICES, Fault, StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
SOON = 4000
TOO_LONG = "q" * 501


def test_a_dropped_connection_loses_nothing_and_asks_once(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    page.context.set_offline(True)
    expect(visitor.dialog.locator(".notice")).to_contain_text("You’re offline.")
    for text in ("second", "third"):
        visitor.send(text)
        expect(visitor.last).to_contain_text("Waiting to be sent.")
    expect(visitor.dialog.get_by_text("Not sent")).to_have_count(0)
    expect(visitor.button("Try again")).to_have_count(0)
    expect(visitor.last.locator(".note")).to_have_css("color", "rgb(76, 98, 114)")
    page.context.set_offline(False)
    expect(visitor.messages).to_have_count(7)
    expect(visitor.dialog.locator(".notice, .note").filter(visible=True)).to_have_count(0)
    assert stand_in.answered == {"first": 1, "second": 1, "third": 1}
    assert set(stand_in.tries.values()) == {1}


@pytest.mark.parametrize("after", [False, True], ids=["question lost", "answer lost"])
def test_a_message_that_was_cut_off_is_sent_again_with_its_id(visitor: Visitor, stand_in: StandIn, after: bool) -> None:
    stand_in.faults = [Fault(0, after=after)]
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text("Not sent.")
    expect(visitor.last).to_contain_text("third floor")
    assert stand_in.answered == {"first": 1}
    assert list(stand_in.tries.values()) == [2]
    expect(visitor.messages).to_have_count(3)


def test_try_again_does(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(500)] * 3
    visitor.open()
    visitor.send("first")
    visitor.button("Try again").click()
    visitor.button("Try again").click()
    assert visitor.focused() == "Try again"
    visitor.button("Try again").press("Enter")
    expect(visitor.last).to_contain_text("third floor")
    assert visitor.focused() == "You\nfirst"
    assert stand_in.answered == {"first": 1}
    assert list(stand_in.tries.values()) == [4]


def test_a_fault_of_ours_says_what_to_tell_us(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    stand_in.faults = [Fault(500, {"error": "Broken.", "request": "0123abcd"})] * 9
    visitor.send("first")
    expect(visitor.dialog.locator(".note")).to_contain_text("please say: 0123abcd.")


def test_a_reload_sends_what_was_not_sent(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.faults = [Fault(500)] * 9
    visitor.send("second")
    visitor.send("third")
    expect(visitor.button("Try again")).to_be_visible()
    stand_in.faults = [Fault(0, after=True)]
    page.reload()
    expect(visitor.messages).to_have_count(7)
    assert visitor.said()[0::2] == ["first", "second", "third"]
    assert stand_in.answered == {"first": 1, "second": 1, "third": 1}


def test_a_first_message_survives_a_reload_without_a_session(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    page.route("**/sessions", lambda route: route.abort())
    visitor.open()
    expect(visitor.dialog.locator(".notice")).to_contain_text("We can’t reach the chat at the moment.")
    visitor.send("first")
    expect(visitor.last).to_contain_text("Not sent.")
    page.unroute("**/sessions")
    page.reload()
    expect(visitor.messages).to_have_count(3)
    assert stand_in.answered == {"first": 1}


def test_an_error_of_ours_is_tried_some_times_and_then_left_to_the_visitor(
    visit: Callable[..., Visitor], stand_in: StandIn
) -> None:
    visitor = visit(stand_in.address, clock=True)
    stand_in.faults = [Fault(500)] * 4
    visitor.open()
    visitor.send("breaks")
    expect(visitor.last).to_contain_text("Not sent: something went wrong at our end.")
    for _ in range(3):
        visitor.page.clock.fast_forward(6000)
        visitor.page.wait_for_timeout(200)
    assert list(stand_in.tries.values()) == [4]
    visitor.ask("plain words")
    visitor.button("Try again").click()
    expect(visitor.last).to_contain_text("third floor")
    assert visitor.said()[0::2] == ["plain words", "breaks"]


def test_a_slow_reply_is_said_to_be_worked_on(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, clock=True)
    stand_in.delay = 2
    visitor.open()
    visitor.send("first")
    visitor.page.clock.run_for(600)
    expect(visitor.dialog.locator(".typing")).to_have_text("Typing a reply…")
    visitor.page.clock.run_for(5000)
    expect(visitor.dialog.locator(".typing")).to_have_text("Still working on it…")
    expect(visitor.last).to_contain_text("third floor")
    expect(visitor.dialog.locator(".typing")).to_have_count(0)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_given_its_time(visitor: Visitor, stand_in: StandIn, status: int) -> None:
    stand_in.faults = [Fault(status, {"error": "Slowly."}, {"Retry-After": "2"})]
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text("We’ll send this one in 2 seconds.")
    expect(visitor.button("Try again")).to_have_count(0)
    visitor.send("plain second")
    visitor.page.wait_for_timeout(1200)
    assert sum(stand_in.tries.values()) == 1
    expect(visitor.messages).to_have_count(5)
    assert list(stand_in.answered) == ["first", "plain second"]


def test_a_server_that_is_busy_at_opening_is_given_its_time(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    page.route("**/sessions", lambda route: route.fulfill(status=429, headers={"Retry-After": "2"}), times=1)
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text("We’ll send this one in 2 seconds.")
    expect(visitor.messages).to_have_count(3)
    assert stand_in.answered == {"first": 1}


def test_a_session_that_is_none_is_a_fault(visitor: Visitor, page: Page) -> None:
    page.route("**/sessions", lambda route: route.fulfill(json={"token": None}), times=1)
    visitor.open()
    expect(visitor.dialog.locator(".notice")).to_contain_text("We can’t reach the chat")
    visitor.ask("first")
    expect(visitor.dialog.locator(".notice")).to_be_hidden()


def test_an_expired_session_is_renewed_and_the_transcript_stays(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.expire()
    visitor.send("second")
    expect(visitor.messages).to_have_count(6)
    expect(visitor.messages.nth(1)).to_contain_text("first")
    expect(visitor.messages.nth(3)).to_contain_text("Your earlier messages have been deleted from our server.")
    expect(visitor.messages.nth(4)).to_contain_text("second")
    assert stand_in.answered == {"first": 1, "second": 1}


def test_a_choice_of_an_expired_session_is_asked_as_a_question(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.expire()
    visitor.button(CHOICES[0]).click()
    expect(visitor.last).to_contain_text("third floor")
    assert stand_in.answered == {"first": 1, CHOICES[0]: 1}


def test_a_reload_of_an_expired_session_says_so(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.expire()
    page.reload()
    expect(visitor.last).to_contain_text("Your earlier messages have been deleted from our server.")
    visitor.ask("second")


def test_a_refused_message_says_why_and_goes_back_into_the_box(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.faults = [Fault(400, {"error": "That message is too long for us."})]
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text("Not sent. That message is too long for us.")
    expect(visitor.box).to_have_value("first")
    visitor.ask("second")


def test_a_long_question_is_counted_and_never_cut(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.box.fill("q" * 399)
    expect(visitor.dialog.get_by_text("characters left")).to_be_hidden()
    visitor.box.fill("q" * 400)
    expect(visitor.dialog.get_by_text("You have 100 characters left.")).to_be_visible()
    visitor.send(TOO_LONG)
    expect(visitor.dialog.locator(".error")).to_have_text(
        "Your question is 1 character too long. You can send it in two parts."
    )
    expect(visitor.box).to_be_focused()
    expect(visitor.box).to_have_value(TOO_LONG)
    expect(visitor.box).to_have_attribute("aria-invalid", "true")
    expect(visitor.dialog.locator("form p").filter(visible=True)).to_have_count(2)
    visitor.box.press("End")
    visitor.box.press("Backspace")
    expect(visitor.dialog.locator(".error")).to_be_hidden()
    assert not stand_in.tries
    visitor.ask(TOO_LONG[1:])


def test_an_answer_that_is_no_json_is_a_fault(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    page.route("**/messages", lambda route: route.fulfill(body="<h1>Please log in to the Wi-Fi</h1>"), times=1)
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text("Not sent: something went wrong at our end.")
    expect(visitor.messages).to_have_count(3, timeout=SOON)
    assert stand_in.answered == {"first": 1}


def test_a_rating_that_failed_is_sent_again(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.faults = [Fault(0)]
    visitor.button("Yes this was helpful").click()
    expect(visitor.dialog.locator(".note")).to_contain_text("Not sent.")
    expect(visitor.last).to_contain_text("Thank you.")
    expect(visitor.dialog.locator(".note")).to_have_count(0)
