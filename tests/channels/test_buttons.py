from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels.buttons import REACH, offered, parse_payload

DOMAIN = Domain.from_yaml('{version: "3.1", intents: [ask_where], entities: [subject]}')


def payloads(*buttons: Any) -> set[str]:
    tracker = DialogueStateTracker("a", ())
    for one in buttons:
        tracker.update(BotUttered("text", {"buttons": one}))
    return {button["payload"] for button in offered(tracker)}


def test_the_last_messages_buttons_are_offered() -> None:
    assert payloads(None, [{"title": "A", "payload": "/a"}, {"title": "B", "payload": "/b"}]) == {"/a", "/b"}


def test_older_buttons_are_not() -> None:
    assert payloads([{"title": "A", "payload": "/a"}], *[None] * (REACH - 1)) == {"/a"}
    assert payloads([{"title": "A", "payload": "/a"}], *[None] * REACH) == set()


def test_a_conversation_that_has_not_begun_offers_nothing() -> None:
    assert offered(None) == []


def test_a_button_without_a_payload_offers_nothing() -> None:
    assert payloads([{"title": "A"}, {"title": "B", "payload": None}]) == set()


def test_a_payload_is_read_as_rasa_reads_it() -> None:
    parsed = parse_payload('/ask_where{"subject": "eyes"}', DOMAIN)
    assert parsed is not None
    assert parsed["text"] == '/ask_where{"subject": "eyes"}'
    assert parsed["intent"] == {"name": "ask_where", "confidence": 1.0}
    assert parsed["intent_ranking"] == [parsed["intent"]]
    assert [(entity["entity"], entity["value"]) for entity in parsed["entities"]] == [("subject", "eyes")]


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_intent_that_is_no_more_is_no_payload() -> None:
    assert parse_payload("/ask_gone", DOMAIN) is None
