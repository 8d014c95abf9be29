from collections.abc import Iterator
from pathlib import Path

import pytest

from centreguide.inbox.inbox import Inbox


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "inbox.db"


@pytest.fixture
def inbox(database: Path) -> Iterator[Inbox]:
    inbox = Inbox(database)
    yield inbox
    inbox.close()
