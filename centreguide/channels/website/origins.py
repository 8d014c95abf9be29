"""Which sites may call the channel from a browser, and the headers that tell the browser so."""

from sanic import Request
from sanic.response import HTTPResponse, empty

_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Expose-Headers": "Retry-After",
    "Access-Control-Max-Age": "3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def allows(request: Request, origins: frozenset[str]) -> bool:
    """Whether the request comes from an allowed site, from the server's own pages, or from no browser's page at all."""
    origin = request.headers.get("origin")
    return origin is None or origin in origins or origin in (f"http://{request.host}", f"https://{request.host}")


def refuse(request: Request, refusal: HTTPResponse) -> HTTPResponse:
    """What any other site gets: the refusal, which its page may read and so tell its makers what to do, and no more.

    Its preflight passes, for no page is told why one failed: what follows is refused before anything is done.
    """
    response = empty() if request.method == "OPTIONS" else refusal
    response.headers.update({"Vary": "Origin", "Access-Control-Allow-Origin": "*", **_ALLOWED})
    return response


def share(request: Request, response: HTTPResponse) -> HTTPResponse:
    """The response, with leave for the page that asked to read it."""
    response.headers["Vary"] = "Origin"
    if origin := request.headers.get("origin"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.update(_ALLOWED)
    return response
