import os
import resource
import signal
import stat
from pathlib import Path

import pytest

from centreguide import secret
from centreguide.errors import ServerError

FULL = 17
"""What the child process says of a disk that is full, when all is as it should be."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.secret"


def test_it_is_made_once_for_its_owner_alone(file: Path) -> None:
    first = secret.kept(file)
    assert len(first) >= secret.SHORTEST
    assert secret.kept(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_who_comes_second_takes_the_first_ones(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, others = secret.secrets.token_urlsafe, []

    def slow(length: int) -> str:
        monkeypatch.setattr(secret.secrets, "token_urlsafe", make)
        others.append(secret.kept(file))
        return make(length)

    monkeypatch.setattr(secret.secrets, "token_urlsafe", slow)
    assert [secret.kept(file)] == others
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_no_file(file: Path) -> None:
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
            secret.kept(file)
        except ServerError:
            os._exit(FULL)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == FULL
    assert list(file.parent.iterdir()) == []
    assert secret.kept(file)


@pytest.mark.parametrize("left", ["", "\n", "short", "é" * 40])
def test_what_is_no_secret_is_refused_with_what_to_do(left: str, file: Path) -> None:
    file.write_text(left, encoding="utf-8")
    with pytest.raises(ServerError, match=r"a\.secret"):
        secret.kept(file)
    assert file.read_text(encoding="utf-8") == left


def test_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="can't be kept"):
        secret.kept(tmp_path / "no such folder" / "a.secret")
