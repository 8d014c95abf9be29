"""How long questions stay in the inbox, and what deletes them then."""

import asyncio
import logging
from collections.abc import Mapping

from centreguide.errors import ServerError
from centreguide.inbox.inbox import Inbox

DAYS = "CENTREGUIDE_INBOX_DAYS"
DEFAULT_DAYS, MOST_DAYS = 30, 365

INTERVAL = 60
"""How often the server looks for questions to delete, in seconds."""

logger = logging.getLogger(__name__)


def days(environment: Mapping[str, str]) -> int:
    """How many days questions are kept.

    Raises:
        ServerError: The setting is no good.
    """
    given = environment.get(DAYS, "").strip() or str(DEFAULT_DAYS)
    if not given.isdecimal() or not 1 <= int(given) <= MOST_DAYS:
        told = f"Write for how many days the inbox keeps questions: a whole number from 1 to {MOST_DAYS}, such as 30."
        raise ServerError(f"{DAYS}: {given!r} can't be used. {told}")
    return int(given)


async def keep_deleting(inbox: Inbox, days: int, interval: float = INTERVAL) -> None:
    """Deletes expired questions now and every `interval` seconds, until it is cancelled."""
    while True:
        try:
            deleted = await asyncio.to_thread(inbox.delete_expired, days)
        except ServerError as error:
            logger.error("Old questions weren't deleted; trying again in %s seconds. %s", interval, error)
        else:
            if deleted:
                logger.info("Deleted %d questions from the inbox, which were older than %d days", deleted, days)
        await asyncio.sleep(interval)
