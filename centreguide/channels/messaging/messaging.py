"""All messaging channels of a server, with the outbox and the postman that they share."""

import asyncio
import logging
from pathlib import Path

from sanic import Sanic

from centreguide.channels.messaging.channel import MessagingChannel
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.identity import Identity
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platforms import Configured
from centreguide.channels.messaging.postman import Postman

logger = logging.getLogger(__name__)


class Messaging:
    """The channels that are on. With none, nothing is opened and nothing is said.

    Attributes:
        outbox: Where replies wait; None with no channel.
        postman: Who delivers them; None with no channel.
    """

    def __init__(self, configured: Configured, secret: str, database: Path) -> None:
        """Takes the secret that senders are hashed and addresses are sealed with, and the outbox's database."""
        for name, settings in configured.lacking.items():
            logger.warning("The channel %s is off: set %s", name, ", ".join(settings))
        self._platforms = configured.on
        self.channels: list[MessagingChannel] = []
        self.outbox: Outbox | None = None
        self.postman: Postman | None = None
        if self._platforms:
            identity, self.outbox = Identity(secret), Outbox(database)
            self._desk = Desk(self.outbox)
            self.postman = postman = Postman(self._desk, identity, self._platforms)
            self.channels = [
                MessagingChannel(platform, identity, self._desk, postman) for platform in self._platforms.values()
            ]

    def start_with(self, app: Sanic) -> None:
        """Has the postman work as long as the server runs."""
        postman = self.postman
        if postman is None:
            return

        @app.after_server_start
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.postman = asyncio.create_task(postman.work())

        @app.after_server_stop
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.postman.cancel()
            await postman.finish()
            for platform in self._platforms.values():
                await platform.close()
            self._desk.close()
