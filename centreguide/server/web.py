"""The routes of the pages and of the widget's file: these names and no others, so that no path leads elsewhere."""

from collections.abc import Callable, Coroutine
from datetime import date
from typing import Generic, TypeVar

from sanic import Request, Sanic
from sanic.response import HTTPResponse

from centreguide.pages.drawing import FILTER, ICON, STYLES, WIDGET, QuestionsPage, demo_page
from centreguide.pages.suggestions import suggestions
from centreguide.release.content import Content, live
from centreguide.server.asset import Asset

HTML, CSS = "text/html; charset=utf-8", "text/css; charset=utf-8"
JAVASCRIPT, JSON, SVG = "text/javascript; charset=utf-8", "application/json", "image/svg+xml"
READ = ("GET", "HEAD")
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Lets other sites load the widget, with an integrity hash where they set one, and what it offers."""

NOT_KEPT = {"Cache-Control": "no-store"}
"""Keeps what a visitor looked for out of caches."""

Now = tuple[Content, date, str | None]
Made = TypeVar("Made")
Handler = Callable[[Request], Coroutine[None, None, HTTPResponse]]


class Once(Generic[Made]):
    """Something made of the content, once for each release, day and state of the off switch: overdue answers say so."""

    def __init__(self, make: Callable[[Content, date, str | None], Made]) -> None:
        self._make = make
        self._made: tuple[Now, Made] | None = None

    def __call__(self) -> Made:
        content, today, off = now = live.get(), date.today(), live.off
        made = self._made
        if made is None or made[0][0] is not content or made[0][1:] != (today, off):
            made = self._made = now, self._make(content, today, off)
        return made[1]


def add_pages(app: Sanic) -> None:
    """Adds the demo page at `/`, the questions page, their styles and script, the widget and what it offers."""
    questions = Once(QuestionsPage)
    whole = Once(lambda *_: Asset(questions().drawn().encode(), HTML))
    assets: dict[str, Callable[[], Asset]] = {
        "/": Once(lambda content, *_: Asset(demo_page(content).encode(), HTML)),
        "/icon.svg": _kept(Asset(ICON.encode(), SVG)),
        "/pages.css": _kept(Asset(STYLES.read_bytes(), CSS)),
        "/questions.js": _kept(Asset(FILTER.read_bytes(), JAVASCRIPT)),
        "/widget/centre-guide.js": _kept(Asset(WIDGET.read_bytes(), JAVASCRIPT, FOR_OTHER_SITES)),
        "/widget/questions.json": Once(
            lambda content, _, off: Asset(suggestions(content, off).encode(), JSON, FOR_OTHER_SITES)
        ),
    }
    for path, asset in assets.items():
        app.add_route(_handler(asset), path, methods=READ, name=path)

    @app.route("/questions", methods=READ)
    async def questions_page(request: Request) -> HTTPResponse:
        asked = request.args.get("q", "")
        asset = Asset(questions().drawn(asked).encode(), HTML, NOT_KEPT) if asked else whole()
        return asset.answer(request)


def _kept(asset: Asset) -> Callable[[], Asset]:
    return lambda: asset


def _handler(asset: Callable[[], Asset]) -> Handler:
    async def answer(request: Request) -> HTTPResponse:
        return asset().answer(request)

    return answer
