"""Signed session tokens: only the server makes them, and one that has ended or expired opens nothing."""

import secrets
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

from centreguide.secret import checked

LIFETIME = 24 * 60 * 60
"""Seconds from the start of a session until its token opens nothing: as long as conversations are kept."""

LEEWAY = 5 * 60
"""Seconds by which a token may come from the future, for a server's clock is set back now and then."""

REMEMBERED = 30 * LIFETIME
"""Seconds for which an ended session is known: if the clock was days ahead for a while, its token stays worthless."""

PREFIX = "website-"
_SALT = "website session"
_PATIENCE = 5


@dataclass(frozen=True)
class Session:
    """A visitor's session; `key` is random, and no one else's."""

    key: str

    @property
    def conversation(self) -> str:
        """The tracker's key."""
        return PREFIX + self.key


class Sessions:
    """Starts, recognises and ends sessions.

    A live session leaves no trace until its first message. Of one that was ended its random key is kept for longer than
    its token lasts, so that the token opens nothing even after a restart.
    """

    def __init__(self, secret: str, database: Path) -> None:
        """Opens the list of ended sessions in `database`, beside the conversations; makes it if there is none.

        Raises:
            ServerError: The secret is too short.
        """
        self._signer = URLSafeTimedSerializer(checked(secret), salt=_SALT)
        self._database = database
        with self._connection() as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS ended_sessions (key TEXT PRIMARY KEY, ended REAL NOT NULL)")
            self._ended = {key for (key,) in connection.execute("SELECT key FROM ended_sessions")}

    def start(self) -> str:
        """The token of a new session."""
        return str(self._signer.dumps(secrets.token_urlsafe(24)))

    def recognised(self, token: str) -> Session | None:
        """The token's session; None for one that is forged, expired or ended."""
        try:
            key, signed = self._signer.loads(token, return_timestamp=True)
        except (BadSignature, UnicodeError):
            return None
        lasts = -LEEWAY <= time.time() - signed.timestamp() <= LIFETIME
        return Session(key) if lasts and isinstance(key, str) and self.is_open(Session(key)) else None

    def is_open(self, session: Session) -> bool:
        """Whether the session hasn't been ended."""
        return session.key not in self._ended

    def end(self, session: Session) -> None:
        """Makes the session's token worthless, and forgets those that expired long ago.

        Raises:
            sqlite3.Error: It couldn't be written down.
        """
        now = time.time()
        with self._connection() as connection:
            connection.execute("DELETE FROM ended_sessions WHERE ended < ?", (now - REMEMBERED,))
            connection.execute("INSERT OR REPLACE INTO ended_sessions VALUES (?, ?)", (session.key, now))
            connection.commit()
            self._ended = {key for (key,) in connection.execute("SELECT key FROM ended_sessions")}

    def _connection(self) -> "closing[sqlite3.Connection]":
        return closing(sqlite3.connect(self._database, timeout=_PATIENCE))
