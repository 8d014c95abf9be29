"""The routes of the pages and of the widget's file: these names and no others, so that no path leads elsewhere."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import date

from sanic import Request, Sanic
from sanic.response import HTTPResponse

from centreguide.pages.drawing import ICON, STYLES, WIDGET, demo_page, questions_page
from centreguide.pages.suggestions import suggestions
from centreguide.release.content import Content, live
from centreguide.server.asset import Asset

HTML, CSS = "text/html; charset=utf-8", "text/css; charset=utf-8"
JAVASCRIPT, JSON, SVG = "text/javascript; charset=utf-8", "application/json", "image/svg+xml"
READ = ("GET", "HEAD")
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Lets other sites load the widget, with an integrity hash where they set one, and what it offers."""

NO_HEADERS: Mapping[str, str] = {}

Draw = Callable[[Content, date, str | None], str]
Handler = Callable[[Request], Coroutine[None, None, HTTPResponse]]


class Drawn:
    """Made of the content, once for each release, day and state of the off switch: overdue answers say so."""

    def __init__(self, draw: Draw, kind: str = HTML, headers: Mapping[str, str] = NO_HEADERS) -> None:
        self._draw, self._kind, self._headers = draw, kind, headers
        self._drawn: tuple[Content, date, str | None, Asset] | None = None

    @property
    def asset(self) -> Asset:
        content, today, off = live.get(), date.today(), live.off
        drawn = self._drawn
        if drawn is None or drawn[0] is not content or drawn[1:3] != (today, off):
            body = self._draw(content, today, off).encode()
            drawn = content, today, off, Asset(body, self._kind, self._headers)
            self._drawn = drawn
        return drawn[3]


def add_pages(app: Sanic) -> None:
    """Adds the demo page at `/`, the questions page, their styles, the widget and what it offers."""
    icon, styles = Asset(ICON.encode(), SVG), Asset(STYLES.read_bytes(), CSS)
    widget = Asset(WIDGET.read_bytes(), JAVASCRIPT, FOR_OTHER_SITES)
    demo, questions = Drawn(lambda content, *_: demo_page(content)), Drawn(questions_page)
    offered = Drawn(lambda content, _, off: suggestions(content, off), JSON, FOR_OTHER_SITES)
    assets: dict[str, Callable[[], Asset]] = {
        "/": lambda: demo.asset,
        "/questions": lambda: questions.asset,
        "/icon.svg": lambda: icon,
        "/pages.css": lambda: styles,
        "/widget/centre-guide.js": lambda: widget,
        "/widget/questions.json": lambda: offered.asset,
    }
    for path, asset in assets.items():
        app.add_route(_handler(asset), path, methods=READ, name=path)


def _handler(asset: Callable[[], Asset]) -> Handler:
    async def answer(request: Request) -> HTTPResponse:
        return asset().answer(request)

    return answer
