"""A draft of the made-up trust's bot, and an encoder that takes no time."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from centreguide.encoder import runtime

PROJECT = Path(__file__).resolve().parents[2]


class NoEncoder:
    """Finds all texts alike."""

    fingerprint = "weights 1"

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_kept = encode


@pytest.fixture(autouse=True)
def encoder(monkeypatch: pytest.MonkeyPatch) -> NoEncoder:
    found = NoEncoder()
    monkeypatch.setattr(runtime, "shared", lambda: found)
    return found


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "draft"
    shutil.copytree(PROJECT / "wording", folder / "wording")
    shutil.copytree(PROJECT / "tests" / "riverside", folder / "knowledge")
    shutil.copyfile(PROJECT / "domain.yml", folder / "domain.yml")
    for name, text in (
        ("config.yml", "language: en\n"),
        ("data/nlu.yml", "nlu: []\n"),
        ("safety/urgent_signs.yml", "emergency: []\n"),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder
