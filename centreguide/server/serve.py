"""Starts the bot: one process with Rasa, the actions, the conversations and the channels."""

import asyncio
import gc
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from centreguide.errors import ServerError
from centreguide.log_privacy import hide_words, set_levels, set_up_logging
from centreguide.server import port as ports
from centreguide.server.alone import alone

QUIET = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


def serve(
    model: Path,
    port: int,
    database: Path,
    actions_package: str = "actions",
    actions_url: str | None = None,
    releases: Path | None = None,
) -> None:
    """Serves `model` on loopback until the process is told to stop, and prints the address once it is ready.

    Args:
        model: The model file.
        port: The port, or 0 for any free one.
        database: The SQLite file of the conversations; made if there is none, as is the inbox's beside it.
        actions_package: The package whose actions run in this process; it must be importable.
        actions_url: The webhook of a separate action server (`rasa run actions`), to use instead.
        releases: The folder of releases, to serve whichever is published from now on, in this process; `model` is that
            of the live one. None stays with `model`.

    Raises:
        ServerError: It can't start: the port or the database is in use, or the model, the database or the actions are
            no good.
    """
    if not model.is_file():
        raise ServerError(f"There is no model at {model}: train one first.")
    with ports.claim(port) as claimed, alone(database, releases):
        os.environ.update(QUIET)
        set_up_logging()
        address = f"http://{ports.HOST}:{claimed.getsockname()[1]}"
        app = _application(model, claimed.getsockname()[1], database, actions_package, actions_url, releases)
        set_levels()
        hide_words()
        # What was loaded stays: the garbage collector needn't look through it again and again.
        gc.collect()
        gc.freeze()
        from centreguide.server.http import server as http

        http.run(app, claimed, lambda: print(address, flush=True), behind_proxies=bool(app.config.PROXIES_COUNT))


def _application(
    model: Path, port: int, database: Path, actions_package: str, actions_url: str | None, releases: Path | None
) -> Any:
    """Imports Rasa, which takes seconds, only now that the port is ours."""
    from rasa.core.agent import Agent
    from rasa.utils.endpoints import EndpointConfig

    from centreguide.channels import rest
    from centreguide.channels.exchange import settle
    from centreguide.channels.messaging.messaging import Messaging
    from centreguide.channels.messaging.platforms import configured
    from centreguide.channels.website import origins, settings
    from centreguide.channels.website.channel import WebsiteChannel
    from centreguide.channels.website.sessions import Sessions
    from centreguide.inbox import retention as inbox_retention
    from centreguide.inbox.inbox import INBOX, Inbox
    from centreguide.inbox.noticing import Noticing
    from centreguide.metrics import RELEASE
    from centreguide.release.content import Content, live
    from centreguide.release.store import Releases
    from centreguide.server import application
    from centreguide.server import model as models
    from centreguide.server.conversations import ConversationStore
    from centreguide.server.counted import CountedActions
    from centreguide.server.database_failure import FailSafeConversations
    from centreguide.server.following import Following
    from centreguide.server.health.checks import checks
    from centreguide.server.health.readiness import Readiness
    from centreguide.server.health.routes import add_health
    from centreguide.server.in_process import SEND_DOMAIN_ONLY_IF_ASKED, InProcessActions
    from centreguide.server.locks import QueueingLockStore
    from centreguide.server.metrics_port import serve_metrics, watch
    from centreguide.server.retention import keep_deleting
    from centreguide.server.timing import time_understanding

    site = settings.read(os.environ, database.with_suffix(".secret"))
    own = origins.own(port)
    site = replace(site, origins=site.origins | own)
    tools = [rest.RestChannel(own)] if rest.is_on(os.environ) else []
    store = ConversationStore(database)
    inbox = Inbox(database.with_name(INBOX))
    noticing, kept_days = Noticing(store, inbox), inbox_retention.days(os.environ)
    conversations, locks = FailSafeConversations(noticing), QueueingLockStore()

    def load(model: Path, content: Content | None) -> Agent:
        if content is not None:
            content.prepare()
        actions: EndpointConfig
        if actions_url:
            actions = EndpointConfig(url=actions_url, **SEND_DOMAIN_ONLY_IF_ASKED)
        else:
            actions = InProcessActions(actions_package, content)
        agent = models.load(model, conversations, locks, CountedActions(actions))
        time_understanding(agent)
        return agent

    agent = load(model, live.get() if releases else None)
    website = WebsiteChannel(site, Sessions(site.secret, database), store.erase)
    messaging = Messaging(configured(os.environ), site.secret, database)
    app = application.build(agent, [*tools, website, *messaging.channels])
    app.config.PROXIES_COUNT = site.proxies
    messaging.start_with(app)
    folder, following = Releases(releases) if releases else None, None
    if folder:
        following = Following(folder, model.parent.name, None if actions_url else load)
        following.start_with(app)
    readiness = Readiness(checks(lambda: app.ctx.agent, database, messaging, folder, following))
    add_health(app, readiness)
    RELEASE.info({"version": model.parent.name})
    if messaging.outbox:
        watch(messaging.outbox)
    serve_metrics(os.environ)

    @app.before_server_start
    async def warm_up(app: Any, loop: Any) -> None:
        # What is loaded at the first question only, is loaded before anyone asks one.
        await readiness.report()

    @app.after_server_start
    async def start_deleting(app: Any, loop: Any) -> None:
        app.ctx.deleting = [
            asyncio.create_task(keep_deleting(database)),
            asyncio.create_task(inbox_retention.keep_deleting(inbox, kept_days)),
        ]

    @app.after_server_stop
    async def stop(app: Any, loop: Any) -> None:
        await settle()
        for task in app.ctx.deleting:
            task.cancel()
        noticing.close()
        inbox.close()
        store.close()

    return app
