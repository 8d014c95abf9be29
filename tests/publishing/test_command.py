"""The commands that make changes live, as staff type them."""

import argparse
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.publishing import command
from centreguide.publishing.publish import Publishing
from tests.publishing.conftest import Compared, train

Reword = Callable[[str], None]
Run = Callable[..., list[str]]


@pytest.fixture
def run(publishing: Publishing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as Bob over the releases, where no bot runs, and gives the lines that it prints."""
    monkeypatch.setattr(command, "RELEASES", publishing.releases.folder)
    monkeypatch.setenv("CENTREGUIDE_EDITOR", "Bob")
    parser = argparse.ArgumentParser(prog="centreguide")
    command.add(parser.add_subparsers(required=True), train)

    def run(*words: str) -> list[str]:
        options = parser.parse_args(words)
        capsys.readouterr()
        assert options.command(options) == 0
        return capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def version(publishing: Publishing, draft: Path, reword: Reword, compared: Compared) -> str:
    """That of a candidate of Ann's."""
    reword("No, sorry.")
    return publishing.candidates.make(draft, "Ann", "politer", train, compared).version


def test_a_bot_that_is_off_is_told_to_be_so_still_after_publishing_and_going_back(run: Run, version: str) -> None:
    run("off", "Back at noon.")
    reminder = "The bot is still switched off: visitors get “Back at noon.” To switch it on: centreguide on."
    assert run("publish", version, "--why", "fine")[-1] == reminder
    assert run("rollback", "--why", "hm")[-1] == reminder


def test_a_bot_that_is_on_is_not_told_to_be_off(run: Run, version: str) -> None:
    told = [*run("publish", version, "--why", "fine"), *run("rollback", "--why", "hm")]
    assert not [line for line in told if "switched" in line]
