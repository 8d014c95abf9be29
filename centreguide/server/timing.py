"""Times how long messages take to be understood."""

import functools
from typing import Any

from rasa.core.agent import Agent

from centreguide.metrics import SECONDS

UNDERSTANDING = "understanding"


def time_understanding(agent: Agent) -> None:
    """Has every message that this agent parses timed."""
    parse = agent.processor.parse_message

    @functools.wraps(parse)
    async def timed(*args: Any, **kwargs: Any) -> Any:
        with SECONDS.labels(UNDERSTANDING).time():
            return await parse(*args, **kwargs)

    agent.processor.parse_message = timed
