"""Runs an application: uvicorn with h11, on a socket that is claimed already, until the process is told to stop."""

import functools
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from sanic import Sanic

from centreguide.errors import ServerError
from centreguide.server.http.connections import Connections, room
from centreguide.server.http.deadlines import Deadlines
from centreguide.server.http.gateway import Gateway
from centreguide.server.http.protocol import Front

STOPPING = 4
"""Seconds for requests in flight to be answered once the process is told to stop, so that it ends within five."""

_NEVER = 24 * 3600


class Server(uvicorn.Server):
    """uvicorn, which says when it is ready, and for which being told to stop is no failure."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts the application and takes requests."""
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stops gracefully; uvicorn itself would raise the signal again at the end."""
        self.should_exit = True


def make(
    app: Sanic, ready: Callable[[], None], *, behind_proxies: bool = False, deadlines: Deadlines | None = None
) -> Server:
    """A server of the application; `ready` is called once it listens."""
    deadlines = deadlines or Deadlines()
    most, backlog = room()
    protocol = functools.partial(Front, deadlines=deadlines, connections=Connections(most))
    config = uvicorn.Config(
        Gateway(app, deadlines, behind_proxies=behind_proxies),
        http=protocol,  # type: ignore[arg-type]
        ws="none",
        lifespan="on",
        interface="asgi3",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=backlog,
        # The protocol has deadlines of its own.
        timeout_keep_alive=_NEVER,
        timeout_graceful_shutdown=STOPPING,
    )
    return Server(config, ready)


def run(app: Sanic, claimed: socket.socket, ready: Callable[[], None], *, behind_proxies: bool = False) -> None:
    """Serves on the socket until the process is told to stop.

    Raises:
        ServerError: Another program listens on the port, which was claimed but not in use.
    """
    server = make(app, ready, behind_proxies=behind_proxies)
    try:
        # Here, for uvloop says nothing of a port that is in use.
        claimed.listen(server.config.backlog)
    except OSError as error:
        raise ServerError("The port was taken by another program while the bot was starting.") from error
    server.run([claimed])
