"""All messaging channels of a server, with the outbox and the postman that they share."""

import asyncio
import logging
from pathlib import Path

from sanic import Sanic

from centreguide.channels.messaging.channel import MessagingChannel
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platforms import Configured
from centreguide.channels.messaging.postman import Postman

logger = logging.getLogger(__name__)


class Messaging:
    """The channels that are on, their outbox and postman. With none, nothing is opened and nothing is said."""

    def __init__(self, configured: Configured, secret: str, database: Path) -> None:
        """Takes the secret that senders are hashed and addresses are sealed with, and the outbox's database."""
        for name, settings in configured.lacking.items():
            logger.warning("The channel %s is off: set %s", name, ", ".join(settings))
        self._platforms = configured.on
        self._identity, self._database = Identity(secret), database
        self.channels: list[MessagingChannel] = []
        self.outbox: Outbox | None = None
        self.postman: Postman | None = None
        if self._platforms:
            self.outbox = outbox = Outbox(database)
            self.postman = postman = Postman(outbox, self._identity, self._platforms)
            self.channels = [
                MessagingChannel(platform, self._identity, outbox, postman) for platform in self._platforms.values()
            ]

    def start_with(self, app: Sanic) -> None:
        """Has the postman work as long as the server runs."""
        outbox, postman = self.outbox, self.postman
        if outbox is None or postman is None:
            return

        @app.after_server_start
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.postman = asyncio.create_task(postman.work())

        @app.after_server_stop
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.postman.cancel()
            for platform in self._platforms.values():
                await platform.close()
            outbox.close()
