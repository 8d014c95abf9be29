"""Danger is answered before anything else, whatever else is stuck."""

import asyncio
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.channels import alarm as module
from centreguide.channels.alarm import alarm
from centreguide.names import EMERGENCY
from centreguide.nlu.urgent.judge import Judgement
from centreguide.release.content import Content, live

DANGER, SAFE = "he is not breathing", "where is the heart unit"


class Judge:
    """Takes one sentence for danger, unless it was softened before; and counts what it looked at whole."""

    def __init__(self, calm: bool = False) -> None:
        self.calm = calm
        self.judged: list[str] = []

    def may_be_urgent(self, text: str) -> bool:
        return text == DANGER

    def judge(self, text: str, before: Sequence[float] = ()) -> Judgement:
        self.judged.append(text)
        in_danger = text == DANGER and not (before and self.calm)
        return Judgement(EMERGENCY if in_danger else None, 0.9, 0.9)


class Stuck(InMemoryTrackerStore):
    """A database that never answers."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        await asyncio.Event().wait()
        return None


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch, riverside_content: Content) -> Judge:
    judging = Judge()
    monkeypatch.setattr(module, "judge", lambda agent: judging)
    monkeypatch.setattr(live, "get", lambda: riverside_content)
    return judging


def agent(store: type[InMemoryTrackerStore] = InMemoryTrackerStore) -> Any:
    return SimpleNamespace(tracker_store=store(Domain.empty()))


def test_danger_gets_the_safety_reply_and_what_rasa_needs_to_store_it(judge: Judge, riverside_content: Content) -> None:
    found = asyncio.run(alarm(DANGER, "website-a", agent()))
    assert found is not None
    assert found.said["kind"] == "urgent"
    assert found.said["text"].startswith(riverside_content.wording.safety[EMERGENCY])
    assert found.parsed["intent"]["name"] == EMERGENCY
    assert found.parsed["text"] == DANGER


def test_danger_needs_no_database(judge: Judge) -> None:
    found = asyncio.run(alarm(DANGER, "website-a", agent(Stuck)))
    assert found is not None
    assert found.said["kind"] == "urgent"


def test_what_shows_no_danger_is_left_to_the_others_without_a_whole_look(judge: Judge) -> None:
    assert asyncio.run(alarm(SAFE, "website-a", agent())) is None
    assert judge.judged == []


def test_the_talk_before_has_its_say(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    judge.calm = True
    monkeypatch.setattr(module, "before", lambda tracker: (0.1, 0.1))
    assert asyncio.run(alarm(DANGER, "website-a", agent())) is None


def test_a_model_that_cannot_judge_leaves_all_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "judge", lambda agent: None)
    assert asyncio.run(alarm(DANGER, "website-a", agent())) is None
