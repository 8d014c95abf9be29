"""The bot in this process, without a server: for the terminal, for `ask` and for evaluation."""

import asyncio
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, OutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide import names
from centreguide.answering.turn import Thread, Turn
from centreguide.answering.why import explain
from centreguide.channels.incoming import incoming, user_message
from centreguide.heard import Heard
from centreguide.release.store import Release
from centreguide.server import model as models
from centreguide.server.in_process import InProcessActions

CHANNEL = "terminal"


class Bot:
    """Answers from a release; conversations are kept in memory, by sender."""

    def __init__(self, release: Release) -> None:
        content = release.content()
        self._pipeline = content.pipeline
        store, actions = InMemoryTrackerStore(Domain.empty()), InProcessActions("actions", content)
        self.agent: Agent = models.load(release.model_file, store, InMemoryLockStore(), actions)
        self._loop = asyncio.new_event_loop()

    def say(self, sender: str, text: str) -> list[dict[str, Any]]:
        """The replies to a message, as the REST channel gives them: dicts with `text` and, where offered, `buttons`."""
        return self._loop.run_until_complete(self._say(sender, text))

    def understand(self, text: str) -> dict[str, Any]:
        """What NLU makes of the text: Rasa's parse data, with the segments."""
        return dict(self._loop.run_until_complete(self.agent.parse_message(text)))

    def why(self, sender: str, text: str) -> list[str]:
        """How the reply to the message would come about, in plain words; nothing is said."""
        return self._loop.run_until_complete(self._why(sender, text))

    async def _why(self, sender: str, text: str) -> list[str]:
        tracker = await self.agent.tracker_store.get_or_create_tracker(f"{CHANNEL}-{sender}")
        message = self._message(sender, text, tracker, CollectingOutputChannel())
        parsed = message.parse_data or await self.agent.processor.parse_message(message, tracker)
        thread = Thread.restored(tracker.get_slot(names.THREAD))
        return list(explain(Turn(Heard.of(parsed), thread), self._pipeline))

    async def _say(self, sender: str, text: str) -> list[dict[str, Any]]:
        output = CollectingOutputChannel()
        tracker = await self.agent.tracker_store.retrieve(f"{CHANNEL}-{sender}")
        message = self._message(sender, text, tracker, output)
        await self.agent.handle_message(message)
        return list(output.messages)

    def _message(
        self, sender: str, text: str, tracker: DialogueStateTracker | None, output: OutputChannel
    ) -> UserMessage:
        return user_message(incoming(CHANNEL, sender, text), tracker, self.agent.domain, output)
