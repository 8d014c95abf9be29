"""Whether a reply was helpful: told of any reply, with a reason, and never twice; and a reply can be copied."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.stand_in import ANSWER, URGENT, Fault, StandIn
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
REASONS = {"It’s wrong": "wrong", "It’s not clear": "unclear", "I asked something else": "other_question"}
YES, NO = "Yes this was helpful", "No this was not helpful"


@pytest.fixture
def ratings(page: Page) -> list[dict[str, Any]]:
    """The ratings that were sent."""
    sent: list[dict[str, Any]] = []

    def keep(request: Request) -> None:
        if request.method == "POST" and "rating" in (request.post_data or ""):
            sent.append(request.post_data_json)

    page.on("request", keep)
    return sent


def test_any_reply_can_be_rated(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    for text in ("first", "second", "third"):
        visitor.ask(text)
    visitor.button(YES).first.click()
    expect(visitor.messages.nth(2)).to_contain_text("You said that this was helpful.")
    expect(visitor.last).to_contain_text("Thank you.")
    visitor.button(NO).first.click()
    expect(visitor.messages.nth(4)).to_contain_text("You said that this was not helpful.")
    expect(visitor.button(YES)).to_have_count(1)
    [conversation] = stand_in.conversations.values()
    assert [one["rating"] for one in conversation if one.get("kind") == "answer"] == [True, False, None]


@pytest.mark.parametrize("reason", REASONS)
def test_after_no_a_reason_is_asked_for(
    visitor: Visitor, stand_in: StandIn, ratings: list[dict[str, Any]], reason: str
) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.button(NO).click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    visitor.dialog.get_by_role("group", name="Why not?").get_by_role("button", name=reason, exact=True).click()
    expect(visitor.dialog.get_by_text(f"You said that this was not helpful: “{reason}”.")).to_be_visible()
    expect(visitor.last).to_contain_text("Thank you.")
    assert stand_in.reasons == [REASONS[reason]]
    assert [set(one) for one in ratings] == [{"id", "rating"}] * 2
    first, second = (one["rating"] for one in ratings)
    assert first["helpful"] is second["helpful"] is False
    assert first["reply"] == second["reply"]
    assert len({one["id"] for one in ratings}) == 2


def test_the_reason_need_not_be_told(visitor: Visitor, page: Page, ratings: list[dict[str, Any]]) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.button(NO).click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    visitor.ask("second")
    page.reload()
    expect(visitor.messages).to_have_count(6)
    expect(visitor.messages.nth(2)).to_contain_text("You said that this was not helpful.")
    expect(visitor.dialog.get_by_role("group", name="Why not?")).to_have_count(0)
    assert len(ratings) == 1


def test_after_yes_nothing_more_is_asked(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.button(YES).click()
    expect(visitor.last).to_contain_text("Thank you.")
    expect(visitor.dialog.get_by_role("group", name="Why not?")).to_have_count(0)


def test_a_rating_leaves_the_reader_where_they_are(visitor: Visitor) -> None:
    visitor.open()
    for text in ("first", "second", "third", "fourth"):
        visitor.ask(text)
    rated = visitor.messages.nth(2)
    rated.scroll_into_view_if_needed()
    visitor.button(NO).first.click()
    expect(visitor.messages).to_have_count(10)
    expect(rated.get_by_role("button", name="It’s wrong")).to_be_in_viewport(ratio=1)
    assert visitor.focused() == "You said that this was not helpful. Why not?"


def test_a_reason_that_failed_is_sent_again(visitor: Visitor, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.button(NO).click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    stand_in.faults = [Fault(0)]
    visitor.button("It’s wrong").click()
    expect(visitor.dialog.locator(".note")).to_contain_text("Not sent.")
    expect(visitor.last).to_contain_text("Thank you.")
    expect(visitor.dialog.locator(".note")).to_have_count(0)
    assert stand_in.reasons == ["wrong"]


def test_a_reason_given_offline_waits_and_survives_a_reload(visitor: Visitor, page: Page, stand_in: StandIn) -> None:
    visitor.open()
    visitor.ask("first")
    visitor.button(NO).click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    stand_in.faults = [Fault(500)] * 4
    visitor.button("It’s wrong").click()
    expect(visitor.dialog.locator(".note")).to_be_visible()
    stand_in.faults = []
    page.reload()
    expect(visitor.messages.nth(2)).to_contain_text("You said that this was not helpful: “It’s wrong”.")
    expect(visitor.last).to_contain_text("Thank you.")
    assert stand_in.reasons == ["wrong"]


def test_every_answer_can_be_copied(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, permissions=["clipboard-read", "clipboard-write"]).open()
    visitor.ask("plain")
    expect(visitor.button("Copy this answer")).to_have_count(0)
    visitor.ask("urgent")
    visitor.ask("Where")
    visitor.button("Copy this answer").last.click()
    expect(visitor.last.get_by_text("Copied")).to_be_visible()
    assert visitor.heard()[-1] == "Copied"
    assert visitor.page.evaluate("navigator.clipboard.readText()") == f"Where? {ANSWER}"
    visitor.button("Copy this answer").first.click()
    expect(visitor.messages.nth(4).get_by_text("Copied")).to_be_visible()
    assert visitor.page.evaluate("navigator.clipboard.readText()") == URGENT


def test_a_clipboard_that_may_not_be_used_is_said(visitor: Visitor, page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    visitor.open()
    visitor.ask("first")
    visitor.button("Copy this answer").click()
    expect(visitor.last.get_by_text("Couldn’t copy")).to_be_visible()
    assert visitor.heard()[-1] == "Couldn’t copy"
