"""What every command does with what goes wrong."""

import argparse

import pytest

from centreguide import cli
from centreguide.errors import ServerError
from tests.conftest import PROJECT


@pytest.mark.parametrize("command", ["run", "ask why", "check"])
def test_a_model_that_cannot_be_loaded_is_one_line_whatever_wants_it(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(options: argparse.Namespace) -> int:
        raise ServerError("The model is damaged.")

    monkeypatch.chdir(PROJECT)
    for name in ("_run", "_ask", "_check"):
        monkeypatch.setattr(cli, name, fail)
    assert cli.main(command.split()) == 1
    assert capsys.readouterr().err == "The model is damaged.\n"
