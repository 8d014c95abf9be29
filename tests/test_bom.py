"""The bill of materials has each package that is locked, with its version and what it is known by."""

import json
import re
from pathlib import Path

from scripts import bom


def test_it_names_every_locked_package(tmp_path: Path) -> None:
    bom.main(str(tmp_path / "made" / "bom.json"))
    made = json.loads((tmp_path / "made" / "bom.json").read_text())
    named = {(one["name"], one["version"]) for one in made["components"]}
    assert named == set(re.findall(r"^([\w.-]+)==([^\s;]+)", bom.LOCK.read_text(), re.MULTILINE))
    assert ("rasa", "3.6.21") in named
    assert all(one["purl"].startswith("pkg:pypi/") and one["hashes"] for one in made["components"])
