from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer

from centreguide.channels.website.sessions import LIFETIME, Sessions


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


def test_an_expired_token_opens_nothing(sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> None:
    token = sessions.start()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: __import__("time").time_ns() / 1e9 + LIFETIME + 2)
    assert sessions.recognised(token) is None


def test_an_ended_session_stays_ended(sessions: Sessions, tmp_path: Path) -> None:
    token = sessions.start()
    session = sessions.recognised(token)
    assert session
    sessions.end(session)
    assert sessions.recognised(token) is None
    assert Sessions("secret" * 8, tmp_path / "conversations.db").recognised(token) is None
