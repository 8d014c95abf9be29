"""The web application: the channels, the pages, and errors that tell nothing."""

import logging
from collections.abc import Sequence

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, register
from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse, json

from centreguide.log_privacy import origin
from centreguide.server.headers import protect
from centreguide.server.web import add_pages

logger = logging.getLogger(__name__)

SETTINGS = {
    "ACCESS_LOG": False,
    "GRACEFUL_SHUTDOWN_TIMEOUT": 5.0,
    "KEEP_ALIVE_TIMEOUT": 30,
    "MOTD": False,
    "REQUEST_MAX_SIZE": 1024 * 1024,
    "REQUEST_TIMEOUT": 30,
    "RESPONSE_TIMEOUT": 30,
}
"""Sanic's settings; times in seconds, sizes in bytes. Rasa's default response timeout is an hour."""

SENTENCES = {
    400: "The request isn't valid HTTP.",
    404: "There is nothing here.",
    405: "That method isn't allowed here.",
    408: "The request took too long to arrive.",
    413: "The request is too large.",
    503: "The reply took too long.",
}


class QuietErrors(ErrorHandler):
    """Answers every error with one sentence as JSON, and logs its type at most."""

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        """Turns an exception that no handler caught into a response."""
        status = _status(request, exception)
        if status >= 500:
            logger.error("A request failed: %s", origin(exception))
        headers = getattr(exception, "headers", None)
        return json({"error": SENTENCES.get(status, "Something went wrong.")}, status=status, headers=headers)


def build(agent: Agent, channels: Sequence[InputChannel], name: str = "centreguide") -> Sanic:
    """Makes the application: the pages and `/webhooks/<channel>/`, without Rasa's HTTP API.

    Args:
        agent: A loaded agent.
        channels: The channels that visitors may use.
        name: The application's name, unique in this process.
    """
    app = Sanic(name, configure_logging=False, error_handler=QuietErrors())
    app.config.update(SETTINGS)
    app.ctx.agent = agent
    protect(app)
    add_pages(app)
    register(channels, app, route="/webhooks/")
    return app


def _status(request: Request, exception: Exception) -> int:
    if isinstance(exception, SanicException):
        return int(getattr(exception, "status_code", 500))
    unreadable = request.method == "NONE"
    return 400 if unreadable else 500
