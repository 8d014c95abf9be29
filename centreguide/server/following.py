"""Follows the pointer: serves the release that was published, and is off or on as staff have switched it."""

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rasa.core.agent import Agent
from sanic import Sanic

from centreguide.errors import ServerError
from centreguide.metrics import RELEASE
from centreguide.release import pointer
from centreguide.release.checksums import ChangedRelease
from centreguide.release.content import Content, live
from centreguide.release.serving import Serving
from centreguide.release.store import Release, Releases

logger = logging.getLogger(__name__)

INTERVAL = 1.0
"""Seconds between looks at the pointer."""

FINISHING = 2.0
"""Seconds in which messages finish that the old release has begun to answer, before what it leaves is collected."""

LoadAgent = Callable[[Path, Content], Agent]
"""Loads a model file into an agent whose actions answer from the content."""


class Following:
    """Swaps model, knowledge and wording together; the old release serves until the new one is loaded whole.

    Attributes:
        version: What is served.
    """

    def __init__(self, releases: Releases, version: str, load: LoadAgent | None) -> None:
        """Takes the version that is served now.

        Without `load`, only the switch is followed: a separate action server keeps the content that it has, so that
        another model would be served with old answers.
        """
        self._releases, self._load = releases, load
        self.version = version
        self._refused: str | None = None
        self._thread = ThreadPoolExecutor(1, "load-release")
        self._swapping: asyncio.Task[None] | None = None

    def start_with(self, app: Sanic) -> None:
        """Follows as long as the server runs."""

        @app.after_server_start
        async def start(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.following = asyncio.create_task(self.follow(app))

        @app.after_server_stop
        async def stop(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            app.ctx.following.cancel()
            if self._swapping:
                self._swapping.cancel()

    async def follow(self, app: Sanic) -> None:
        """Looks at the pointer every INTERVAL seconds, until it is cancelled."""
        while True:
            try:
                self._look(app)
            except Exception:
                logger.exception("The pointer to the live release can't be followed; the bot goes on as it is")
            await asyncio.sleep(INTERVAL)

    def _look(self, app: Sanic) -> None:
        """Takes over the switch at once; a release is loaded on the side, for that takes longer than a switch may."""
        now = pointer.read(self._releases.folder)
        if now is None:
            return
        live.off = now.off
        free = self._swapping is None or self._swapping.done()
        if free and now.version not in (self.version, self._refused):
            self._swapping = asyncio.create_task(self._swap(app, now.version))
        self._tell()

    async def _swap(self, app: Sanic, version: str) -> None:
        release = self._releases.get(version)
        try:
            if release is None:
                raise ServerError(f"The release {version} isn't whole.")
            if self._load is None:
                raise ServerError("With a separate action server, both have to be started anew.")
            loop, load = asyncio.get_running_loop(), self._load
            agent, content = await loop.run_in_executor(self._thread, self._loaded, release, load)
        except ChangedRelease as error:
            self._refused = version
            logger.error("The release %s can't be served; %s goes on. %s", version, self.version, error)
            return
        except Exception:
            self._refused = version
            logger.exception("The release %s can't be served; %s goes on", version, self.version)
            return
        app.ctx.agent = agent
        live.use(content)
        self.version, self._refused = version, None
        RELEASE.info({"version": version})
        logger.info("Serving the release %s", version)
        del agent, content
        await asyncio.sleep(FINISHING)
        await loop.run_in_executor(self._thread, gc.collect)

    def _loaded(self, release: Release, load: LoadAgent) -> tuple[Agent, Content]:
        """Loads, in a thread; who talks to the bot meanwhile gets a turn at Python fifty times as often as usual.

        Garbage is collected once, after the swap: all that a load makes would start whole collections again and again,
        and each stops every thread.
        """
        usual = sys.getswitchinterval()
        sys.setswitchinterval(usual / 50)
        gc.disable()
        try:
            content = release.content()
            return load(release.model_file, content), content
        finally:
            gc.enable()
            sys.setswitchinterval(usual)

    def _tell(self) -> None:
        told = Serving(os.getpid(), self.version, self._refused, live.off)
        if told != Serving.read(self._releases.folder):
            told.write(self._releases.folder)
