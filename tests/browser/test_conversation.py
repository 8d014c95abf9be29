"""Conversations at the widget: by mouse, by keys alone, on a small screen, over a reload and in two tabs."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import ANSWER, CHOICES, StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
SMALL = {"width": 320, "height": 568}


def have_a_conversation(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    expect(visitor.ask("Where is it").locator(".said")).to_contain_text("The heart unit is on the third floor.")
    visitor.button(CHOICES[0]).click()
    expect(visitor.messages).to_have_count(5)
    visitor.button("Yes this was helpful").last.click()
    expect(visitor.last).to_contain_text("Thank you.")
    expect(visitor.dialog.get_by_text("You said that this was helpful.")).to_be_visible()
    visitor.ask("list")
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
    assert stand_in.answered == {"Where is it": 1, CHOICES[0]: 1, "list": 1}
    assert len(stand_in.ended) == 1
    visitor.button("Close").click()
    expect(visitor.dialog).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_by_mouse(visitor: Visitor, stand_in: StandIn) -> None:
    have_a_conversation(visitor, stand_in)


def test_at_320_pixels(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport=SMALL, has_touch=True)
    have_a_conversation(visitor, stand_in)
    assert not visitor.scrolls_sideways()


def test_by_keys_alone(visitor: Visitor, stand_in: StandIn) -> None:
    keys = visitor.page.keyboard
    visitor.tab_to("Ask a question")
    keys.press("Enter")
    expect(visitor.box).to_be_focused()
    keys.type("Where is it")
    keys.press("Shift+Enter")
    keys.type("please")
    keys.press("Enter")
    expect(visitor.messages).to_have_count(3)
    visitor.tab_to(CHOICES[0], back=True)
    keys.press("Space")
    expect(visitor.messages).to_have_count(5)
    assert visitor.focused() == f"You\n{CHOICES[0]}"
    visitor.tab_to("No")
    keys.press("Enter")
    expect(visitor.last).to_contain_text("I'm sorry.")
    assert visitor.focused() == "You said that this was not helpful. Why not?"
    visitor.tab_to("It’s not clear")
    keys.press("Enter")
    assert visitor.focused() == "You said that this was not helpful: “It’s not clear”."
    visitor.tab_to("Options", back=True)
    keys.press("Enter")
    visitor.tab_to("End chat")
    keys.press("Enter")
    assert visitor.focused() == "End this chat?"
    keys.press("Escape")
    assert visitor.focused() == "Options"
    keys.press("Enter")
    visitor.tab_to("End chat")
    keys.press("Enter")
    visitor.tab_to("Yes, end chat")
    keys.press("Enter")
    assert visitor.focused() == "You’ve ended the chat"
    keys.press("Escape")
    expect(visitor.dialog).to_be_hidden()
    expect(visitor.launcher).to_be_focused()
    assert set(stand_in.answered) == {"Where is it\nplease", CHOICES[0]}


def test_a_wide_screen_does_not_trap_the_focus(visitor: Visitor) -> None:
    visitor.open()
    visitor.tab_to("A link of the page", back=True)


def test_a_small_screen_keeps_the_focus_in_the_dialog(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport=SMALL)
    visitor.open()
    assert visitor.focused() == "Ask a question"
    stops = set()
    for _ in range(20):
        visitor.page.keyboard.press("Tab")
        stops.add(visitor.focused())
    assert {"Options", "Close", "TEXTAREA", "Send"} <= stops
    assert "A link of the page" not in stops
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_focused()


def test_escape_goes_back_one_step_at_a_time(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport=SMALL).open()
    visitor.choose("End chat")
    visitor.page.keyboard.press("Escape")
    expect(visitor.box).to_be_visible()
    visitor.button("Options").click()
    visitor.page.keyboard.press("Escape")
    expect(visitor.button("End chat")).to_be_hidden()
    assert visitor.focused() == "Options"
    visitor.page.keyboard.press("Escape")
    expect(visitor.dialog).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_the_window_follows_the_screen(visitor: Visitor, page: Page) -> None:
    modal = page.locator("dialog:modal")
    visitor.open()
    expect(modal).to_have_count(0)
    page.set_viewport_size({"width": 400, "height": 700})
    expect(modal).to_have_count(1)
    expect(visitor.box).to_be_focused()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(modal).to_have_count(0)
    expect(visitor.box).to_be_focused()
    expect(visitor.launcher).to_be_hidden()


def test_a_reload_keeps_the_conversation(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("Where is it")
    visitor.button("Yes this was helpful").click()
    expect(visitor.last).to_contain_text("Thank you.")
    said = visitor.messages.all_inner_texts()
    visitor.box.fill("half a question")
    page.reload()
    expect(visitor.messages).to_have_count(len(said))
    assert visitor.messages.all_inner_texts() == said
    expect(visitor.box).to_have_value("half a question")
    assert visitor.focused() == "BODY"
    visitor.button(CHOICES[1]).click()
    expect(visitor.messages).to_have_count(len(said) + 2)
    assert stand_in.answered == {"Where is it": 1, CHOICES[1]: 1}


def test_a_small_screen_opens_only_when_asked(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, viewport=SMALL)
    visitor.open()
    visitor.ask("Where is it")
    visitor.page.reload()
    expect(visitor.launcher).to_be_visible()
    expect(visitor.dialog).to_be_hidden()
    visitor.open()
    expect(visitor.messages).to_have_count(3)


def test_two_tabs_have_two_conversations(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    other = Visitor.at(page.context.new_page(), stand_in.address).open()
    visitor.open()
    visitor.ask("first tab")
    other.ask("second tab")
    visitor.ask("first again")
    assert len(stand_in.conversations) == 2
    assert "second tab" not in visitor.messages.all_inner_texts()
    assert visitor.messages.count() == 5
    assert other.messages.count() == 3


def test_only_the_latest_choices_can_be_pressed(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("Where is it")
    visitor.ask("And then")
    assert visitor.dialog.locator(".choices button").count() == len(CHOICES)
    visitor.button("No this was not helpful").last.click()
    expect(visitor.dialog.locator(".choices button")).to_have_text(["Ask in another way"])


def test_several_replies_come_in_order_and_the_first_is_in_sight(visitor: Visitor) -> None:
    visitor.open()
    for _ in range(3):
        visitor.ask("Where is it")
    visitor.ask("two", replies=2)
    expect(visitor.messages.nth(-2).locator(".said")).to_have_text("The first answer.")
    expect(visitor.messages.nth(-2)).to_be_in_viewport(ratio=1)
    expect(visitor.last).to_contain_text("third floor")


def test_messages_are_sent_in_order(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("plain 1")
    visitor.send("plain 2")
    visitor.send("plain 3")
    expect(visitor.last.get_by_text("Waiting to be sent.")).to_be_visible()
    expect(visitor.messages).to_have_count(7)
    assert visitor.said()[0::2] == ["plain 1", "plain 2", "plain 3"]
    expect(visitor.dialog.get_by_text("Waiting to be sent.")).to_have_count(0)
    assert list(stand_in.answered) == ["plain 1", "plain 2", "plain 3"]


def test_start_again_asks_first_and_deletes(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("Where is it")
    visitor.choose("Start again")
    visitor.button("Go back").click()
    expect(visitor.messages).to_have_count(3)
    assert stand_in.ended == []
    visitor.choose("Start again")
    visitor.button("Yes, start again").click()
    expect(visitor.messages).to_have_count(1)
    expect(visitor.box).to_be_focused()
    visitor.ask("A new question")
    assert len(stand_in.ended) == 1
    assert len(stand_in.conversations) == 1


def test_an_ended_chat_leaves_nothing(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("Where is it")
    visitor.box.fill("half a question")
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
    kept = str(page.evaluate("Object.values(sessionStorage).join()"))
    assert "question" not in kept
    assert stand_in.ended[0] not in kept
    visitor.button("Start a new chat").click()
    expect(visitor.box).to_be_focused()
    visitor.ask("A new question")


def test_an_end_that_the_server_did_not_hear_is_told_again(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("Where is it")
    page.context.set_offline(True)
    visitor.choose("End chat")
    visitor.button("Yes, end chat").click()
    expect(visitor.ended.get_by_text("as soon as we can reach it")).to_be_visible()
    page.context.set_offline(False)
    expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
    assert len(stand_in.ended) == 1


def test_the_conversation_can_be_saved(visitor: Visitor, page: Page, tmp_path: Path) -> None:
    visitor.open()
    visitor.ask("Where is it")
    visitor.button("Options").click()
    with page.expect_download() as download:
        visitor.button("Save this conversation").click()
    download.value.save_as(tmp_path / "saved.txt")
    [asked, answered] = visitor.dialog.locator("time").all_inner_texts()
    saved = (tmp_path / "saved.txt").read_text(encoding="utf-8")
    assert download.value.suggested_filename == "conversation.txt"
    assert re.match(r"Ask a question\n\d{1,2} [A-Z][a-z]+ 20\d\d(,| at) \d\d:\d\d\n", saved)
    assert saved.endswith(f"You, {asked}:\nWhere is it\n\nAssistant, {answered}:\nWhere is it? {ANSWER}\n")
    assert visitor.focused() == "Options"


def test_the_box_grows_with_the_text(visitor: Visitor) -> None:
    visitor.open()
    low = visitor.box.bounding_box()
    visitor.box.fill("a question\n" * 4)
    high = visitor.box.bounding_box()
    assert low
    assert high
    assert high["height"] > low["height"] * 2
    visitor.button("Send").click()
    expect(visitor.messages).to_have_count(3)
    assert visitor.box.bounding_box() == low


def test_a_reply_to_a_closed_window_is_counted(visitor: Visitor, stand_in: StandIn) -> None:
    stand_in.delay = 0.3
    visitor.open()
    visitor.send("two")
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_have_text("Ask a question (2 new replies)")
    visitor.open()
    expect(visitor.messages.nth(-2)).to_be_in_viewport()


def test_the_end_of_the_transcript_stays_in_sight_when_the_form_grows(visitor: Visitor) -> None:
    visitor.open()
    for _ in range(3):
        visitor.ask("Where is it")
    expect(visitor.button("Yes this was helpful").last).to_be_in_viewport(ratio=1)
    visitor.box.fill("a question\n" * 4)
    expect(visitor.button("Yes this was helpful").last).to_be_in_viewport(ratio=1)
