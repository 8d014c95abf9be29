import pytest

from tests.channels.website.visitor import Visitor
from tests.server.servers import Server


@pytest.fixture
def visitor(server: Server) -> Visitor:
    return Visitor(server).start()
