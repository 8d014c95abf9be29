"""What a running bot tells those who watch it: health, metrics and log lines, and no visitor's word in any of them."""

import json
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.channels.messaging.lines import Line, lines, settings
from tests.server.servers import Server, ask, free_port, get, post, serving
from tests.server.tiny_bot import Project

pytestmark = pytest.mark.e2e

CANARY = "nightingale"
WHERE = f"where is the heart unit, {CANARY}?"
ALLOWED = {
    "kind": {"answer", "decline", "question", "talk", "urgent", "other"},
    "stage": {"waiting", "conversation", "understanding", "answering", "whole"},
    "reason": {"limit", "signature", "busy", "framing", "slow", "connections"},
    "channel": {"sms", "whatsapp", "telegram", "messenger", "slack"},
    "version": {"models"},
}
"""The values of every label that the bot's own metrics may have; `le` is a histogram's."""


@pytest.fixture(scope="module")
def every() -> Iterator[dict[str, Line]]:
    with lines() as found:
        yield found


@pytest.fixture(scope="module")
def metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def observed(
    project: Project, every: dict[str, Line], metrics_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    told = {**settings(every), "CENTREGUIDE_METRICS_PORT": str(metrics_port), "CENTREGUIDE_LOGS": "json"}
    with serving(project, tmp_path_factory.mktemp("observed"), settings=told, log_level="DEBUG") as running:
        yield running


def scraped(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as response:
        return str(response.read().decode())


def value(text: str, name: str, **labels: str) -> float:
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    found = [sample.value for sample in samples if sample.name == name and sample.labels == labels]
    return found[0] if found else 0.0


def test_it_is_ready_and_says_how_each_part_is(observed: Server) -> None:
    status, told = get(observed.address, "/readyz")
    assert (status, told["status"]) == (200, "ok")
    assert set(told["checks"]) == {"question", "database", "postman", "outbox"}
    assert all(check["good"] and check["told"] for check in told["checks"].values())
    assert get(observed.address, "/livez") == (200, {"status": "ok"})
    assert get(observed.address, "/health") == (200, {"status": "ok"})


def test_being_asked_for_its_health_leaves_no_conversation(observed: Server) -> None:
    assert get(observed.address, "/readyz")[0] == 200
    with closing(sqlite3.connect(observed.database)) as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE sender_id LIKE '%health%'").fetchone() == (0,)
    with closing(sqlite3.connect(observed.database.with_name("inbox.db"))) as connection:
        assert connection.execute("SELECT count(*) FROM questions").fetchone() == (0,)


def test_metrics_count_and_time_and_hold_no_word(observed: Server, every: dict[str, Line], metrics_port: int) -> None:
    before = scraped(metrics_port)
    assert ask(observed.address, CANARY, WHERE)
    assert every["telegram"].send(observed, CANARY, WHERE, f"{CANARY}-1") == 200
    assert every["telegram"].hears(CANARY)
    post(observed.address, json.dumps({"sender": CANARY, "message": f"fail badly {CANARY}"}).encode())
    after = scraped(metrics_port)
    for name, labels in (
        ("centreguide_replies_total", {"kind": "other"}),
        ("centreguide_seconds_count", {"stage": "understanding"}),
        ("centreguide_seconds_count", {"stage": "answering"}),
    ):
        assert value(after, name, **labels) >= value(before, name, **labels) + 2
    assert value(after, "centreguide_release_info", version="models") == 1.0
    assert CANARY not in after
    for family in text_string_to_metric_families(after):
        for sample in family.samples if family.name.startswith("centreguide_") else ():
            for label, told in sample.labels.items():
                assert label == "le" or told in ALLOWED[label]


def test_what_a_limit_refuses_is_counted(observed: Server, metrics_port: int) -> None:
    before = value(scraped(metrics_port), "centreguide_refused_total", reason="limit")
    refused = [post(observed.address, b"{}", "/webhooks/website/sessions")[0] for _ in range(65)].count(429)
    assert refused
    assert value(scraped(metrics_port), "centreguide_refused_total", reason="limit") == before + refused


def test_asking_for_its_health_again_and_again_asks_the_bot_once_in_a_while(
    observed: Server, metrics_port: int
) -> None:
    before = value(scraped(metrics_port), "centreguide_seconds_count", stage="understanding")
    began = time.monotonic()
    for _ in range(100):
        get(observed.address, "/readyz")
    most = (time.monotonic() - began) / 5 + 2
    assert value(scraped(metrics_port), "centreguide_seconds_count", stage="understanding") - before <= most


def test_metrics_are_on_their_own_port_alone(observed: Server) -> None:
    assert get(observed.address, "/metrics")[0] == 404


def test_every_log_line_is_an_object_without_a_visitors_word(observed: Server) -> None:
    ask(observed.address, CANARY, f"fail badly, {CANARY}")
    written = observed.log.read_text()
    assert CANARY not in written
    lines = [json.loads(line) for line in written.splitlines() if line != observed.address]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    assert any(line["message"].startswith("Loaded the model tiny.tar.gz") for line in lines)


def test_a_deleted_database_is_told_while_visitors_go_on_getting_answers(observed: Server) -> None:
    for file in observed.database.parent.glob(f"{observed.database.name}*"):
        file.unlink()
    told: dict[str, str] = {}
    for _ in range(100):
        status, told = get(observed.address, "/health")
        if status == 503:
            break
        time.sleep(0.1)
    assert "database: the file was deleted: start the bot again" in told["status"]
    assert get(observed.address, "/readyz")[0] == 503
    assert get(observed.address, "/livez")[0] == 200
    assert ask(observed.address, "still here", WHERE)
    assert not Path(observed.database).exists()
