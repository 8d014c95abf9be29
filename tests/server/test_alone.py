"""A second bot on the same database or releases doesn't start; commands beside a running bot work on."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from centreguide import cli
from centreguide.errors import ServerError
from centreguide.publishing.publish import Publishing
from centreguide.server.alone import alone
from centreguide.server.retention import erase_conversation
from centreguide.server.serve import serve
from tests.publishing.conftest import train
from tests.release.conftest import draft, encoder
from tests.server.tiny_bot import environment

__all__ = ["draft", "encoder"]

HOLD = """
import sys, time
from pathlib import Path
from centreguide.server.alone import alone
with alone(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None):
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def held_elsewhere(database: Path, releases: Path | str = "") -> Iterator["subprocess.Popen[str]"]:
    """Another process that is alone with these, until the end or until it is killed."""
    command = [sys.executable, "-c", HOLD, str(database), str(releases)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def take(database: Path, releases: Path | None = None) -> None:
    """Takes both, and gives them back."""
    with alone(database, releases):
        pass


def test_a_second_one_on_the_database_is_told_which_file_and_what_to_do(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path / "conversations.db"):
        with pytest.raises(ServerError, match=r"conversations\.db: stop that one, or .*--database"):
            take(tmp_path / "conversations.db")
        take(tmp_path / "other.db")


def test_a_second_one_on_the_releases_gives_the_database_back(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path / "conversations.db", tmp_path / "releases"):
        with pytest.raises(ServerError, match=r"serves the releases in .*stop that one"):
            take(tmp_path / "other.db", tmp_path / "releases")
        with held_elsewhere(tmp_path / "other.db"):
            pass


def test_another_name_of_the_same_database_is_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with held_elsewhere(tmp_path / "conversations.db"), pytest.raises(ServerError):
        take(tmp_path / "link" / "conversations.db")


def test_nothing_is_left_of_one_that_was_killed(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path / "conversations.db", tmp_path / "releases") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    take(tmp_path / "conversations.db", tmp_path / "releases")


def test_the_command_refuses_before_it_builds_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "domain.yml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "_prepare_encoder", lambda: pytest.fail("it went on"))
    with held_elsewhere(tmp_path / "other.db", tmp_path / "releases"):
        assert cli.main(["run"]) == 1
    assert "Another bot serves the releases in releases" in capsys.readouterr().err


def test_the_server_refuses_before_it_loads_anything(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.touch()
    with (
        held_elsewhere(tmp_path / "conversations.db"),
        pytest.raises(ServerError, match="Another bot keeps its conversations"),
    ):
        serve(model, 0, tmp_path / "conversations.db")


def test_commands_work_beside_a_running_bot(tmp_path: Path, draft: Path) -> None:
    releases, database = tmp_path / "releases", tmp_path / "conversations.db"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE events (sender_id TEXT)")
        connection.execute("INSERT INTO events VALUES ('rest-a')")
    publishing = Publishing(releases)
    publishing.to_serve(draft, train)
    with held_elsewhere(database, releases):
        assert publishing.switch_off("Back at noon.", "Bob", "a wrong place").off == "Back at noon."
        assert len(list(publishing.history.records())) == 2
        assert erase_conversation(database, "rest-a") == 1
