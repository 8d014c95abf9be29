"""Fixtures that the server's and the channels' tests share."""

from collections.abc import Iterator

import pytest

from tests.server.servers import Server, serving
from tests.server.tiny_bot import Project, tiny_bot


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return tiny_bot(tmp_path_factory.getbasetemp() / "riverside")


@pytest.fixture(scope="session")
def server(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(project, tmp_path_factory.mktemp("server"), log_level="DEBUG") as running:
        yield running
