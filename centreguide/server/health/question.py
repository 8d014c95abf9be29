"""Puts a real question to the bot, by the whole way that a visitor's takes, and stores nothing of it."""

import copy
import time
from collections.abc import Callable

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.utils.endpoints import EndpointConfig

from centreguide.channels.exchange import Replies
from centreguide.release.content import Content
from centreguide.server.counted import CountedActions
from centreguide.server.database_failure import NoMemory
from centreguide.server.health.readiness import State

SENDER = "health"


class QuestionCheck:
    """Whether there is a reply, from understanding to wording; the trust's off switch doesn't matter to it."""

    def __init__(self, agent: Callable[[], Agent], content: Callable[[], Content] | None) -> None:
        """Takes what gives the agent and the content that are served at the time."""
        self._agent, self._content = agent, content

    async def __call__(self) -> State:
        """Asks, and times the reply."""
        agent = self._agent()
        if not agent.is_ready():
            return State(False, "no model is loaded")
        # A copy that forgets the conversation, and is counted nowhere.
        processor = copy.copy(agent.processor)
        processor.tracker_store = NoMemory(agent.domain)
        processor.action_endpoint = _uncounted(processor.action_endpoint)
        replies, began = Replies(), time.perf_counter()
        await processor.handle_message(UserMessage(self._question(agent), replies, SENDER))
        took = round((time.perf_counter() - began) * 1000)
        return State(True, f"answered in {took} ms") if replies.said else State(False, "a question got no reply")

    def _question(self, agent: Agent) -> str:
        """A fact's own question; the name of an intent where there is no content."""
        facts = self._content().knowledge.facts if self._content else ()
        return next((fact.question for fact in facts if fact.question), agent.domain.intents[0])


def _uncounted(actions: EndpointConfig) -> EndpointConfig:
    return actions.actions if isinstance(actions, CountedActions) else actions
