"""A visitor at the widget: what a person does with it, and what they see and hear."""

import re
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

DANGER = "If someone’s life is in danger, call 999. We’ll still reply about that."
"""What the widget says below the trust's message while the bot is switched off."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

LISTEN = """
const heard = [];
const violations = [];
Object.assign(window, {heard, violations});
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
window.atLoad = new Promise((loaded) => {
  const wait = setInterval(() => {
    const root = document.querySelector("centre-guide")?.shadowRoot;
    const regions = [...(root?.querySelectorAll("[aria-live]") ?? [])];
    if (!regions.length) return;
    clearInterval(wait);
    loaded(regions.map((region) => region.textContent));
    const observer = new MutationObserver((changes) => {
      for (const {addedNodes} of changes) for (const node of addedNodes) heard.push(node.textContent);
    });
    for (const region of regions) observer.observe(region, {childList: true, subtree: true, characterData: true});
  }, 1);
});
"""

SMALL = """
(root) => [...root.shadowRoot.querySelectorAll("button, a, textarea, [role=option]")]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent || one.tagName, one.getBoundingClientRect()])
  .filter(([, {width, height}]) => width < 44 || height < 44)
  .map(([name, {width, height}]) => `${name}: ${width} x ${height}`)
"""

FOCUSED = """
() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
}
"""

HIDDEN = """
(one) => {
  const {top, bottom, left, right} = one.getBoundingClientRect();
  const inside = (x, y) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight;
  const seen = (x, y) => inside(x, y) && (() => {
    const at = one.getRootNode().elementFromPoint(x, y);
    return one === at || one.contains(at);
  })();
  const points = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2],
    [(left + right) / 2, (top + bottom) / 2]];
  return !points.some(([x, y]) => seen(x, y));
}
"""


@dataclass(frozen=True)
class Visitor:
    """Attributes:
    page: The browser's page.
    """

    page: Page

    @classmethod
    def at(cls, page: Page, address: str, clock: bool = False) -> "Visitor":
        """A new visitor of a page with the widget; with `clock`, the page's time can be put forward."""
        if clock:
            page.clock.install()
        page.add_init_script(LISTEN)
        page.goto(address)
        page.evaluate("atLoad")
        return cls(page)

    @property
    def widget(self) -> Locator:
        return self.page.locator("centre-guide")

    @property
    def launcher(self) -> Locator:
        return self.page.locator(".launcher")

    @property
    def dialog(self) -> Locator:
        """The chat's window, which isn't a dialog where it is a part of the page."""
        return self.page.locator(".window")

    @property
    def suggestions(self) -> Locator:
        return self.page.get_by_role("listbox", name="Suggested questions").get_by_role("option")

    @property
    def starters(self) -> Locator:
        return self.page.locator(".starters button")

    @property
    def box(self) -> Locator:
        return self.page.locator("textarea")

    @property
    def messages(self) -> Locator:
        return self.page.locator(".messages > li:not(.typing)")

    @property
    def notice(self) -> Locator:
        return self.dialog.locator(".notice")

    @property
    def alarm(self) -> Locator:
        return self.dialog.locator(".alarm")

    @property
    def last(self) -> Locator:
        return self.messages.last

    def button(self, name: str) -> Locator:
        return self.dialog.get_by_role("button", name=name, exact=True)

    def open(self) -> "Visitor":
        self.launcher.click()
        expect(self.dialog).to_be_visible()
        return self

    def ask(self, text: str, replies: int = 1) -> Locator:
        """Sends a message and waits for its replies; gives the last."""
        before = self.messages.count()
        self.send(text)
        expect(self.messages).to_have_count(before + 1 + replies)
        return self.last

    def send(self, text: str) -> None:
        self.box.fill(text)
        self.button("Send").click()

    def choose(self, option: str) -> None:
        self.button("Options").click()
        self.button(option).click()

    @property
    def ended(self) -> Locator:
        """What stands in the form's place."""
        return self.page.locator(".ask")

    def said(self) -> list[str]:
        """What stands in the transcript after the welcome, without who said it."""
        return self.page.locator(".messages .said").all_inner_texts()[1:]

    def heard(self) -> list[str]:
        return list(self.page.evaluate("heard"))

    def focused(self) -> str:
        """The focused element's own text without the time or, for a box, its tag."""
        text = str(
            self.page.evaluate(f"((one) => one !== document.body && one.innerText || one.tagName)(({FOCUSED})())")
        )
        return re.sub(r"\n+", "\n", re.sub(r"\n\d\d:\d\d\n", "\n", text))

    def is_covered(self, one: Locator) -> bool:
        """Whether nothing of an element can be seen where it stands."""
        return bool(one.evaluate(HIDDEN))

    def focus_is_hidden(self) -> bool:
        return bool(self.page.evaluate(f"({HIDDEN})(({FOCUSED})())"))

    def tab_to(self, name: str, back: bool = False, most: int = 30) -> None:
        """Presses Tab until the focus is on what has this text, and checks at each stop that it can be seen."""
        for _ in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.focused() != "BODY":
                assert not self.focus_is_hidden(), self.focused()
            if self.focused().startswith(name):
                return
        raise AssertionError(f"Tab doesn't reach {name!r}; it's on {self.focused()!r}.")

    def small_targets(self) -> list[str]:
        return list(self.widget.evaluate(SMALL))

    def scrolls_sideways(self) -> bool:
        wide = "(one) => [one, ...one.shadowRoot.querySelectorAll('dialog, .log, dialog > :not(.unseen)')]"
        overflow = (
            ".some((box) => box.scrollWidth > Math.max(box.clientWidth, 1) && getComputedStyle(box).display !== 'none')"
        )
        page = "document.documentElement.scrollWidth > innerWidth"
        return bool(self.widget.evaluate(f"(one) => {page} || ({wide})(one){overflow}"))

    def faults(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA, in words."""
        options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        if self.page.evaluate("matchMedia('(forced-colors: active)').matches"):
            # The system's colours are what is seen, and the style sheet's what axe reads.
            options["rules"] = {"color-contrast": {"enabled": False}}
        found = Axe().run(self.page, options=options).response["violations"]
        return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]
