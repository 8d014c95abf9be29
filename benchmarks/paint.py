"""How soon our widget shows that it was touched: interaction to next paint, by Chromium's Event Timing API.

The processor is slowed four times, as a cheap phone's would be. What counts of an interaction is the longest `duration`
of its events: from when the key or the pointer moved to the next frame on the screen.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import TypedDict

from playwright.sync_api import Browser, Page

from benchmarks.widgets import OURS

SLOWED = 4
VISITS = 10
LETTERS = 10
BETWEEN_LETTERS, HELD = 120, 80
"""Milliseconds from letter to letter, and that a button is held down."""
SHORTEST = 16
"""Milliseconds; the browser doesn't tell of what took less."""

OBSERVE = f"""
const seen = [];
const keep = (entries) => seen.push(...entries.map(({{duration, interactionId}}) => ({{duration, interactionId}})));
const observer = new PerformanceObserver((list) => keep(list.getEntries()));
observer.observe({{type: "event", durationThreshold: {SHORTEST}}});
window.taken = async () => {{
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 400)));
  keep(observer.takeRecords());
  return seen.splice(0);
}};
"""


class Entry(TypedDict):
    """An event's timing; those that belong to no interaction, such as a pointer that only moves, have 0 as its id."""

    duration: float
    interactionId: int


def longest(entries: list[Entry]) -> float:
    """Milliseconds of the slowest interaction; `SHORTEST` if each took less."""
    return max((entry["duration"] for entry in entries if entry["interactionId"]), default=SHORTEST)


def interactions(browser: Browser, address: str) -> dict[str, list[float]]:
    """Milliseconds of each kind of interaction with our widget, one figure a visit."""
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(VISITS + 1):
        for name, time in _visit(browser, address).items():
            # The first visit warms everything up.
            times[name] += [time] if number else []
    return dict(times)


def _visit(browser: Browser, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1366, "height": 657})
    context.add_init_script(OBSERVE)
    page = context.new_page()
    question = str(context.request.get(f"{address}/widget/questions.json").json()["questions"][0]["question"])
    page.goto(address + OURS.path)
    page.locator(OURS.launcher).wait_for()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    box, replies = page.locator(OURS.box), page.locator(OURS.replies)
    begin = question[:LETTERS]
    times = {"opening the chat": _time(page, lambda: _press(page, OURS.launcher))}
    times[f"typing {LETTERS} letters, the slowest"] = _time(
        page, lambda: box.press_sequentially(begin, delay=BETWEEN_LETTERS)
    )
    box.fill(question)
    before = replies.count()
    times["sending"] = _time(page, lambda: _press(page, OURS.send))
    replies.nth(before).wait_for()
    times["pressing a button"] = _time(page, lambda: _press(page, ".choices button"))
    replies.nth(before + 1).wait_for()
    times["opening the menu"] = _time(page, lambda: _press(page, "header [aria-expanded]"))
    context.close()
    return times


def _press(page: Page, target: str) -> None:
    """A click without the listeners with which Playwright sees that it lands: they would be timed too."""
    page.locator(target).last.click(force=True, delay=HELD)


def _time(page: Page, act: Callable[[], object]) -> float:
    page.evaluate("taken()")
    act()
    return longest(page.evaluate("taken()"))
