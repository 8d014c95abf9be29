"""What Rasa does to a tracker store around a message, on which noticing relies."""

import asyncio
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.inbox import noticing as noticing_module
from centreguide.inbox.inbox import Inbox, Reason
from centreguide.inbox.noticing import Noticed, Noticing
from centreguide.server import model as models
from centreguide.server.conversations import ConversationStore
from centreguide.server.database_failure import FailSafeConversations
from centreguide.server.in_process import InProcessActions
from tests.server.fixtures import project
from tests.server.tiny_bot import Project

__all__ = ["project"]

pytestmark = pytest.mark.e2e


@pytest.fixture
def saves() -> list[str | None]:
    return []


@pytest.fixture
def conversations(
    tmp_path: Path, inbox: Inbox, saves: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> FailSafeConversations:
    def notice(tracker: DialogueStateTracker) -> tuple[Noticed, ...]:
        message = tracker.latest_message
        saves.append(message.text if message else None)
        return (Noticed(message.message_id, message.text, Reason.UNKNOWN, ""),) if message and message.text else ()

    monkeypatch.setattr(noticing_module, "notice", notice)
    return FailSafeConversations(Noticing(ConversationStore(tmp_path / "conversations.db"), inbox))


def test_a_message_is_saved_once_with_its_reply_and_the_model_s_domain_is_passed_on(
    project: Project,
    conversations: FailSafeConversations,
    saves: list[str | None],
    inbox: Inbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(project.folder))
    agent: Agent = models.load(project.model, conversations, InMemoryLockStore(), InProcessActions("riverside"))
    assert "ask_where" in conversations.domain.intents
    texts = ["where is the heart unit", "how many beds are there", "where is the heart unit"]

    async def say() -> None:
        for text in texts:
            await agent.handle_message(UserMessage(text, CollectingOutputChannel(), "rest-a"))

    asyncio.run(say())
    conversations._tracker_store.close()
    # The first save is of the new conversation, before there is a message in it.
    assert [text for text in saves if text] == texts
    assert [question.text for question in inbox.questions()] == texts
