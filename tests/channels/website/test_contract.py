"""The OpenAPI document, put to the test by schemathesis against a running server."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.channels.website.visitor import BASE, Visitor
from tests.server.servers import Server, serving
from tests.server.tiny_bot import Project

pytestmark = pytest.mark.e2e

MANY = 25
"""A session may send 30 messages a minute: after so many a new visitor goes on."""


@pytest.fixture(scope="module")
def own_server(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that no other test shares its limits with."""
    with serving(project, tmp_path_factory.mktemp("contract"), log_level="INFO") as server:
        yield server


@pytest.fixture(scope="module")
def contract(own_server: Server) -> Any:
    return schemathesis.openapi.from_url(f"{own_server.address}{BASE}/openapi.json")


@pytest.fixture(scope="module")
def tokens(own_server: Server) -> Iterator[str]:
    visitors = (Visitor(own_server).start().token for _ in itertools.count())
    return (token for token in visitors for _ in range(MANY))


schema = schemathesis.pytest.from_fixture("contract")


@schema.parametrize()
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_server_keeps_to_its_contract(case: Any, own_server: Server, tokens: Iterator[str]) -> None:
    headers = {"Authorization": f"Bearer {next(tokens)}"}
    case.call_and_validate(base_url=f"{own_server.address}{BASE}", headers=headers)


def test_no_request_of_these_failed_inside(own_server: Server) -> None:
    assert "couldn't be answered" not in own_server.log.read_text()
