"""What a site can do with the widget: its look, a place in a page, questions and events, and what the console tells."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stand_in import STARTERS, StandIn
from tests.browser.test_accessibility import SCREENS
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.e2e
EMBEDDED = '<h1>A trust</h1><centre-guide data-mode="embedded"></centre-guide><p id="after">After it</p>'
TOLD = """
for (const name of ["opened", "asked", "answered", "rated"]) {
  window.told = [];
  addEventListener(`centre-guide:${name}`, ({target, detail}) => told.push([target.localName, name, detail]));
}
"""
LOOK = "(one) => (({fontFamily, borderRadius, backgroundColor}) => [fontFamily, borderRadius, backgroundColor])" + (
    "(getComputedStyle(one))"
)
DRESS = """
(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
  const one = document.querySelector("centre-guide");
  one.remove();
  document.body.append(one);
}
"""


def console(visit: Callable[..., Visitor], stand_in: StandIn, page_language: str = "en") -> list[str]:
    """What the console tells of a page with the widget, once the chat was opened."""
    visitor = visit(stand_in.address)
    told: list[str] = []
    visitor.page.on("console", lambda message: told.append(message.text))
    visitor.page.evaluate("(language) => { document.documentElement.lang = language; }", page_language)
    visitor.page.evaluate(DRESS, "")
    visitor.open()
    return [text for text in told if text.startswith("centre-guide:")]


PARTS = (
    *("launcher", "window", "header", "title", "message", "question", "reply", "choice"),
    *("box", "send", "suggestions", "suggestion"),
)


class TestLook:
    def test_properties_set_colour_font_corners_and_logo(self, visitor: Visitor, page: Page) -> None:
        rules = "--centre-guide-colour: #7C2855; --centre-guide-font: Georgia, serif; --centre-guide-radius: 12px"
        page.evaluate(DRESS, f"centre-guide {{ {rules}; --centre-guide-logo: url({visitor.page.url}icon.svg) }}")
        visitor.open()
        visitor.ask("first")
        header, said = visitor.dialog.locator("header"), visitor.last.locator(".said")
        assert header.evaluate(LOOK)[2] == "rgb(124, 40, 85)"
        assert said.evaluate(LOOK)[:2] == ["Georgia, serif", "12px"]
        assert visitor.box.evaluate(LOOK)[:2] == ["Georgia, serif", "12px"]
        logo = "(one) => (({backgroundImage, width}) => [backgroundImage, width])(getComputedStyle(one, '::before'))"
        heading = visitor.dialog.get_by_role("heading", level=2)
        assert heading.evaluate(logo) == [f'url("{page.url}icon.svg")', "32px"]
        assert visitor.faults() == []

    def test_a_colour_that_can_not_be_read_is_told(self, visit: Callable[..., Visitor], stand_in: StandIn) -> None:
        stand_in.attributes = 'data-colour="#808080"'
        assert "#808080" in "".join(console(visit, stand_in))

    def test_parts_can_be_dressed(self, visitor: Visitor, page: Page) -> None:
        rules = "".join(f"centre-guide::part({part}) {{ text-decoration: underline dotted }}" for part in PARTS)
        page.evaluate(DRESS, rules)
        line = "(one) => getComputedStyle(one).textDecorationStyle"
        assert visitor.launcher.evaluate(line) == "dotted"
        visitor.open().ask("first")
        visitor.box.press_sequentially("heart")
        expect(visitor.suggestions).to_have_count(5)
        for part in PARTS:
            assert visitor.page.locator(f"[part~={part}]").first.evaluate(line) == "dotted", part


class TestEmbedded:
    @pytest.fixture
    def embedded(self, visit: Callable[..., Visitor], stand_in: StandIn) -> Visitor:
        stand_in.main = EMBEDDED
        return visit(stand_in.address)

    def test_it_is_in_the_page_s_flow_with_nothing_to_open_or_close(self, embedded: Visitor) -> None:
        window, after = embedded.dialog.bounding_box(), embedded.page.locator("#after").bounding_box()
        assert window
        assert after
        assert after["y"] >= window["y"] + window["height"] > window["y"] + 500
        expect(embedded.launcher).to_have_count(0)
        expect(embedded.button("Close")).to_have_count(0)
        expect(embedded.page.get_by_role("dialog")).to_have_count(0)
        expect(embedded.page.get_by_role("region", name="Ask a question")).to_be_visible()
        assert embedded.focused() == "BODY"

    def test_nothing_is_asked_of_the_bot_before_a_visitor_turns_to_it(
        self, embedded: Visitor, stand_in: StandIn
    ) -> None:
        expect(embedded.starters).to_have_text(STARTERS)
        assert stand_in.conversations == {}
        embedded.starters.first.click()
        expect(embedded.messages).to_have_count(3)
        embedded.page.keyboard.press("Escape")
        expect(embedded.messages.last).to_be_visible()

    def test_a_conversation_is_there_again_after_a_reload(self, embedded: Visitor) -> None:
        embedded.ask("first")
        embedded.page.reload()
        expect(embedded.messages).to_have_count(3)
        assert embedded.focused() == "BODY"

    def test_its_height_is_the_site_s(self, embedded: Visitor) -> None:
        embedded.page.evaluate(DRESS, "centre-guide { --centre-guide-height: 400px }")
        box = embedded.dialog.bounding_box()
        assert box
        assert box["height"] == 400

    @pytest.mark.parametrize("screen", SCREENS)
    def test_it_is_accessible(self, visit: Callable[..., Visitor], stand_in: StandIn, screen: str) -> None:
        stand_in.main = EMBEDDED
        visitor = visit(stand_in.address, **SCREENS[screen])
        for text in ("", "first", "urgent"):
            if text:
                visitor.ask(text)
            assert visitor.faults() == []
            assert visitor.small_targets() == []
            assert not visitor.scrolls_sideways()
        visitor.box.press_sequentially("heart")
        visitor.page.keyboard.press("ArrowDown")
        assert not visitor.is_covered(visitor.suggestions.first)
        assert visitor.faults() == []


class TestAsk:
    def test_it_opens_and_asks(self, visitor: Visitor, page: Page, stand_in: StandIn) -> None:
        page.evaluate("document.querySelector('centre-guide').ask('Where is it?')")
        expect(visitor.messages).to_have_count(3)
        assert stand_in.answered == {"Where is it?": 1}
        visitor.box.fill("half a ques")
        page.evaluate("document.querySelector('centre-guide').ask('And when?')")
        expect(visitor.messages).to_have_count(5)
        expect(visitor.box).to_have_value("half a ques")

    def test_one_that_is_too_long_goes_into_the_box_with_the_reason(self, visitor: Visitor, page: Page) -> None:
        page.evaluate("document.querySelector('centre-guide').ask('q'.repeat(600))")
        expect(visitor.dialog.locator(".error")).to_contain_text("too long")
        expect(visitor.box).to_have_value("q" * 600)

    def test_it_waits_for_the_chat_to_be_there(self, visitor: Visitor, page: Page, stand_in: StandIn) -> None:
        page.evaluate(
            "() => { document.querySelector('centre-guide').remove();"
            "const made = document.createElement('centre-guide');"
            "made.dataset.texts = '/texts.json'; document.body.append(made); made.ask('first'); }"
        )
        expect(visitor.messages).to_have_count(3)

    def test_after_the_end_it_begins_anew(self, visitor: Visitor, page: Page) -> None:
        visitor.open().ask("first")
        visitor.choose("End chat")
        visitor.button("Yes, end chat").click()
        expect(visitor.ended.get_by_text("Your conversation has been deleted.")).to_be_visible()
        page.evaluate("document.querySelector('centre-guide').ask('second')")
        expect(visitor.messages).to_have_count(3)
        expect(visitor.ended).to_be_hidden()


def test_events_tell_what_happens_and_no_text(visit: Callable[..., Visitor], stand_in: StandIn) -> None:
    visitor = visit(stand_in.address)
    visitor.page.evaluate(TOLD)
    visitor.open()
    visitor.ask("Where is it?")
    visitor.button("No this was not helpful").click()
    expect(visitor.last).to_contain_text("I'm sorry.")
    visitor.ask("urgent")
    told: list[list[Any]] = visitor.page.evaluate("told")
    assert told == [
        ["centre-guide", "opened", None],
        ["centre-guide", "asked", None],
        ["centre-guide", "answered", {"kind": "answer"}],
        ["centre-guide", "rated", {"helpful": False}],
        ["centre-guide", "answered", {"kind": "talk"}],
        ["centre-guide", "asked", None],
        ["centre-guide", "answered", {"kind": "urgent"}],
    ]


class TestConsole:
    def test_a_site_that_does_all_right_is_told_nothing(self, visit: Callable[..., Visitor], stand_in: StandIn) -> None:
        stand_in.attributes = 'data-texts="/texts.json" data-language="en-GB"'
        stand_in.texts = {"title": "Ask us", "left.few": "{count} left"}
        assert console(visit, stand_in) == []

    def test_a_text_that_is_misspelt_is_named(self, visit: Callable[..., Visitor], stand_in: StandIn) -> None:
        stand_in.attributes = 'data-texts="/texts.json"'
        stand_in.texts = {"welcom": "Hello", "title": "Ask us"}
        (told,) = console(visit, stand_in)
        assert '"welcom"' in told
        assert '"title"' not in told

    def test_english_texts_in_another_language_are_told_and_are_marked_as_english(
        self, visit: Callable[..., Visitor], stand_in: StandIn
    ) -> None:
        stand_in.attributes = 'data-language="fr"'
        (told,) = console(visit, stand_in, "fr")
        assert re.search('data-language is "fr".* all texts', told)
        assert visit(stand_in.address).widget.get_attribute("lang") == "en-GB"

    def test_replies_are_in_english_whatever_the_texts_are_in(
        self, visit: Callable[..., Visitor], stand_in: StandIn
    ) -> None:
        stand_in.attributes = 'data-language="fr" data-texts="/texts.json"'
        stand_in.texts = {"title": "Posez une question", "send": "Envoyer"}
        visitor = visit(stand_in.address)
        visitor.launcher.click()
        expect(visitor.starters.first).to_be_visible()
        visitor.box.press_sequentially("heart")
        expect(visitor.suggestions).to_have_count(5)
        language = "(one) => one.closest('[lang]').lang"
        assert visitor.suggestions.first.evaluate(language) == "en"
        assert visitor.starters.first.evaluate(language) == "en"
        visitor.page.keyboard.press("Enter")
        expect(visitor.messages).to_have_count(3)
        assert visitor.last.locator(".said p").last.evaluate(language) == "en"
        assert visitor.dialog.locator(".choices button").first.evaluate(language) == "en"
        assert visitor.dialog.get_by_role("heading", level=2).evaluate(language) == "fr"

    @pytest.mark.parametrize(
        ("attributes", "page_language", "expected"),
        [
            ("", "fr", 'the page is in "fr", the chat in "en"'),
            ('data-language="en_GB"', "en", 'data-language="en_GB"'),
            ('data-texts="/missing.json"', "en", "/missing.json"),
            ('data-mode="inline"', "en", 'data-mode="inline"'),
        ],
    )
    def test_a_setting_that_does_not_do_what_it_says_is_told(
        self, visit: Callable[..., Visitor], stand_in: StandIn, attributes: str, page_language: str, expected: str
    ) -> None:
        stand_in.attributes = attributes
        (told,) = console(visit, stand_in, page_language)
        assert expected in told


class TestAnotherSite:
    def test_one_that_is_not_listed_is_told_which_setting_to_change(
        self, visit: Callable[..., Visitor], stand_in: StandIn
    ) -> None:
        stand_in.barred = True
        visitor = visit(stand_in.address)
        told: list[str] = []
        visitor.page.on("console", lambda message: told.append(message.text))
        visitor.open()
        expect(visitor.notice).to_have_text("The chat is closed at the moment.")
        visitor.send("first")
        expect(visitor.last).to_contain_text("Not sent: the chat is closed.")
        words = [text for text in told if "CENTREGUIDE_ORIGINS" in text]
        assert stand_in.address in words[0]
        stand_in.barred = False
        visitor.button("Try again").click()
        expect(visitor.messages).to_have_count(3)
        expect(visitor.notice).to_be_hidden()

    def test_one_that_was_taken_off_the_list_is_closed_at_the_next_message(
        self, visitor: Visitor, stand_in: StandIn
    ) -> None:
        visitor.open().ask("first")
        stand_in.barred = True
        visitor.send("second")
        expect(visitor.last).to_contain_text("Not sent: the chat is closed.")
        expect(visitor.notice).to_have_text("The chat is closed at the moment.")
        visitor.page.reload()
        expect(visitor.notice).to_have_text("The chat is closed at the moment.")


class TestImport:
    def test_it_gives_the_element_and_embeds_nothing(self, visit: Callable[..., Visitor], stand_in: StandIn) -> None:
        page = visit(stand_in.address).page
        page.goto(f"{stand_in.address}/page")
        names = "import('/widget/centre-guide.js').then((all) => Object.keys(all).sort())"
        assert page.evaluate(names) == ["CentreGuide", "TEXTS"]
        assert page.locator("centre-guide").count() == 0
        page.evaluate("document.body.append(document.createElement('centre-guide'))")
        expect(page.locator(".launcher")).to_be_visible()

    def test_it_embeds_once_however_often_it_is_loaded(self, visitor: Visitor, page: Page) -> None:
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.evaluate("import('/widget/centre-guide.js')")
        page.evaluate("import('/widget/src/main.js')")
        page.add_script_tag(url="/widget/centre-guide.js", type="module")
        expect(visitor.widget).to_have_count(1)
        assert problems == []
