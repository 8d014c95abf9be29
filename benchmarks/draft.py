"""The draft's bot in this process, trained where it isn't yet."""

import logging
import os
from pathlib import Path

from centreguide.bot import Bot
from centreguide.log_privacy import set_up_logging
from centreguide.release.content import Content
from centreguide.release.store import Releases
from centreguide.release.training import train


def bot_of_the_draft(draft: Path) -> tuple[Bot, Content]:
    """The bot and what it answers from."""
    os.environ["LOG_LEVEL"] = "ERROR"
    set_up_logging()
    release = Releases(draft / "releases").build(draft, train)
    logging.disable(logging.WARNING)
    return Bot(release), release.content()
