"""A small draft of the made-up trust's bot: its knowledge, the project's wording, and two questions for each intent."""

import difflib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[2]
UNTRAINED = "nlu_fallback"


def draft_folder(folder: Path) -> Path:
    """Writes the draft into the folder."""
    shutil.copytree(PROJECT / "wording", folder / "wording")
    shutil.copytree(PROJECT / "tests" / "riverside", folder / "knowledge")
    shutil.copytree(PROJECT / "tests" / "riverside_conversations", folder / "conversations")
    shutil.copyfile(PROJECT / "domain.yml", folder / "domain.yml")
    (folder / "data").mkdir()
    for name in ("rules.yml", "stories.yml"):
        shutil.copyfile(PROJECT / "data" / name, folder / "data" / name)
    declared = yaml.safe_load((folder / "domain.yml").read_text(encoding="utf-8"))["intents"]
    names = [name for entry in declared for name in entry if name != UNTRAINED]
    entries = [f"- intent: {name}\n  examples: |\n    - first of {name}\n    - second of {name}\n" for name in names]
    (folder / "data" / "nlu.yml").write_text('version: "3.1"\n\nnlu:\n' + "\n".join(entries), encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return draft_folder(tmp_path / "draft")


@pytest.fixture
def lines_changed(folder: Path) -> Callable[[], dict[str, list[str]]]:
    """The lines by which the draft's files differ from what they were at the start, as `+line` and `-line`."""
    before = _texts(folder)

    def changed() -> dict[str, list[str]]:
        after = _texts(folder)
        found = {name: changed_lines(before.get(name, ""), after.get(name, "")) for name in {*before, *after}}
        return {name: lines for name, lines in found.items() if lines}

    return changed


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are lost, as `-line`, and new, as `+line`, from the top down."""
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


def _texts(folder: Path) -> dict[str, str]:
    found = [path for path in folder.rglob("*.yml") if not path.relative_to(folder).parts[0].startswith(".")]
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in found}
