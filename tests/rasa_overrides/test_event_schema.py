from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from centreguide.rasa_overrides import event_schema
from centreguide.server.counted import CountedActions

ORIGINAL = RemoteAction._validate_action_result

VALID: list[Any] = [
    {"events": [], "responses": []},
    {},
    {"events": [{"event": "slot", "name": "subject", "value": None}], "responses": [{"text": "hello"}]},
    {"events": [{"event": "slot", "name": "subject", "value": ["a"], "timestamp": 1.5, "metadata": {}}]},
    {"events": [{"event": "followup", "name": "action_listen"}, {"event": "restart"}, {"event": "undo"}]},
    {"events": [{"event": "user", "text": "hello", "parse_data": {"intent": {"name": "a", "confidence": 1}}}]},
    {"events": [{"event": "action", "name": "action_listen", "policy": None, "confidence": 0.5}]},
    {"events": [{"event": "entities", "entities": [{"entity": "subject", "value": "eyes", "start": 0, "end": 4}]}]},
]
INVALID: list[Any] = [
    None,
    [],
    "text",
    {"events": {}},
    {"events": [{"name": "subject"}]},
    {"events": [{"event": "slot", "name": "subject"}]},
    {"events": [{"event": "slot", "name": 3, "value": None}]},
    {"events": [{"event": "no such event"}]},
    {"events": [{"event": "entities"}]},
    {"events": [{"event": "bot", "timestamp": "now"}]},
    {"events": [{"event": "bot", "metadata": "none"}]},
    {"responses": "hello"},
    {"responses": ["hello"]},
]


@pytest.mark.parametrize("result", VALID)
def test_what_rasa_takes_is_taken(result: Any) -> None:
    assert ORIGINAL(RemoteAction("a", None), result) is True
    assert event_schema.check(result) is True


@pytest.mark.parametrize("result", INVALID)
def test_what_rasa_refuses_is_refused_in_the_same_words(result: Any) -> None:
    with pytest.raises(ValidationError) as expected:
        ORIGINAL(RemoteAction("a", None), result)
    with pytest.raises(ValidationError) as given:
        event_schema.check(result)
    assert str(given.value) == str(expected.value)


def test_installed_it_stands_in_for_rasas_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", ORIGINAL)
    event_schema.install()
    assert RemoteAction("a", None)._validate_action_result({"events": []}) is True
    with pytest.raises(ValidationError):
        RemoteAction("a", None)._validate_action_result({"events": [{"event": "slot"}]})


def test_what_actions_in_this_process_give_is_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", ORIGINAL)
    event_schema.install()
    wrong = {"events": [{"event": "slot"}]}
    here, there = EndpointConfig("here"), EndpointConfig("there")
    here.in_this_process = True
    assert RemoteAction("a", CountedActions(here))._validate_action_result(wrong) is True
    with pytest.raises(ValidationError):
        RemoteAction("a", CountedActions(there))._validate_action_result(wrong)
