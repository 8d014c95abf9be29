"""The bot is off: the trust's message stands, danger is still answered, nothing typed is lost or sent twice."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import CHOICES, StandIn
from tests.browser.visitor import DANGER, Visitor

pytestmark = pytest.mark.e2e
OFF = "We're mending the chat. Please ask the ward."
CLOSED = "Not sent: the chat is closed."
BACK = "The chat is back."
NEXT_LOOK = 20_000
HIDE = """
(hidden) => {
  Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}
"""


@pytest.fixture
def clocked(visit: Callable[..., Visitor], stand_in: StandIn) -> Visitor:
    """A visitor whose time can be put forward."""
    return visit(stand_in.address, clock=True)


def later(visitor: Visitor) -> None:
    visitor.page.clock.fast_forward(NEXT_LOOK)
    visitor.page.wait_for_timeout(200)


def test_the_message_stands_there_as_soon_as_the_chat_opens(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    visitor.open()
    expect(visitor.notice.locator("p")).to_have_text([OFF, DANGER])
    expect(visitor.notice.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
    expect(visitor.box).to_be_focused()
    assert visitor.heard() == [f"{OFF}\n{DANGER}"]
    assert stand_in.asked == 0


def test_going_off_in_the_middle_keeps_what_was_asked_and_does_not_ask_again(
    clocked: Visitor, stand_in: StandIn
) -> None:
    clocked.open()
    clocked.ask("first")
    expect(clocked.notice).to_be_hidden()
    stand_in.off = OFF
    clocked.send("second")
    expect(clocked.notice).to_contain_text(OFF)
    expect(clocked.last).to_contain_text(f"second{CLOSED}")
    later(clocked)
    later(clocked)
    assert list(stand_in.tries.values()) == [1, 1]
    assert stand_in.answered == {"first": 1}
    expect(clocked.last).to_contain_text(f"second{CLOSED}")


def test_danger_is_answered_and_the_next_question_is_not(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    visitor.open()
    visitor.send("first")
    expect(visitor.last).to_contain_text(CLOSED)
    expect(visitor.ask("urgent")).to_contain_text("call 999 now")
    expect(visitor.last).to_be_in_viewport()
    expect(visitor.notice).to_contain_text(OFF)
    visitor.send("second")
    expect(visitor.last).to_contain_text(f"second{CLOSED}")
    expect(visitor.notice).to_contain_text(OFF)
    assert stand_in.answered == {"urgent": 1}


def test_danger_that_waits_behind_a_question_is_answered(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    stand_in.off = OFF
    visitor.send("first")
    visitor.send("urgent")
    expect(visitor.last).to_contain_text("call 999 now")
    expect(visitor.messages.nth(1)).to_contain_text(f"first{CLOSED}")


def test_it_says_when_the_chat_is_back(clocked: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    clocked.open()
    expect(clocked.notice).to_contain_text(OFF)
    asked = stand_in.asked
    later(clocked)
    assert stand_in.asked == asked + 1
    expect(clocked.notice).to_contain_text(OFF)
    stand_in.off = ""
    later(clocked)
    expect(clocked.notice).to_have_text(BACK)
    asked = stand_in.asked
    later(clocked)
    assert stand_in.asked == asked
    clocked.ask("first")
    expect(clocked.notice).to_be_hidden()


def test_another_message_of_the_trust_takes_the_place_of_the_first(clocked: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    clocked.open()
    expect(clocked.notice).to_contain_text(OFF)
    stand_in.off = "We're back tomorrow."
    later(clocked)
    expect(clocked.notice.locator("p")).to_have_text(["We're back tomorrow.", DANGER])
    assert len(clocked.heard()) == 2


def test_nobody_asks_while_nobody_looks(clocked: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    clocked.open()
    expect(clocked.notice).to_contain_text(OFF)
    clocked.page.evaluate(f"({HIDE})(true)")
    asked = stand_in.asked
    later(clocked)
    clocked.page.evaluate(f"({HIDE})(false)")
    expect(clocked.notice).to_contain_text(OFF)
    clocked.page.keyboard.press("Escape")
    later(clocked)
    assert stand_in.asked == asked + 1
    stand_in.off = ""
    clocked.open()
    expect(clocked.notice).to_have_text(BACK)


def test_a_chat_that_is_opened_again_knows(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.page.keyboard.press("Escape")
    stand_in.off = OFF
    visitor.open()
    expect(visitor.notice).to_contain_text(OFF)
    expect(visitor.messages).to_have_count(3)


def test_what_was_refused_can_be_sent_again_and_is_answered_once(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.off = OFF
    visitor.open()
    visitor.send("refused")
    visitor.button("Try again").click()
    expect(visitor.last).to_contain_text(f"refused{CLOSED}")
    visitor.ask("urgent")
    stand_in.off = ""
    visitor.ask("plain")
    expect(visitor.messages.nth(1)).to_contain_text(f"refused{CLOSED}")
    visitor.button("Try again").dblclick()
    expect(visitor.last).to_contain_text("third floor")
    expect(visitor.dialog.locator(".note")).to_have_count(0)
    assert visitor.said()[0::2] == ["urgent", "plain", "refused"]
    assert stand_in.answered == {"urgent": 1, "plain": 1, "refused": 1}
    assert sorted(stand_in.tries.values()) == [1, 1, 3]


def test_a_reload_keeps_what_was_refused_and_does_not_send_it(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.off = OFF
    visitor.send("second")
    expect(visitor.last).to_contain_text(CLOSED)
    page.reload()
    expect(visitor.notice).to_contain_text(OFF)
    expect(visitor.last).to_contain_text(f"second{CLOSED}")
    visitor.box.fill("half a question")
    stand_in.off = ""
    page.reload()
    expect(visitor.box).to_have_value("half a question")
    expect(visitor.messages).to_have_count(4)
    expect(visitor.last).to_contain_text(f"second{CLOSED}")
    expect(visitor.notice).to_be_hidden()
    assert list(stand_in.tries.values()) == [1, 1]
    assert stand_in.asked == 2
    visitor.button("Try again").click()
    expect(visitor.last).to_contain_text("third floor")
    assert stand_in.answered == {"first": 1, "second": 1}


def test_a_button_pressed_while_off_can_be_tried_again(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.off = OFF
    visitor.button(CHOICES[0]).click()
    expect(visitor.last).to_contain_text(f"{CHOICES[0]}{CLOSED}")
    stand_in.off = ""
    visitor.button("Try again").click()
    expect(visitor.last).to_contain_text("third floor")
    assert stand_in.answered == {"first": 1, CHOICES[0]: 1}


def test_a_rating_given_while_off_can_be_tried_again_where_it_stands(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.off = OFF
    visitor.button("Yes this was helpful").click()
    expect(visitor.last).to_contain_text(CLOSED)
    visitor.ask("urgent")
    stand_in.off = ""
    visitor.button("Try again").click()
    expect(visitor.last).to_contain_text("Thank you.")
    expect(visitor.messages.nth(2)).to_contain_text("You said that this was helpful.")
    expect(visitor.dialog.locator(".note")).to_have_count(0)


def test_a_lost_connection_while_off_does_not_hide_the_message(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    stand_in.off = OFF
    visitor.open()
    expect(visitor.notice).to_contain_text(OFF)
    page.context.set_offline(True)
    expect(visitor.notice).to_contain_text("You’re offline.")
    expect(visitor.notice).to_contain_text(OFF)
    page.context.set_offline(False)
    expect(visitor.notice.locator("p")).to_have_text([OFF, DANGER])
    assert [text for text in visitor.heard() if OFF in text] == [f"{OFF}\n{DANGER}"]


def test_a_session_that_ends_while_off_is_renewed(clocked: Visitor, stand_in: StandIn) -> None:
    clocked.open()
    clocked.ask("first")
    stand_in.off = OFF
    stand_in.expire()
    clocked.send("second")
    expect(clocked.last).to_contain_text(f"second{CLOSED}")
    expect(clocked.messages.nth(3)).to_contain_text("Your earlier messages have been deleted")
    expect(clocked.notice).to_contain_text(OFF)
    stand_in.expire()
    later(clocked)
    expect(clocked.notice).to_contain_text(OFF)
    expect(clocked.ask("urgent")).to_contain_text("call 999 now")
    assert clocked.dialog.get_by_text("Your earlier messages have been deleted").count() == 1


def test_ending_and_starting_again_while_off(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    stand_in.off = OFF
    visitor.send("second")
    expect(visitor.notice).to_contain_text(OFF)
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
    expect(visitor.notice).to_be_hidden()
    visitor.button("Start a new chat").click()
    expect(visitor.notice).to_contain_text(OFF)
    expect(visitor.messages).to_have_count(1)
    visitor.ask("urgent")
    assert len(stand_in.ended) == 1


def test_two_tabs_each_have_their_own(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    other = Visitor.at(page.context.new_page(), stand_in.address).open()
    other.ask("first")
    stand_in.off = OFF
    visitor.open()
    expect(visitor.notice).to_contain_text(OFF)
    visitor.send("second")
    expect(visitor.last).to_contain_text(CLOSED)
    expect(other.notice).to_be_hidden()
    expect(other.ask("urgent")).to_contain_text("call 999 now")
    assert other.dialog.get_by_text(CLOSED).count() == 0


def test_by_keys_alone(clocked: Visitor, stand_in: StandIn) -> None:
    keys = clocked.page.keyboard
    stand_in.off = OFF
    clocked.tab_to("Ask a question")
    keys.press("Enter")
    expect(clocked.notice).to_contain_text(OFF)
    keys.type("first")
    keys.press("Enter")
    expect(clocked.last).to_contain_text(CLOSED)
    expect(clocked.box).to_be_focused()
    keys.type("urgent")
    keys.press("Enter")
    expect(clocked.messages).to_have_count(4)
    clocked.tab_to("999", back=True)
    stand_in.off = ""
    later(clocked)
    expect(clocked.notice).to_have_text(BACK)
    expect(clocked.dialog.get_by_role("region", name="Conversation")).to_be_focused()
    clocked.tab_to("Try again", back=True, most=60)
    keys.press("Enter")
    expect(clocked.last).to_contain_text("third floor")


def test_a_long_message_leaves_room_for_the_conversation(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport={"width": 320, "height": 568}, has_touch=True)
    stand_in.off = "We're mending the chat, and we're sorry for the wait. " * 8
    visitor.open()
    visitor.ask("urgent")
    expect(visitor.last.locator("strong")).to_be_in_viewport(ratio=1)
    visitor.box.focus()
    expect(visitor.box).to_be_in_viewport(ratio=1)
    visitor.notice.hover()
    visitor.page.mouse.wheel(0, -1000)
    expect(visitor.button("Close")).to_be_in_viewport(ratio=1)
    assert not visitor.scrolls_sideways()


def test_the_words_are_the_site_s_to_choose(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    stand_in.attributes = 'data-texts="/texts.json"'
    stand_in.texts = {"danger": "«danger»", "closed": "«closed»", "back": "«back»", "retry": "«retry»"}
    stand_in.off = OFF
    visitor = visit(stand_in.address).open()
    expect(visitor.notice.locator("p")).to_have_text([OFF, "«danger»"])
    visitor.send("first")
    expect(visitor.last).to_contain_text("«closed» «retry»")
    stand_in.off = ""
    visitor.button("«retry»").click()
    expect(visitor.notice).to_have_text("«back»")


def test_markup_in_the_message_is_text(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    stand_in.off = '<img src=x onerror="document.title=1"> See https://www.nhs.uk/'
    visitor.open()
    expect(visitor.notice.locator("p").first).to_have_text(f"{stand_in.off} (opens in a new tab)")
    assert visitor.notice.locator("img").count() == 0
    assert json.loads(page.evaluate("JSON.stringify(violations)")) == []
