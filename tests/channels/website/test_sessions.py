import time
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer

from centreguide.channels.website.sessions import LEEWAY, LIFETIME, Sessions
from centreguide.errors import ServerError


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    return Sessions("secret" * 8, tmp_path / "conversations.db")


def test_a_token_opens_its_own_session(sessions: Sessions) -> None:
    one, other = (sessions.recognised(sessions.start()) for _ in range(2))
    assert one
    assert other
    assert one.conversation != other.conversation
    assert one.conversation == f"website-{one.key}"


def test_a_token_of_another_secret_opens_nothing(sessions: Sessions, tmp_path: Path) -> None:
    assert sessions.recognised(Sessions("other" * 8, tmp_path / "other.db").start()) is None


def test_a_token_of_another_kind_opens_nothing(sessions: Sessions) -> None:
    signer = URLSafeTimedSerializer("secret" * 8, salt="something else")
    assert sessions.recognised(str(signer.dumps("key"))) is None


@pytest.mark.parametrize(
    ("step", "opens"),
    [
        (-3600, False),
        (-LEEWAY - 2, False),
        (-LEEWAY + 2, True),
        (-5, True),
        (LIFETIME - 2, True),
        (LIFETIME + 2, False),
    ],
)
def test_a_token_lasts_a_day_and_outlives_a_clock_that_is_set_back_a_little(
    step: float, opens: bool, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, now = sessions.start(), time.time()
    monkeypatch.setattr("time.time", lambda: now + step)
    assert (sessions.recognised(token) is not None) is opens


def test_a_short_secret_signs_nothing(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="has 32 random characters or more"):
        Sessions("", tmp_path / "conversations.db")


def test_an_ended_session_stays_ended(sessions: Sessions, tmp_path: Path) -> None:
    token = sessions.start()
    session = sessions.recognised(token)
    assert session
    sessions.end(session)
    assert sessions.recognised(token) is None
    assert Sessions("secret" * 8, tmp_path / "conversations.db").recognised(token) is None


def test_an_ended_session_stays_ended_though_the_clock_was_days_ahead_for_a_while(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, ended = time.time(), sessions.start()
    session = sessions.recognised(ended)
    assert session
    sessions.end(session)
    monkeypatch.setattr("time.time", lambda: now + 2 * LIFETIME)
    other = sessions.recognised(sessions.start())
    assert other
    sessions.end(other)
    monkeypatch.setattr("time.time", lambda: now + 1)
    assert sessions.recognised(ended) is None
