"""What this server's readiness is made of: only what it has is checked."""

from collections.abc import Callable
from pathlib import Path

from rasa.core.agent import Agent

from centreguide.channels.messaging.messaging import Messaging
from centreguide.release.content import live
from centreguide.release.store import Releases
from centreguide.server.following import Following
from centreguide.server.health.database import DatabaseCheck
from centreguide.server.health.delivery import OutboxCheck, PostmanCheck
from centreguide.server.health.question import QuestionCheck
from centreguide.server.health.readiness import Check
from centreguide.server.health.release import ReleaseCheck


def checks(
    agent: Callable[[], Agent],
    database: Path,
    messaging: Messaging,
    releases: Releases | None,
    following: Following | None,
) -> dict[str, Check]:
    """The checks by the names that `/readyz` gives them.

    Args:
        agent: Gives the agent that is served at the time.
        database: The conversations', which is open.
        messaging: The messaging channels.
        releases: The folder that is served from, with what follows it; both None where a model is served as it is.
    """
    found: dict[str, Check] = {
        "question": QuestionCheck(agent, live.get if releases else None),
        "database": DatabaseCheck(database),
    }
    if releases and following:
        found["release"] = ReleaseCheck(releases, lambda: following.version)
    postman, outbox = messaging.postman, messaging.outbox
    if postman and outbox:
        found["postman"] = PostmanCheck(lambda: postman.beat)
        found["outbox"] = OutboxCheck(outbox.waiting)
    return found
