import threading
from dataclasses import replace
from pathlib import Path

import pytest

from centreguide.release import pointer
from centreguide.release.pointer import OFF, PUBLISHED, Entry, Live, PointerError

FIRST = Live("aaa", None, Entry(1, PUBLISHED, "Ann", "to try", "2026-11-25T12:00:00+00:00", ("Cy", "Di")))
SECOND = Live("bbb", "Back at noon.", Entry(2, OFF, "Bob", "a “wrong” answer", "2026-11-25T12:01:00+00:00"))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert pointer.read(tmp_path) is None
    for live in (FIRST, SECOND):
        pointer.write(tmp_path, live)
        assert pointer.read(tmp_path) == live
    assert [path.name for path in tmp_path.iterdir()] == [pointer.POINTER]


@pytest.mark.parametrize(
    "text", ["", "gone", "{}", "[]", '{"version": "a"}', '{"version": "a", "off": null, "entry": {}}']
)
def test_a_pointer_that_says_nothing_is_told_and_never_taken_for_none(text: str, tmp_path: Path) -> None:
    (tmp_path / pointer.POINTER).write_text(text)
    with pytest.raises(PointerError, match="Restore it from the backup"):
        pointer.read(tmp_path)


def test_it_stays_where_it_was_if_moving_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pointer.write(tmp_path, FIRST)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="no space"):
            pointer.write(tmp_path, SECOND)
    assert pointer.read(tmp_path) == FIRST


def test_whoever_reads_it_while_it_moves_finds_the_old_or_the_new(tmp_path: Path) -> None:
    pointer.write(tmp_path, FIRST)
    seen: list[Live | None] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.append(pointer.read(tmp_path))

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(100):
        pointer.write(tmp_path, replace(FIRST, version=("aaa", "bbb")[turn % 2]))
    done.set()
    reader.join()
    assert {live.version for live in seen if live} == {"aaa", "bbb"}
    assert None not in seen
