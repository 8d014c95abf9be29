"""Every messaging channel on the real server, with the platforms' APIs on this machine."""

import sqlite3
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

import pytest

from centreguide.channels.messaging.platform import SLOTS
from tests.channels.messaging.lines import Line, lines, settings
from tests.channels.messaging.loopback import silent
from tests.server.servers import Server, serving
from tests.server.tiny_bot import Project

pytestmark = pytest.mark.e2e

NAMES = ("sms", "whatsapp", "telegram", "messenger", "slack")
WHERE = "where is the heart unit"


@pytest.fixture(scope="module")
def every() -> Iterator[dict[str, Line]]:
    with lines() as found:
        yield found


@pytest.fixture(scope="module")
def server(project: Project, every: dict[str, Line], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("messaging")
    with serving(project, folder, settings=settings(every)) as running:
        yield running


@pytest.fixture(params=NAMES)
def line(request: pytest.FixtureRequest, every: dict[str, Line]) -> Line:
    return every[request.param]


def test_a_message_is_answered(server: Server, line: Line) -> None:
    assert line.send(server, "ann", WHERE, "message-1") == 200
    assert "ask_where" in line.hears("ann")[0]


def test_delivered_twice_it_is_answered_once(server: Server, line: Line) -> None:
    for _ in range(3):
        assert line.send(server, "bob", WHERE, "message-2") == 200
    assert line.send(server, "bob", "how many beds are there", "message-3") == 200
    heard = line.hears("bob", 2)
    time.sleep(0.3)
    assert line.heard("bob") == heard
    assert sum("ask_where" in text for text in heard) == 1


def test_a_forged_request_is_refused_and_not_answered(server: Server, line: Line) -> None:
    body, headers = line.signed("eve", WHERE, "message-4")
    kept = {
        name: value for name, value in headers.items() if name.lower() in ("content-type", "x-slack-request-timestamp")
    }
    assert line.deliver(server, body, kept) in (401, 403)
    wrong = {name: value if name in kept else "sha256=" + "0" * 64 for name, value in headers.items()}
    assert line.deliver(server, body, wrong) in (401, 403)
    other_body, _ = line.signed("eve", "how many beds are there", "message-5")
    if line.name != "telegram":
        # Telegram's secret doesn't cover the body.
        assert line.deliver(server, other_body, headers) in (401, 403)
    time.sleep(0.3)
    assert line.heard("eve") == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"object": 1}', b"\xff\xfe", b"a=b&a=c", b"[" * 5_000])
def test_bad_input_is_no_error_of_ours(server: Server, line: Line, body: bytes) -> None:
    _, headers = line.signed("eve", WHERE, "message-6")
    assert line.deliver(server, body, headers) < 500
    assert line.deliver(server, body, {"Content-Type": "application/json"}) in (200, 400, 401, 403)


def test_typed_text_is_never_a_payload(server: Server, line: Line) -> None:
    line.send(server, "carl", WHERE, "message-7")
    line.send(server, "carl", '/ask_size{"subject": "eye_clinic"}', "message-8")
    assert "I can't answer that." in line.hears("carl", 2)[-1]


def test_a_choice_is_taken_by_its_number(server: Server, every: dict[str, Line]) -> None:
    for name in ("sms", "whatsapp", "messenger"):
        line = every[name]
        line.send(server, "dora", WHERE, "message-9")
        line.hears("dora")
        line.send(server, "dora", "1", "message-10")
        assert "ask_size about eye_clinic" in line.hears("dora", 2)[-1]


def test_more_gives_the_rest_of_a_long_reply_on_sms(server: Server, every: dict[str, Line]) -> None:
    line = every["sms"]
    words = [f"word{number:03}" for number in range(120)]
    line.send(server, "heidi", "repeat these words back " + " ".join(words), "message-19")
    (first,) = line.hears("heidi")
    assert first.endswith("Reply MORE for the rest.")
    assert len(first) <= 459
    heard = [first]
    for number in range(20, 24):
        line.send(server, "heidi", "More", f"message-{number}")
        heard = line.hears("heidi", len(heard) + 1)
        if "MORE" not in heard[-1]:
            break
    assert all(any(word in text for text in heard) for word in words)
    line.send(server, "heidi", "more", "message-25")
    assert "That was all." in line.hears("heidi", len(heard) + 1)[-1]


def test_stop_is_obeyed_on_sms(server: Server, every: dict[str, Line]) -> None:
    line = every["sms"]
    for number, text in enumerate(["STOP", WHERE, "Start.", WHERE], 11):
        assert line.send(server, "frank", text, f"message-{number}") == 200
        time.sleep(0.2)
    heard = line.hears("frank", 3)
    assert "START" in heard[0]
    assert "ask_where" in heard[2]
    assert len(heard) == 3


@pytest.mark.parametrize(("one", "other"), list(permutations(NAMES, 2)))
def test_a_conversation_can_t_be_reached_from_another_channel(
    server: Server, every: dict[str, Line], one: str, other: str
) -> None:
    sender = f"grace-{one}-{other}"
    every[one].send(server, sender, "how many beds are there at the eye clinic", "message-15")
    assert "eye_clinic" not in (every[one].hears(sender)[0])
    every[one].send(server, sender, WHERE, "message-16")
    every[one].hears(sender, 2)
    every[other].send(
        server, sender, "1" if other in ("sms", "whatsapp", "messenger") else "which building", "message-17"
    )
    assert "eye_clinic" not in every[other].hears(sender)[0]


def test_a_burst_is_answered_whole_and_in_order(server: Server, every: dict[str, Line]) -> None:
    line = every["telegram"]
    statuses: list[int] = []

    def visitor(number: int) -> None:
        for turn in range(4):
            statuses.append(
                line.send(server, f"burst-{number}", f"repeat these words back {turn}", f"b{number}-{turn}")
            )

    threads = [threading.Thread(target=visitor, args=(number,)) for number in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 200
    for number in range(50):
        # This bot greets after each echo.
        echoes = [text for text in line.hears(f"burst-{number}", 8) if text.startswith("repeat")]
        assert echoes == [f"repeat these words back {turn}" for turn in range(4)]


def test_nothing_of_a_sender_is_kept_or_logged(server: Server, line: Line) -> None:
    line.send(server, "kestrel", "repeat these words back goshawk", "message-18")
    line.hears("kestrel")
    address = line.signed("kestrel", "", "x")[0]
    time.sleep(0.2)
    with sqlite3.connect(server.database, timeout=5) as connection:
        ids = {row[0] for row in connection.execute("SELECT DISTINCT sender_id FROM events")}
        assert connection.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    assert all(name.split("-", 1)[1].isalnum() for name in ids)
    assert not any(name.split("-", 1)[1].encode() in address for name in ids)
    assert "goshawk" not in server.log.read_text()


def test_killed_between_receiving_and_sending_nothing_is_lost_and_nothing_twice(
    project: Project, tmp_path: Path
) -> None:
    with lines() as every:
        line = every["telegram"]
        line.api.troubles = [(502, {}, b"")] * 50
        with serving(project, tmp_path, settings=settings(every)) as first:
            assert line.send(first, "ann", WHERE, "message-1") == 200
            first.process.kill()
            first.process.wait()
        line.api.troubles = []
        with serving(project, tmp_path, settings=settings(every)) as second:
            assert line.send(second, "ann", WHERE, "message-1") == 200
            heard = line.hears("ann")
            time.sleep(0.5)
            assert line.heard("ann") == heard
            assert len(heard) == 1


def test_killed_while_sending_the_reply_goes_out_and_the_log_says_that_it_may_be_twice(
    project: Project, tmp_path: Path
) -> None:
    with lines() as every, silent() as nowhere:
        line = every["telegram"]
        hanging = {**settings(every), line.api_setting: nowhere}
        with serving(project, tmp_path, settings=hanging) as first:
            assert line.send(first, "ann", WHERE, "message-1") == 200
            while not sending(first.database):
                time.sleep(0.05)
            first.process.kill()
            first.process.wait()
        with serving(project, tmp_path, settings=settings(every)) as second:
            assert len(line.hears("ann")) == 1
            assert "1 replies may go out twice" in second.log.read_text()


def test_after_the_database_was_locked_replies_go_out_and_the_server_answered_all_the_while(
    project: Project, tmp_path: Path
) -> None:
    with lines() as every:
        line = every["telegram"]
        line.api.troubles = [(502, {"Retry-After": "1"}, b"")]
        with serving(project, tmp_path, settings=settings(every)) as server:
            assert line.send(server, "ann", WHERE, "message-1") == 200
            with locked(server.database):
                until = time.monotonic() + 12
                while time.monotonic() < until:
                    with urllib.request.urlopen(server.address, timeout=3) as answer:
                        assert answer.status == 200
                    time.sleep(0.1)
            assert len(line.hears("ann")) == 1
            assert "The outbox can't be used (database is locked); nothing is sent" in server.log.read_text()
            assert line.send(server, "ann", "how many beds are there", "message-2") == 200
            assert len(line.hears("ann", 2)) == 2


def test_a_platform_that_hangs_doesn_t_hold_up_another(project: Project, tmp_path: Path) -> None:
    """Four times as many wait for Telegram as it has slots, each for ten seconds."""
    with lines() as every, silent() as nowhere:
        telegram, messenger = every["telegram"], every["messenger"]
        hanging = {**settings(every), telegram.api_setting: nowhere}
        with serving(project, tmp_path, settings=hanging) as server:
            for number in range(4 * SLOTS):
                assert telegram.send(server, f"visitor-{number}", WHERE, f"message-{number}") == 200
            assert messenger.send(server, "ann", WHERE, "message-1") == 200
            assert len(messenger.hears("ann")) == 1


def sending(database: Path) -> bool:
    with sqlite3.connect(database, timeout=5) as connection:
        return bool(connection.execute("SELECT 1 FROM outbox WHERE sending").fetchone())


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another program's hold on the database."""
    connection = sqlite3.connect(database, timeout=5, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_half_a_configuration_says_what_is_missing_and_none_says_nothing(project: Project, tmp_path: Path) -> None:
    with serving(project, tmp_path / "none") as none:
        assert "channel" not in none.log.read_text().lower()
    half = {"TELEGRAM_BOT_TOKEN": "1:a", "CENTREGUIDE_PUBLIC_URL": "https://bot.example.nhs.uk"}
    with serving(project, tmp_path / "half", settings=half) as server:
        assert "The channel telegram is off: set TELEGRAM_WEBHOOK_SECRET" in server.log.read_text()
