import shutil
from pathlib import Path

import numpy as np
import pytest

from centreguide.encoder import kept
from centreguide.encoder.kept import KeptVectors
from centreguide.encoder.runtime import KEPT_FILE, Encoder

OWN = ["the heart unit is in the north wing", "where do I park", "where do I park"]


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    fresh = shutil.ignore_patterns(f"{KEPT_FILE}*")
    return Path(shutil.copytree(built, tmp_path / "encoder", ignore=fresh))


def test_vectors_come_back_as_they_were(tmp_path: Path) -> None:
    vectors = {bytes([place]): np.full(3, place, dtype=np.float32) for place in range(5)}
    KeptVectors(tmp_path / "file").put(vectors)
    found = KeptVectors(tmp_path / "file").get([b"\x01", b"\x04", b"unknown"])
    assert {key: vector.tolist() for key, vector in found.items()} == {b"\x01": [1, 1, 1], b"\x04": [4, 4, 4]}


def test_only_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    store = KeptVectors(tmp_path / "file")
    for place in range(4):
        store.put({bytes([place]): np.zeros(1, dtype=np.float32)})
    assert set(store.get([bytes([place]) for place in range(4)])) == {b"\x02", b"\x03"}


def test_a_file_that_is_of_no_use_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken").write_text("no database at all, whatever its length may be " * 99, encoding="utf-8")
    for file in (tmp_path / "broken", tmp_path / "no folder" / "file"):
        KeptVectors(file).put({b"key": np.zeros(1, dtype=np.float32)})
        assert KeptVectors(file).get([b"key"]) == {}


def test_what_was_encoded_once_isn_t_encoded_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = Encoder(folder).encode_kept(OWN)
    assert np.array_equal(vectors, Encoder(folder).encode(OWN))
    again = Encoder(folder)
    monkeypatch.setattr(again, "_encode", lambda tokens: pytest.fail("it encodes"))
    assert np.array_equal(again.encode_kept(OWN), vectors)


def test_what_a_visitor_typed_isn_t_kept(folder: Path) -> None:
    encoder = Encoder(folder)
    encoder.encode(["my son is ill"])
    encoder.encode([f"my son is ill, day {day}" for day in range(100)])
    assert not (folder / KEPT_FILE).exists()
