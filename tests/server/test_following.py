"""The server follows the pointer; what it serves is the old release whole or the new one whole."""

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from centreguide.release import pointer
from centreguide.release.content import Content, live
from centreguide.release.pointer import PUBLISHED, Entry, Live
from centreguide.release.serving import Serving
from centreguide.release.store import Release, Releases
from centreguide.server import following
from centreguide.server.following import Following
from tests.release.conftest import draft, encoder

__all__ = ["draft", "encoder"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "INTERVAL", 0.01)
    monkeypatch.setattr(live, "_content", None)
    monkeypatch.setattr(live, "off", None)


@pytest.fixture
def both(tmp_path: Path, draft: Path) -> tuple[Releases, Release, Release]:
    releases = Releases(tmp_path / "releases")

    def train(folder: Path, target: Path) -> None:
        target.write_bytes(b"model")

    old = releases.build(draft, train)
    answers = draft / "wording" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace('"No."', '"Nope."'), encoding="utf-8")
    return releases, old, releases.build(draft, train)


def point(releases: Releases, version: str, off: str | None = None) -> None:
    entry = Entry(1, PUBLISHED, "Ann", "to try", "2026-11-25T12:00:00+00:00")
    pointer.write(releases.folder, Live(version, off, entry))


def load(model: Path, content: Content) -> Any:
    return f"the agent of {model.parent.name}"


async def until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it didn't come to that")


def follow(
    releases: Releases, old: Release, steps: Callable[[Any], Any], load: following.LoadAgent | None = load
) -> None:
    async def run() -> None:
        app: Any = SimpleNamespace(ctx=SimpleNamespace(agent="the first agent"))
        live.use(old.content())
        task = asyncio.create_task(Following(releases, old.manifest.version, load).follow(app))
        try:
            await steps(app)
        finally:
            task.cancel()

    asyncio.run(run())


def says_no() -> str:
    return live.get().wording.answers["no"]


def test_model_and_words_change_together_and_it_tells_so(both: tuple[Releases, Release, Release]) -> None:
    releases, old, new = both

    async def steps(app: Any) -> None:
        point(releases, old.manifest.version)
        await until(lambda: Serving.read(releases.folder) is not None)
        assert (app.ctx.agent, says_no()) == ("the first agent", "No.")
        point(releases, new.manifest.version)
        await until(lambda: app.ctx.agent != "the first agent")
        assert (app.ctx.agent, says_no()) == (f"the agent of {new.manifest.version}", "Nope.")
        await until(lambda: Serving.read(releases.folder) == Serving(os.getpid(), new.manifest.version, None, None))

    follow(releases, old, steps)


def test_the_old_release_answers_until_the_new_one_is_loaded(both: tuple[Releases, Release, Release]) -> None:
    releases, old, new = both
    seen = []

    def slow(model: Path, content: Content) -> Any:
        seen.append(says_no())
        return "the new agent"

    async def steps(app: Any) -> None:
        point(releases, new.manifest.version)
        await until(lambda: app.ctx.agent == "the new agent")

    follow(releases, old, steps, slow)
    assert seen == ["No."]


def test_the_switch_is_followed_while_a_release_is_loaded(both: tuple[Releases, Release, Release]) -> None:
    releases, old, new = both
    go_on = threading.Event()

    def slow(model: Path, content: Content) -> Any:
        assert go_on.wait(10)
        return "the new agent"

    async def steps(app: Any) -> None:
        point(releases, new.manifest.version)
        await asyncio.sleep(0.05)
        point(releases, new.manifest.version, "Back at noon.")
        await until(lambda: live.off == "Back at noon.")
        assert app.ctx.agent == "the first agent"
        go_on.set()
        await until(lambda: app.ctx.agent == "the new agent")

    try:
        follow(releases, old, steps, slow)
    finally:
        go_on.set()


@pytest.mark.parametrize("trouble", ["gone", "broken", "edited"])
def test_what_cannot_be_loaded_is_told_and_the_old_release_goes_on(
    trouble: str, both: tuple[Releases, Release, Release]
) -> None:
    releases, old, new = both
    if trouble == "gone":
        new.model_file.unlink()
    if trouble == "edited":
        (new.folder / "wording" / "answers.yml").write_text("edited by hand")

    def broken(model: Path, content: Content) -> Any:
        raise RuntimeError("no such component")

    async def steps(app: Any) -> None:
        point(releases, new.manifest.version)
        expected = Serving(os.getpid(), old.manifest.version, new.manifest.version, None)
        await until(lambda: Serving.read(releases.folder) == expected)
        assert (app.ctx.agent, says_no()) == ("the first agent", "No.")
        point(releases, old.manifest.version, "Back at noon.")
        await until(lambda: live.off == "Back at noon.")

    follow(releases, old, steps, broken if trouble == "broken" else load)


def test_off_and_on_again(both: tuple[Releases, Release, Release]) -> None:
    releases, old, _ = both

    async def steps(app: Any) -> None:
        for off in ("Back at noon.", None):
            point(releases, old.manifest.version, off)
            expected = Serving(os.getpid(), old.manifest.version, None, off)
            await until(lambda expected=expected: Serving.read(releases.folder) == expected)  # type: ignore[misc]
            assert live.off == off
        assert app.ctx.agent == "the first agent"

    follow(releases, old, steps)


def test_a_broken_pointer_changes_nothing(both: tuple[Releases, Release, Release]) -> None:
    releases, old, new = both

    async def steps(app: Any) -> None:
        (releases.folder / pointer.POINTER).write_text("{")
        await asyncio.sleep(0.05)
        assert (app.ctx.agent, says_no()) == ("the first agent", "No.")
        point(releases, new.manifest.version)
        await until(lambda: app.ctx.agent != "the first agent")

    follow(releases, old, steps)


def test_with_actions_elsewhere_only_the_switch_is_followed(both: tuple[Releases, Release, Release]) -> None:
    releases, old, new = both

    async def steps(app: Any) -> None:
        point(releases, new.manifest.version, "Back at noon.")
        await until(lambda: live.off == "Back at noon.")
        await until(lambda: getattr(Serving.read(releases.folder), "refused", None) == new.manifest.version)
        assert (app.ctx.agent, says_no()) == ("the first agent", "No.")

    follow(releases, old, steps, None)
