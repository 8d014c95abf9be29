"""The bot's own server under load, and the table of what each fault did to its visitors."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.visitors import Ledger
from tests.server.servers import Server, serving_release

ROOT = Path(__file__).resolve().parent.parent.parent
SETTINGS = {"CENTREGUIDE_PROXIES": "1"}
TOLD = pytest.StashKey[dict[str, str]]()


@pytest.fixture(scope="session")
def table(pytestconfig: pytest.Config) -> dict[str, str]:
    """What is printed at the end: a line for each fault."""
    return pytestconfig.stash.setdefault(TOLD, {})


@pytest.fixture
def note(table: dict[str, str], request: pytest.FixtureRequest) -> "Note":
    return Note(table, request.node.name.removeprefix("test_").replace("_", " "))


class Note:
    """Puts a fault's line in the table."""

    def __init__(self, table: dict[str, str], fault: str) -> None:
        self._table, self._fault = table, fault

    def __call__(self, ledger: Ledger) -> Ledger:
        self._table[self._fault] = ledger.line()
        return ledger


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all faults that it outlives."""
    with serving_release(ROOT, tmp_path_factory.mktemp("faults"), settings=SETTINGS) as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    told = config.stash.get(TOLD, {})
    if told:
        terminalreporter.section("Faults")
        for fault, line in told.items():
            terminalreporter.write_line(f"{fault}: {line}")
