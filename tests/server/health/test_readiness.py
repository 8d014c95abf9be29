import asyncio

import pytest

from centreguide.server.health import readiness
from centreguide.server.health.readiness import Readiness, State


class Counting:
    """A check that says what it is told to, and how often it was made."""

    def __init__(self, state: State = State(True, "fine")) -> None:  # noqa: B008 (it can't be changed)
        self.state, self.made = state, 0

    async def __call__(self) -> State:
        self.made += 1
        await asyncio.sleep(0)
        return self.state


def test_however_many_ask_it_is_checked_once() -> None:
    check = Counting()

    async def ask() -> None:
        asked = Readiness({"model": check})
        reports = await asyncio.gather(*(asked.report() for _ in range(50)))
        assert {report["model"] for report in reports} == {State(True, "fine")}
        await asked.report()

    asyncio.run(ask())
    assert check.made == 1


def test_after_a_while_it_is_checked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "KEPT", 0.0)
    check = Counting()

    async def ask() -> None:
        asked = Readiness({"model": check})
        await asked.report()
        check.state = State(False, "gone")
        assert (await asked.report())["model"] == State(False, "gone")

    asyncio.run(ask())


def test_who_hangs_up_does_not_end_the_check_for_others() -> None:
    check = Counting()

    async def ask() -> None:
        asked = Readiness({"model": check})
        gone = asyncio.create_task(asked.report())
        await asyncio.sleep(0)
        stays = asyncio.create_task(asked.report())
        await asyncio.sleep(0)
        gone.cancel()
        assert (await stays)["model"].good

    asyncio.run(ask())
    assert check.made == 1


def test_a_check_that_hangs_or_fails_is_no_good_and_the_others_are_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(readiness, "PATIENCE", 0.01)

    async def hangs() -> State:
        await asyncio.Event().wait()
        raise AssertionError("it never comes to this")

    async def fails() -> State:
        raise ValueError("canary")

    report = asyncio.run(Readiness({"hangs": hangs, "fails": fails, "works": Counting()}).report())
    assert [state.good for state in report.values()] == [False, False, True]
    assert "builtins.ValueError" in report["fails"].told
    assert "canary" not in str(report) + caplog.text


def test_a_change_is_logged_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(readiness, "KEPT", 0.0)
    caplog.set_level("INFO")
    check = Counting()

    async def ask() -> None:
        asked = Readiness({"model": check})
        for good in (True, False, False, True, True):
            check.state = State(good, "so it is")
            await asked.report()

    asyncio.run(ask())
    assert [record.getMessage() for record in caplog.records] == [
        "Not ready: model: so it is",
        "Ready again: model: so it is",
    ]
