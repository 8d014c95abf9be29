import asyncio
import copy
import json
from pathlib import Path
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError

from centreguide.errors import ServerError
from centreguide.server.in_process import InProcessActions
from tests.server.tiny_bot import write


@pytest.fixture(scope="module")
def actions(tmp_path_factory: pytest.TempPathFactory) -> InProcessActions:
    folder = tmp_path_factory.mktemp("actions")
    write(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        return InProcessActions("riverside")


def call(name: str | None, text: str = "hello", **slots: Any) -> dict[str, Any]:
    message = {"text": text, "intent": {"name": "ask_where"}, "entities": []}
    tracker = {"sender_id": "a", "slots": slots, "latest_message": message, "events": []}
    return {"next_action": name, "sender_id": "a", "tracker": tracker, "domain": {}, "version": "3.6.21"}


def run(actions: InProcessActions, payload: dict[str, Any], **more: Any) -> Any:
    return asyncio.run(actions.request(json=payload, **more))


def test_an_action_gives_events_and_responses(actions: InProcessActions) -> None:
    result = run(actions, call("action_answer", subject="eye_clinic"), method="post", timeout=10, compress=False)
    assert result["events"] == [{"event": "slot", "timestamp": None, "name": "subject", "value": "eye_clinic"}]
    assert result["responses"][0]["text"] == "ask_where about eye_clinic"


def test_an_action_may_be_a_coroutine(actions: InProcessActions) -> None:
    assert run(actions, call("action_echo", "words"))["responses"][0]["text"] == "words"


def test_a_payload_without_an_action_gives_nothing(actions: InProcessActions) -> None:
    assert run(actions, call(None)) is None


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("action_refuse", 400, "words"),
        ("action_unheard_of", 404, "No registered action found for name 'action_unheard_of'."),
        ("action_fail", 500, "words"),
    ],
)
def test_a_fault_is_told_as_over_http(actions: InProcessActions, name: str, status: int, error: str) -> None:
    with pytest.raises(ClientResponseError) as fault:
        run(actions, call(name, "words"))
    assert fault.value.status == status
    assert json.loads(fault.value.text) == {"error": error, "action_name": name}


def test_a_slow_action_times_out(actions: InProcessActions, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(dispatcher: Any, tracker: Any, domain: Any) -> None:
        await asyncio.sleep(60)

    monkeypatch.setitem(actions._executor.actions, "action_slow", slow)
    with pytest.raises(asyncio.TimeoutError):
        run(actions, call("action_slow"), timeout=0.01)


def test_an_action_cannot_change_the_servers_objects(
    actions: InProcessActions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def greedy(dispatcher: Any, tracker: Any, domain: Any) -> None:
        tracker.slots["subject"] = "changed"
        tracker.events.append("changed")
        domain["changed"] = True

    monkeypatch.setitem(actions._executor.actions, "action_greedy", greedy)
    payload = call("action_greedy", subject="eye_clinic")
    before = copy.deepcopy(payload)
    run(actions, payload)
    assert payload == before


def test_actions_that_cannot_be_imported_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken_actions.py").write_text("import no_such_module\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ServerError, match="'broken_actions' can't be imported"):
        InProcessActions("broken_actions")
