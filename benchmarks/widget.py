"""How long a visitor waits for a reply in the browser, beside the published rasa-webchat.

    python -m benchmarks.widget [--questions 50]

Starts the bot with Rasa's socket.io channel beside our own: both widgets talk to the same model and actions in the same
process. In Chromium, visitor after visitor puts the same five questions to each widget in turn. A time goes from the
click on Send (its own time stamp) to the first frame with the reply: the whole reply in ours, the first of its parts
in rasa-webchat. That one waits on purpose, at least 0.8 seconds, to look as if someone typed; it is measured as it is
published and without that wait.

Needs Chromium (or its path in CHROMIUM) and npm, which fetches rasa-webchat into the cache.
"""

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from centreguide.pages.drawing import WIDGET
from centreguide.server.port import claim

PROJECT = Path(__file__).resolve().parents[1]
QUESTIONS = PROJECT / "tests" / "evaluation" / "questions.yml"
CACHE = Path(os.environ.get("CENTREGUIDE_CACHE", PROJECT / ".cache")) / "benchmarks"
PEER, BUNDLE = "rasa-webchat@1.0.1", "package/lib/index.js"
A_VISIT = 5
"""Questions that one visitor asks."""
PATIENCE = 180
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

HOST_PAGE = """<!doctype html><html lang="en"><title>rasa-webchat</title><body><h1>rasa-webchat</h1>
<script src="/peer/index.js"></script><script src="/peer/start.js"></script>"""
START = """
const published = location.hash !== "#without-wait";
const wait = published ? {} : {customMessageDelay: () => 0};
WebChat.default({socketUrl: location.origin, socketPath: "/socket.io/", params: {storage: "session"}, ...wait}, null);
"""
HOST_POLICY = "default-src 'self' ws:; style-src 'unsafe-inline'; img-src data:; font-src data:"
"""rasa-webchat puts its styles into the page; the font that it fetches from Google stays away."""

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


@dataclass
class Widget:
    """One of those compared.

    Attributes:
        path: The page with it.
        host: The element whose shadow root it is in; blank if it has none.
        replies: What matches each part of a reply, in CSS.
        times: Milliseconds, as they are measured.
    """

    name: str
    path: str
    host: str
    launcher: str
    box: str
    send: str
    replies: str
    times: list[float] = field(default_factory=list)


OURS = Widget(
    "ours",
    "/",
    host="centre-guide",
    launcher=".launcher",
    box="centre-guide textarea",
    send="form .main",
    replies=".messages > li:not(.visitor, .typing, .aside)",
)
WITHOUT_WAIT = Widget(
    f"{PEER}, without its wait",
    "/peer#without-wait",
    host="",
    launcher=".rw-launcher",
    box=".rw-new-message",
    send=".rw-send",
    replies=".rw-from-response .rw-message",
)
AS_PUBLISHED = replace(WITHOUT_WAIT, name=f"{PEER}, as published", path="/peer#published", times=[])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--serve", nargs=2, metavar=("PORT", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(int(options.serve[0]), Path(options.serve[1]))
        return
    bundle = fetched()
    compared = [OURS, WITHOUT_WAIT, AS_PUBLISHED]
    with serving() as address, sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for number, visit in enumerate([visits(A_VISIT)[0], *visits(options.questions)]):
            for widget in compared:
                times = ask(browser, address, widget, visit)
                # The first visit warms everything up.
                widget.times += times if number else []
        browser.close()
    report(compared, bundle)


def report(compared: list[Widget], bundle: Path) -> None:
    for widget in compared:
        half, most = statistics.median(widget.times), statistics.quantiles(widget.times, n=20)[-1]
        print(f"{widget.name}: {len(widget.times)} replies, median {half:.0f} ms, 95 in 100 within {most:.0f} ms")
    for name, file in (("ours", WIDGET), (PEER, bundle)):
        print(f"{name}: {len(gzip.compress(file.read_bytes())) / 1000:.1f} KB of JavaScript, gzipped")


def visits(count: int) -> list[list[str]]:
    """Questions from all over the file, five for each visitor."""
    cases = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    said = [turn["say"] for case in cases for turn in case["turns"]]
    chosen = iter(said[:: max(1, len(said) // count)][:count])
    return list(iter(lambda: list(islice(chosen, A_VISIT)), []))


def ask(browser: Browser, address: str, widget: Widget, questions: list[str]) -> list[float]:
    """Milliseconds that each reply took, for a visitor who opens the widget and puts the questions."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address + widget.path)
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
    context.close()
    return times


def fetched() -> Path:
    """The peer's bundle, from the npm registry into the cache."""
    bundle = CACHE / PEER / BUNDLE
    if not bundle.is_file():
        bundle.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", PEER], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            (packed,) = Path(folder).glob("*.tgz")
            with tarfile.open(packed) as archive:
                content = archive.extractfile(BUNDLE)
                assert content is not None
                bundle.write_bytes(content.read())
    return bundle


@contextmanager
def serving() -> Iterator[str]:
    """The bot with both channels, in a process of its own."""
    with claim(0) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="centreguide-") as folder:
        command = [sys.executable, "-m", "benchmarks.widget", "--serve", str(port), folder]
        log = Path(folder) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, cwd=PROJECT, stdout=output, stderr=output)
        try:
            for _ in range(PATIENCE * 10):
                if any(line.startswith("http://") for line in log.read_text(errors="replace").splitlines()):
                    break
                if process.poll() is not None:
                    sys.exit(log.read_text(errors="replace"))
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def serve(port: int, folder: Path) -> None:
    """`centreguide run` with Rasa's socket.io channel and a page for rasa-webchat."""
    from rasa.core.channels.socketio import SocketIOInput
    from sanic import Request, response
    from sanic.response import HTTPResponse

    from centreguide import cli
    from centreguide.server import application

    build = application.build

    def build_with_peer(agent: Any, conversations: Any, channels: Any) -> Any:
        app = build(agent, conversations, [*channels, SocketIOInput()])
        script = fetched().read_bytes()

        @app.get("/peer")
        async def page(request: Request) -> HTTPResponse:
            return response.html(HOST_PAGE, headers={"Content-Security-Policy": HOST_POLICY})

        @app.get("/peer/index.js")
        async def bundle(request: Request) -> HTTPResponse:
            return response.raw(script, content_type="text/javascript")

        @app.get("/peer/start.js")
        async def start(request: Request) -> HTTPResponse:
            return response.raw(START.encode(), content_type="text/javascript")

        return app

    application.build = build_with_peer  # type: ignore[assignment]
    sys.exit(cli.main(["run", "--port", str(port), "--database", str(folder / "conversations.db")]))


if __name__ == "__main__":
    main()
