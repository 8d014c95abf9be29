"""Whatever visitors, restarts and the clock do: a live token opens its session, and no other opens anything."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from centreguide.channels.website.sessions import LEEWAY, LIFETIME, Sessions

HOUR, DAY = 3600, 86_400
SECRET, OTHER_SECRET = "our own secret" * 3, "somebody else's secret" * 2


@dataclass
class Token:
    """What the visitor has, with what it should do."""

    text: str
    started: int
    ended: bool = False
    conversation: str = ""


class SessionsOverTime(RuleBasedStateMachine):
    tokens = Bundle("tokens")

    @initialize()
    def begin(self) -> None:
        self.now = 1_800_000_000
        self.folder = tempfile.TemporaryDirectory()
        clock = SimpleNamespace(time=lambda: float(self.now))
        self.clocks = [patch(f"{module}.time", clock) for module in (Sessions.__module__, "itsdangerous.timed")]
        for each in self.clocks:
            each.start()
        self.known: list[Token] = []
        self.restart()

    def teardown(self) -> None:
        for each in self.clocks:
            each.stop()
        self.folder.cleanup()

    @rule()
    def restart(self) -> None:
        self.sessions = Sessions(SECRET, Path(self.folder.name, "conversations.db"))

    @rule(target=tokens)
    def start(self) -> Token:
        token = Token(self.sessions.start(), self.now)
        session = self.sessions.recognised(token.text)
        assert session is not None
        token.conversation = session.conversation
        assert token.conversation not in {other.conversation for other in self.known}
        self.known.append(token)
        return token

    @rule()
    def start_and_end(self) -> None:
        self.end(self.start())

    @rule(token=tokens)
    def end(self, token: Token) -> None:
        session = self.sessions.recognised(token.text)
        if session is not None:
            self.sessions.end(session)
            token.ended = True

    @rule(token=tokens, place=st.integers(0, 200), other=st.sampled_from("Aa0._-é"))
    def forge(self, token: Token, place: int, other: str) -> None:
        place %= len(token.text)
        forged = token.text[:place] + other + token.text[place + 1 :]
        found = self.sessions.recognised(forged)
        # The last letter of base64 may stand for the same bytes as another.
        assert found is None or found.conversation == token.conversation

    @rule()
    def forge_with_another_secret(self) -> None:
        made = Sessions(OTHER_SECRET, Path(self.folder.name, "other.db")).start()
        assert self.sessions.recognised(made) is None

    @rule(seconds=st.sampled_from([1, LEEWAY, HOUR, LIFETIME, LIFETIME + 1, DAY + HOUR]))
    def time_goes_on(self, seconds: int) -> None:
        self.now += seconds

    @rule(seconds=st.sampled_from([5, LEEWAY, LEEWAY + 1, DAY + HOUR]))
    def the_clock_is_set_back(self, seconds: int) -> None:
        self.now -= seconds

    @invariant()
    def live_tokens_open_their_own_and_others_nothing(self) -> None:
        for token in self.known:
            found = self.sessions.recognised(token.text)
            if not token.ended and -LEEWAY <= self.now - token.started <= LIFETIME:
                assert found is not None
                assert found.conversation == token.conversation
            else:
                assert found is None


SessionsOverTime.TestCase.settings = settings(max_examples=150, stateful_step_count=20, deadline=None)
TestSessionsOverTime = SessionsOverTime.TestCase
