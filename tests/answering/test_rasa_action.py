"""A reply on its way through Rasa: what every channel gets of it, and what the next turn knows of it."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from rasa.core.actions.action import create_bot_utterance
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.shared.core.events import BotUttered
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.rasa_action import read_turn
from actions.replies import AnswerAction
from centreguide.answering.pipeline import Pipeline
from centreguide.channels.website.transcript import replies
from centreguide.release.content import Content, live

ADDRESS = "https://www.riverside.example/about"
SAID = "The Riverside Heart Unit is at Riverside Hospital."
SOURCE = "Source: our “About us” page, “Heart”."


@pytest.fixture
def content(riverside_content: Content, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> Content:
    """The made-up trust, whose page has an address, in use."""
    knowledge = riverside_content.knowledge
    page = replace(knowledge.pages[0], address=ADDRESS, sections={"Heart": "heart"})
    known = replace(knowledge, pages=(page,))
    made = replace(riverside_content, knowledge=known)
    made.__dict__["pipeline"] = replace(pipeline, knowledge=known)
    monkeypatch.setattr(live, "_content", made)
    return made


def tracker(text: str, *events: BotUttered) -> Tracker:
    message: dict[str, Any] = {"text": text, "intent": {"name": "ask_where"}, "entities": [], "corrected": text}
    return Tracker("website-a", {}, message, [event.as_dict() for event in events], False, None, {}, "action_listen")


def answered(text: str, *events: BotUttered) -> BotUttered:
    dispatcher = CollectingDispatcher()
    AnswerAction().run(dispatcher, tracker(text, *events), {})
    (message,) = dispatcher.messages
    return create_bot_utterance(message)


def test_a_channel_of_text_alone_gets_it_whole(content: Content) -> None:
    output = CollectingOutputChannel()
    asyncio.run(output.send_response("a", answered("Where is the Riverside Heart Unit?").message()))
    (message,) = output.messages
    assert message["text"] == f"{SAID}\n\n{SOURCE} {ADDRESS}#heart"
    assert set(message) == {"recipient_id", "text", "buttons"}


def test_the_website_s_gets_text_and_source_apart(content: Content) -> None:
    (reply,) = replies([answered("Where is the Riverside Heart Unit?").message()], "one")
    assert reply["text"] == SAID
    assert reply["source"] == {"text": SOURCE, "links": [{"title": "Heart", "address": f"{ADDRESS}#heart"}]}


def test_what_is_asked_for_again_keeps_its_source(content: Content) -> None:
    last = read_turn(tracker("again", answered("Where is the Riverside Heart Unit?"))).last_reply
    assert last is not None
    assert last.whole == f"{SAID}\n\n{SOURCE} {ADDRESS}#heart"


def test_a_reply_without_a_source_is_its_text(content: Content) -> None:
    (reply,) = replies([answered("do you sell ice cream").message()], "one")
    assert reply["source"] is None
    assert reply["text"].startswith(content.wording.reasons["oos_practical"])
