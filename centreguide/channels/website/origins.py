"""Which sites may call a channel from a browser, and the headers that tell the browser so."""

from sanic import Request
from sanic.response import HTTPResponse, empty

from centreguide.request_id import HEADER

_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Expose-Headers": f"Retry-After, {HEADER}",
    "Access-Control-Max-Age": "3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def own(port: int) -> frozenset[str]:
    """The origins of the server's own pages on this machine.

    `Host` doesn't tell them: a page elsewhere can have its name lead here, and then names itself in `Host` too.
    """
    return frozenset(f"http://{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


def allows(request: Request, origins: frozenset[str]) -> bool:
    """Whether the request comes from one of these sites, or from no browser's page at all."""
    named = request.headers.getall("origin", [])
    return not named or (len(named) == 1 and named[0] in origins)


def refuse(request: Request, refusal: HTTPResponse) -> HTTPResponse:
    """What any other site gets: the refusal, which its page may read and so tell its makers what to do, and no more.

    Its preflight passes, for no page is told why one failed: what follows is refused before anything is done.
    """
    response = empty() if request.method == "OPTIONS" else refusal
    response.headers.update({"Vary": "Origin", "Access-Control-Allow-Origin": "*", **_ALLOWED})
    return response


def share(request: Request, response: HTTPResponse) -> HTTPResponse:
    """The response, with leave for the allowed page that asked to read it."""
    response.headers["Vary"] = "Origin"
    if origin := request.headers.get("origin"):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers.update(_ALLOWED)
    return response
