"""Commands that are typed in a folder that isn't the project's."""

from pathlib import Path

import pytest

from centreguide import project
from centreguide.cli import main
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    "command",
    ["check", "content show", "content add-name trust us", "candidate", "publish 1a2b3c", "inbox", "history", "run",
     "rollback", "off Sorry.", "on", "ask why", "erase rest-1"],
)  # fmt: skip
def test_every_command_says_where_it_works_and_leaves_nothing_behind(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command.split()) == 2
    told = capsys.readouterr().err
    assert told.startswith("This folder isn't a Centre Guide project: change to ")
    assert told.endswith(f"\n  cd {PROJECT}\n")
    assert list(tmp_path.iterdir()) == []


def test_the_project_around_the_folder_is_the_one_that_was_meant(tmp_path: Path) -> None:
    bot = tmp_path / "the bot's"
    (bot / "knowledge" / "more").mkdir(parents=True)
    assert project.is_project(bot)
    for name in ("knowledge", "knowledge/more"):
        assert not project.is_project(bot / name)
        assert project.way_to_one(bot / name).endswith(f"""\n  cd '{tmp_path}/the bot'"'"'s'""")


def test_where_no_project_is_known_a_folder_is_to_be_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "__file__", str(tmp_path / "site-packages" / "centreguide" / "project.py"))
    assert project.way_to_one(tmp_path).endswith("cd FOLDER")


@pytest.mark.parametrize("mark", ["domain.yml", "releases/published"])
def test_a_damaged_project_is_one_all_the_same(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).parent.mkdir(exist_ok=True)
    (tmp_path / mark).touch()
    assert project.is_project(tmp_path)
