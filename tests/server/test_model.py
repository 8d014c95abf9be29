import io
import json
import random
import re
import tarfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain

from centreguide.errors import ServerError
from centreguide.server import model as models


def archive(file: Path, name: str, content: bytes) -> Path:
    with tarfile.open(file, "w:gz") as tar:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    return file


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return archive(tmp_path / "model.tar.gz", "metadata.json", json.dumps({"model_id": "wanted"}).encode())


def load(model: Path, conversations: TrackerStore | None = None) -> Any:
    nothing: Any = None
    return models.load(model, conversations or InMemoryTrackerStore(Domain.empty()), nothing, nothing)


def loading(monkeypatch: pytest.MonkeyPatch, model_id: str | None, ready: bool = True) -> None:
    agent = SimpleNamespace(model_id=model_id, is_ready=lambda: ready)
    monkeypatch.setattr(Agent, "load", lambda *_, **__: agent)


def test_the_model_asked_for_is_loaded(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading(monkeypatch, "wanted")
    assert load(model).model_id == "wanted"


def test_those_who_talk_while_a_model_is_loaded_keep_their_slots(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa's agent gives the store the domain that it was made with before it has loaded its own."""
    serving = Domain.from_dict({"slots": {"subject": {"type": "any", "mappings": [{"type": "custom"}]}}})
    conversations, seen = InMemoryTrackerStore(serving), []

    def load_model(agent: Agent, **_: object) -> None:
        seen.append([slot.name for slot in conversations.domain.slots if slot.name == "subject"])
        agent.processor = SimpleNamespace(model_metadata=SimpleNamespace(model_id="wanted"))

    monkeypatch.setattr(Agent, "load_model", load_model)
    load(model, conversations)
    assert seen == [["subject"]]


@pytest.mark.parametrize(("model_id", "ready"), [("another", True), (None, False)])
def test_another_model_is_refused(
    model: Path, monkeypatch: pytest.MonkeyPatch, model_id: str | None, ready: bool
) -> None:
    loading(monkeypatch, model_id, ready)
    with pytest.raises(ServerError, match=r"Rasa loaded the model .+\(wanted\) was asked for"):
        load(model)


def test_a_model_that_cannot_be_loaded_is_told(model: Path) -> None:
    with pytest.raises(ServerError, match="can't be loaded"):
        load(model)


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="There is no model at"):
        load(tmp_path / "none.tar.gz")
    with pytest.raises(ServerError, match="There is no model at"):
        load(tmp_path)


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "text.tar.gz").write_text("no archive")
    for file in (
        tmp_path / "text.tar.gz",
        archive(tmp_path / "empty.tar.gz", "else.json", b"{}"),
        archive(tmp_path / "bad.tar.gz", "metadata.json", b"{}"),
    ):
        with pytest.raises(ServerError, match="is damaged, or no Rasa model"):
            load(file)


@pytest.mark.parametrize("kept", [0, 5, 60, 4000, -9, -1])
def test_a_model_that_was_cut_short_is_told_in_a_line_with_what_to_do(tmp_path: Path, kept: int) -> None:
    whole = archive(tmp_path / "model.tar.gz", "weights", random.Random(1).randbytes(8000)).read_bytes()
    (tmp_path / "model.tar.gz").write_bytes(whole[:kept])
    with pytest.raises(ServerError) as raised:
        load(tmp_path / "model.tar.gz")
    assert re.fullmatch(r".*model\.tar\.gz is damaged, or no Rasa model\. Restore .*rollback\.", str(raised.value))


def test_a_model_with_a_wrong_byte_is_told(tmp_path: Path) -> None:
    damaged = bytearray(archive(tmp_path / "model.tar.gz", "weights", bytes(8000)).read_bytes())
    damaged[40] ^= 0xFF
    (tmp_path / "model.tar.gz").write_bytes(damaged)
    with pytest.raises(ServerError, match="is damaged"):
        load(tmp_path / "model.tar.gz")
