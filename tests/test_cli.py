"""What every command does with what goes wrong."""

import argparse
import sqlite3
from contextlib import closing
from pathlib import Path

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


def test_a_conversation_is_erased_from_the_database_that_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "elsewhere.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE events (sender_id TEXT)")
        connection.execute("INSERT INTO events VALUES ('rest-a')")
    monkeypatch.chdir(PROJECT)
    command = ["erase", "rest-a", "--database", str(database)]
    assert (cli.main(command), capsys.readouterr().out) == (0, "The conversation was deleted.\n")
    assert (cli.main(command), capsys.readouterr().out) == (1, "There is no such conversation.\n")
