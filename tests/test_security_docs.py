"""The security page names code and tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONTROLS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and "`tests/" in line
]


def test_there_is_a_table_of_controls() -> None:
    assert len(CONTROLS) > 30
    assert len({control for control, *_ in CONTROLS}) == len(CONTROLS)


@pytest.mark.parametrize(("control", "code", "test"), CONTROLS)
def test_each_control_has_its_code_and_its_test(control: str, code: str, test: str) -> None:
    assert (ROOT / code.strip("`")).is_file()
    named = re.fullmatch(r"`(tests/[\w/]+\.py)::(\w+)`", test)
    assert named, f"{control}: {test}"
    tree = ast.parse((ROOT / named[1]).read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    assert named[2] in defined
