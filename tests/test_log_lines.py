import json
import logging
from collections.abc import Iterator

import pytest

from centreguide.errors import ServerError
from centreguide.log_lines import formatter
from centreguide.request_id import request_id


@pytest.fixture
def in_a_request() -> Iterator[str]:
    token = request_id.set("r-17")
    yield "r-17"
    request_id.reset(token)


def record(message: str, *arguments: object) -> logging.LogRecord:
    made = logging.LogRecord("centreguide.x", logging.WARNING, "x.py", 1, message, arguments, None)
    made.created = 1_800_000_000.5
    return made


def line(message: str, *arguments: object) -> dict[str, str]:
    written = formatter({"CENTREGUIDE_LOGS": "json"}).format(record(message, *arguments))
    assert "\n" not in written
    return json.loads(written)


def test_a_line_as_json() -> None:
    assert line("Loaded %d\nthings", 3) == {
        "time": "2027-01-15T08:00:00.500+00:00",
        "level": "warning",
        "logger": "centreguide.x",
        "message": "Loaded 3\nthings",
    }


def test_a_line_names_its_request(in_a_request: str) -> None:
    assert line("x")["request"] == in_a_request
    assert formatter({}).format(record("Loaded %d things", 3)).endswith("centreguide.x: Loaded 3 things [r-17]")


def test_outside_a_request_a_line_names_none() -> None:
    assert formatter({}).format(record("Loaded")).endswith("WARNING centreguide.x: Loaded")


def test_another_form_is_refused() -> None:
    with pytest.raises(ServerError, match="CENTREGUIDE_LOGS: 'xml'"):
        formatter({"CENTREGUIDE_LOGS": "xml"})
