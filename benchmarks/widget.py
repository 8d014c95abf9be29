"""Our widget in the browser, beside the published rasa-webchat and deep-chat.

    python -m benchmarks.widget [--questions 50]

In Chromium, against one server process with one model and its actions:

- What each loads: gzipped files, over a visit.
- How long a visitor waits. Visitor after visitor puts the same five questions to each widget in turn. A time goes from
  the click on Send (its own time stamp) to the first frame with the reply: the whole reply in ours and in deep-chat,
  the first of its parts in rasa-webchat. That one waits on purpose, at least 0.8 seconds, to look as if someone typed;
  it is measured as it is published and without that wait. It talks over Rasa's socket.io channel, deep-chat over REST.
- How soon ours shows that it was touched, on a processor slowed four times.

Needs Debian's chromium-headless-shell (or another's path in CHROMIUM) and npm, which fetches the peers into the cache.
"""

import argparse
import gzip
import os
import shutil
import statistics
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import yaml
from playwright.sync_api import Browser, Page, Response, sync_playwright

from benchmarks.paint import SLOWED, interactions
from benchmarks.widget_server import serving
from benchmarks.widgets import PROJECT, WIDGETS, Widget

QUESTIONS = PROJECT / "tests" / "evaluation" / "questions.yml"
A_VISIT = 5
"""Questions that one visitor asks."""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

WATCH = """
([host, replies]) => {
  const root = host ? document.querySelector(host).shadowRoot : document.body;
  const count = () => root.querySelectorAll(replies).length;
  window.watch = () => new Promise((done, fail) => {
    setTimeout(() => fail(new Error("No reply came.")), 20_000);
    const before = count();
    let began;
    root.addEventListener("click", ({timeStamp}) => { began ??= timeStamp; }, {capture: true, once: true});
    const observer = new MutationObserver(() => {
      if (began === undefined || count() === before) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
    });
    observer.observe(root, {childList: true, subtree: true});
  });
  // A reply's further parts come one after the other.
  window.settled = async () => {
    for (let still = 0, before = count(); still < 5; before = count()) {
      await new Promise((done) => setTimeout(done, 100));
      still = count() === before && !root.querySelector(".rw-typing-indication") ? still + 1 : 0;
    }
  };
}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=50)
    questions = parser.parse_args().questions
    with serving() as address, sync_playwright() as playwright:
        # The whole browser skips frames where a page is given another size than its window's, as Playwright does.
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        (first,) = visits(A_VISIT)
        # The first visit warms everything up.
        sizes = {widget.name: loaded(browser, address, widget, first) for widget in WIDGETS}
        waits: dict[str, list[float]] = defaultdict(list)
        order = deque(WIDGETS)
        for visit in visits(questions):
            for widget in order:
                waits[widget.name] += asked(browser, address, widget, visit)
            # Whoever is first finds the server colder.
            order.rotate()
        touched = interactions(browser, address)
        browser.close()
    compared = [
        (name, *map(kilobytes, size), milliseconds(statistics.median(waits[name])), milliseconds(most(waits[name])))
        for name, size in sizes.items()
    ]
    print(table(("", "JavaScript, gzipped", "with its data", "to the reply, median", "95 in 100 within"), compared))
    painted = [
        (name, milliseconds(statistics.median(times)), milliseconds(max(times))) for name, times in touched.items()
    ]
    print(
        "", table((f"ours, processor slowed {SLOWED} times, to the next paint", "median", "longest"), painted), sep="\n"
    )


def visits(count: int) -> list[list[str]]:
    """Questions from all over the file, five for each visitor."""
    cases = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    said = [turn["say"] for case in cases for turn in case["turns"]]
    chosen = iter(said[:: max(1, len(said) // count)][:count])
    return list(iter(lambda: list(islice(chosen, A_VISIT)), []))


def loaded(browser: Browser, address: str, widget: Widget, questions: list[str]) -> tuple[int, int]:
    """Bytes, gzipped, that a visit with the questions loads for the widget: of JavaScript, and in all."""
    responses: list[Response] = []
    with visiting(browser) as page:
        page.on("response", lambda response: responses.append(response))
        put(page, address, widget, questions)
        own = [response for response in responses if response.url.startswith(address + widget.files)]
        sizes = [(response.request.resource_type, len(gzip.compress(response.body()))) for response in own]
    return sum(size for kind, size in sizes if kind == "script"), sum(size for _, size in sizes)


def asked(browser: Browser, address: str, widget: Widget, questions: list[str]) -> list[float]:
    """Milliseconds that each reply took, for a visitor of his own."""
    with visiting(browser) as page:
        return put(page, address, widget, questions)


@contextmanager
def visiting(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def put(page: Page, address: str, widget: Widget, questions: list[str]) -> list[float]:
    """Opens the widget and puts the questions; gives the milliseconds that each reply took."""
    page.goto(address + widget.path)
    if widget.launcher:
        page.locator(widget.launcher).click()
    page.locator(widget.box).wait_for()
    page.evaluate(WATCH, [widget.host, widget.replies])
    page.evaluate("settled()")
    times = []
    for question in questions:
        page.locator(widget.box).fill(question)
        page.evaluate("void (window.watched = watch())")
        page.locator(widget.send).click()
        times.append(float(page.evaluate("watched")))
        page.evaluate("settled()")
    return times


def most(times: list[float]) -> float:
    """What 95 in 100 are within."""
    return statistics.quantiles(times, n=20)[-1]


def milliseconds(time: float) -> str:
    return f"{time:.0f} ms"


def kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} KB"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
