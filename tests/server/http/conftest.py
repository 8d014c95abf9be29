from collections.abc import Iterator

import pytest

from tests.server.http.tiny import Tiny, serving


@pytest.fixture(scope="session")
def tiny() -> Iterator[Tiny]:
    """With the usual deadlines."""
    with serving() as running:
        yield running


@pytest.fixture(scope="session")
def hasty() -> Iterator[Tiny]:
    """With short deadlines, which nobody but the slow clients of these tests comes near."""
    with serving(head=1, body=1, response=1, reading=1, idle=1, lingering=1) as running:
        yield running
