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
from centreguide.request_id import request_id
from centreguide.server.headers import protect
from centreguide.server.http.errors import content
from centreguide.server.web import add_pages

logger = logging.getLogger(__name__)


class QuietErrors(ErrorHandler):
    """Answers every error with one sentence as JSON, and logs its type at most."""

    def default(self, request: Request, exception: Exception) -> HTTPResponse:
        """Turns an exception that no handler caught into a response."""
        status = int(getattr(exception, "status_code", 500)) if isinstance(exception, SanicException) else 500
        if status >= 500:
            logger.error("A request failed: %s", origin(exception))
        headers = getattr(exception, "headers", None)
        return json(content(status, request_id.get()), status=status, headers=headers)


def build(agent: Agent, channels: Sequence[InputChannel], name: str = "centreguide") -> Sanic:
    """Makes the application: the pages and `/webhooks/<channel>/`, without Rasa's HTTP API.

    Args:
        agent: A loaded agent.
        channels: The channels that visitors may use.
        name: The application's name, unique in this process.
    """
    app = Sanic(name, configure_logging=False, error_handler=QuietErrors())
    app.config.MOTD = False
    app.ctx.agent = agent
    protect(app)
    add_pages(app)
    register(channels, app, route="/webhooks/")
    return app
