"""The security headers that every response has, unless what made it has set its own."""

from sanic import Request, Sanic
from sanic.response import BaseHTTPResponse

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def protect(app: Sanic) -> None:
    """Adds the headers to all that the application answers, errors too."""
    app.register_middleware(add_headers, "response")


async def add_headers(request: Request, response: BaseHTTPResponse) -> None:
    """Adds those that the response hasn't got; a 304 has none, for a browser would take them for the kept page's."""
    if response.status == 304:
        return
    page = (response.content_type or "").startswith("text/html")
    for name, value in {"Content-Security-Policy": PAGE if page else NOTHING, **EVERYWHERE}.items():
        response.headers.setdefault(name, value)
