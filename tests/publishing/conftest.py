"""A folder of releases over the made-up trust's draft, with a trainer and a comparison that take no time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.publishing.comparison import Change, Comparison, Verdict
from centreguide.publishing.publish import Publishing
from centreguide.release.store import Release
from tests.release.conftest import draft, encoder

__all__ = ["draft", "encoder"]


def train(folder: Path, target: Path) -> None:
    target.write_bytes(b"model")


class Compared:
    """Says what it is told to say, and remembers what it was asked."""

    def __init__(self) -> None:
        self.changes: tuple[Change, ...] = ()
        self.new_ways: list[tuple[str, str]] = []

    def __call__(self, before: Release, after: Release, new_ways: list[tuple[str, str]]) -> Comparison:
        self.new_ways = new_ways
        return Comparison(10, self.changes)

    def finds(self, verdict: Verdict) -> None:
        self.changes = (Change("questions.yml", "q1", "where is it", "On floor 3.", "On floor 2.", verdict),)


@pytest.fixture
def compared() -> Compared:
    return Compared()


@pytest.fixture
def publishing(tmp_path: Path, draft: Path) -> Publishing:
    """With the draft live."""
    found = Publishing(tmp_path / "releases")
    found.to_serve(draft, train)
    return found


@pytest.fixture
def reword(draft: Path) -> Callable[[str], None]:
    """Has the bot say something else instead of "No."."""

    def change(text: str) -> None:
        answers = draft / "wording" / "answers.yml"
        lines = answers.read_text(encoding="utf-8").splitlines()
        changed = [f'no: "{text}"' if line.startswith("no:") else line for line in lines]
        assert changed != lines
        answers.write_text("\n".join(changed) + "\n", encoding="utf-8")

    return change
