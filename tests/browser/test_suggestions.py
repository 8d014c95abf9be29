"""What can be asked: three questions to begin with, and those that fit what is typed, in a list by the ARIA pattern."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import QUESTIONS, STARTERS, StandIn
from tests.browser.test_accessibility import SCREENS
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
ABOUT_HEARTS = [one["question"] for one in QUESTIONS if "heart" in one["question"]]
OUT_OF_VIEW = """
(list) => {
  const {top, bottom} = list.getBoundingClientRect();
  return [top < list.getRootNode().querySelector(".top").getBoundingClientRect().bottom, bottom > innerHeight];
}
"""


@pytest.fixture
def typing(visitor: Visitor) -> Visitor:
    """A visitor who has typed a word that five questions have."""
    visitor.open()
    expect(visitor.starters).to_have_count(3)
    visitor.box.press_sequentially("heart")
    expect(visitor.suggestions).to_have_text(ABOUT_HEARTS[:5])
    return visitor


def active(visitor: Visitor) -> str:
    """The text of the option that is marked, which the box names, or nothing."""
    named = visitor.box.get_attribute("aria-activedescendant")
    marked = visitor.dialog.locator('[role=option][aria-selected="true"]')
    assert marked.count() == (1 if named else 0)
    if not named:
        return ""
    assert marked.get_attribute("id") == named
    return marked.inner_text()


class TestStarters:
    def test_one_that_is_pressed_is_asked(self, visitor: Visitor, stand_in: StandIn) -> None:
        visitor.open()
        expect(visitor.starters).to_have_text(STARTERS)
        expect(visitor.dialog.get_by_role("list", name="You can ask, for example:")).to_be_visible()
        visitor.starters.nth(1).press("Enter")
        expect(visitor.messages).to_have_count(3)
        assert stand_in.answered == {STARTERS[1]: 1}
        assert visitor.focused() == f"You\n{STARTERS[1]}"

    def test_they_stand_on_the_first_screen_only(self, visitor: Visitor, page: Page) -> None:
        visitor.open()
        visitor.ask("first")
        expect(visitor.starters.first).to_be_hidden()
        page.reload()
        expect(visitor.messages).to_have_count(3)
        expect(visitor.starters.first).to_be_hidden()
        visitor.choose("Start again")
        visitor.button("Yes, start again").click()
        expect(visitor.starters.first).to_be_visible()
        visitor.choose("End chat")
        visitor.button("Yes, end chat").click()
        expect(visitor.ended).to_be_visible()
        expect(visitor.starters.first).to_be_hidden()

    @pytest.mark.parametrize("screen", [{"width": 1366, "height": 657}, {"width": 360, "height": 740}])
    def test_all_are_seen(self, visit: Callable[..., Visitor], stand_in: StandIn, screen: dict[str, int]) -> None:
        visitor = visit(stand_in.address, viewport=screen).open()
        expect(visitor.starters).to_have_count(3)
        for starter in visitor.starters.all():
            expect(starter).to_be_in_viewport(ratio=1)
            assert not visitor.is_covered(starter)


class TestKeyboard:
    def test_the_box_says_what_it_is(self, typing: Visitor) -> None:
        expect(typing.box).to_have_role("combobox")
        expect(typing.box).to_have_attribute("aria-autocomplete", "list")
        expect(typing.box).to_have_attribute("aria-expanded", "true")
        controlled = typing.box.get_attribute("aria-controls")
        expect(typing.dialog.locator(f"#{controlled}")).to_have_role("listbox")
        expect(typing.dialog.locator(f"#{controlled}")).to_have_accessible_name("Suggested questions")
        typing.box.fill("")
        expect(typing.box).to_have_attribute("aria-expanded", "false")
        expect(typing.suggestions).to_have_count(0)

    def test_down_and_up_go_round_by_way_of_the_box(self, typing: Visitor, page: Page) -> None:
        stops = []
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown"):
            page.keyboard.press(key)
            stops.append(active(typing))
        first, second, last = ABOUT_HEARTS[0], ABOUT_HEARTS[1], ABOUT_HEARTS[4]
        assert stops == [first, second, first, "", last, ""]
        expect(typing.box).to_be_focused()

    def test_enter_asks_the_question_that_is_chosen(self, typing: Visitor, stand_in: StandIn) -> None:
        for key in ("ArrowDown", "ArrowDown"):
            typing.page.keyboard.press(key)
        assert not stand_in.answered
        typing.page.keyboard.press("Enter")
        expect(typing.messages).to_have_count(3)
        assert stand_in.answered == {ABOUT_HEARTS[1]: 1}
        expect(typing.box).to_have_value("")
        expect(typing.box).to_have_attribute("aria-expanded", "false")

    def test_enter_sends_what_was_typed_if_nothing_is_chosen(self, typing: Visitor, stand_in: StandIn) -> None:
        typing.page.keyboard.press("Enter")
        expect(typing.messages).to_have_count(3)
        assert stand_in.answered == {"heart": 1}
        expect(typing.suggestions).to_have_count(0)

    def test_escape_closes_the_list_and_then_the_window(self, typing: Visitor, page: Page) -> None:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(typing.suggestions).to_have_count(0)
        expect(typing.box).to_have_value("heart")
        expect(typing.box).to_be_focused()
        page.keyboard.press("Escape")
        expect(typing.launcher).to_be_focused()

    def test_down_opens_it_again(self, typing: Visitor, page: Page) -> None:
        page.keyboard.press("Escape")
        page.keyboard.press("ArrowDown")
        assert active(typing) == ABOUT_HEARTS[0]
        page.keyboard.press("Alt+ArrowUp")
        expect(typing.suggestions).to_have_count(0)
        page.keyboard.press("Alt+ArrowDown")
        expect(typing.suggestions).to_have_count(5)
        assert active(typing) == ""

    @pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "Home", "End", " "])
    def test_moving_in_the_box_or_typing_leaves_the_list(self, typing: Visitor, page: Page, key: str) -> None:
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        assert active(typing) == ""
        expect(typing.box).to_be_focused()
        expect(typing.suggestions).to_have_count(5)

    def test_tab_leaves_it_without_choosing(self, typing: Visitor, page: Page, stand_in: StandIn) -> None:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        assert typing.focused() == "Send"
        expect(typing.suggestions).to_have_count(0)
        expect(typing.box).to_have_value("heart")
        assert not stand_in.answered

    def test_several_lines_are_moved_in_as_ever(self, visitor: Visitor, page: Page) -> None:
        visitor.open()
        visitor.box.press_sequentially("heart")
        page.keyboard.press("Shift+Enter")
        expect(visitor.suggestions).to_have_count(0)
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Home")
        page.keyboard.type("my ")
        expect(visitor.box).to_have_value("my heart\n")


class TestPointer:
    def test_a_click_asks(self, typing: Visitor, stand_in: StandIn) -> None:
        typing.suggestions.nth(2).click()
        expect(typing.messages).to_have_count(3)
        assert stand_in.answered == {ABOUT_HEARTS[2]: 1}
        expect(typing.box).to_be_focused()

    def test_a_touch_asks(self, visit: Callable[..., Visitor], stand_in: StandIn) -> None:
        visitor = visit(stand_in.address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True).open()
        visitor.box.press_sequentially("heart")
        visitor.suggestions.nth(2).tap()
        expect(visitor.messages).to_have_count(3)
        assert stand_in.answered == {ABOUT_HEARTS[2]: 1}

    def test_a_click_elsewhere_closes_it(self, typing: Visitor) -> None:
        typing.dialog.get_by_role("heading", level=2).click()
        expect(typing.suggestions).to_have_count(0)


def test_the_number_is_announced_once_the_typing_stops(typing: Visitor) -> None:
    expect(typing.dialog.locator("[aria-live=polite]")).to_contain_text("5 suggested questions.")
    typing.box.press_sequentially(" beds")
    expect(typing.suggestions).to_have_count(1)
    words = "5 suggested questions. Use the down arrow key to choose one."
    one = "1 suggested question. Use the down arrow key to choose it."
    expect(typing.dialog.locator("[aria-live=polite]")).to_contain_text("1 suggested question.")
    assert typing.heard() == [words, one]


@pytest.mark.parametrize("screen", SCREENS)
def test_the_list_is_in_view_and_accessible(visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> None:
    visitor = visit(stand_in.address, **SCREENS[screen]).open()
    visitor.box.press_sequentially("heart")
    for _ in range(3):
        visitor.page.keyboard.press("ArrowDown")
    chosen = visitor.suggestions.nth(2)
    expect(chosen).to_be_in_viewport()
    assert not visitor.is_covered(chosen)
    assert visitor.dialog.get_by_role("listbox").evaluate(OUT_OF_VIEW) == [False, False]
    assert visitor.faults() == []
    assert visitor.small_targets() == []
    assert not visitor.scrolls_sideways()


def test_no_word_leaves_the_browser_and_the_file_is_fetched_once(visitor: Visitor, stand_in: StandIn) -> None:
    assert stand_in.fetched == 0
    visitor.open()
    expect(visitor.starters).to_have_count(3)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.box.press_sequentially("heart unit")
    expect(visitor.suggestions).to_have_count(5)
    assert asked == []
    visitor.page.keyboard.press("Escape")
    visitor.button("Close").click()
    visitor.open()
    visitor.ask("first")
    assert stand_in.fetched == 1


@pytest.mark.parametrize("offers", [{}, {"starters": [], "questions": []}])
def test_without_the_file_the_chat_works_in_silence(
    visitor: Visitor, stand_in: StandIn, offers: dict[str, object]
) -> None:
    stand_in.offers = offers
    problems: list[str] = []
    visitor.page.on("pageerror", lambda error: problems.append(str(error)))
    visitor.open()
    visitor.box.press_sequentially("heart")
    visitor.page.keyboard.press("ArrowDown")
    expect(visitor.suggestions).to_have_count(0)
    visitor.ask("first")
    assert problems == []


def test_they_come_when_the_bot_is_back(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address, clock=True)
    stand_in.off, stand_in.offers = "We're mending the chat.", {"starters": [], "questions": []}
    visitor.open()
    expect(visitor.notice).to_contain_text("mending")
    expect(visitor.starters).to_have_count(0)
    stand_in.off, stand_in.offers = "", {"starters": STARTERS, "questions": QUESTIONS}
    visitor.page.clock.fast_forward(70_000)
    expect(visitor.notice).to_have_text("The chat is back.")
