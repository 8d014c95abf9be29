"""A channel's webhook, with strangers who sign nothing and a platform that does."""

import asyncio
import json
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client import REGISTRY
from sanic.response import HTTPResponse

from centreguide.channels.messaging import taking, twilio
from centreguide.channels.messaging.channel import MessagingChannel
from centreguide.channels.messaging.desk import Desk
from centreguide.channels.messaging.outbox import Outbox
from centreguide.channels.messaging.platforms import configured
from centreguide.channels.messaging.postman import Postman
from centreguide.channels.rates import REFUSALS
from centreguide.channels.turnstile import Busy
from tests.channels.messaging.lines import Line, MessengerLine, SlackLine, SmsLine, TelegramLine, WhatsAppLine, settings
from tests.channels.messaging.loopback import request
from tests.channels.messaging.pigeon import IDENTITY
from tests.channels.messaging.twilio_api import TwilioApi

LINES: dict[str, Line] = {
    kind.name: kind(TwilioApi()) for kind in (SmsLine, WhatsAppLine, TelegramLine, MessengerLine, SlackLine)
}
STRANGER, PLATFORM = "203.0.113.7", "198.51.100.9"


class Webhook:
    """A channel's, without a server around it."""

    def __init__(self, name: str, database: Path) -> None:
        self.line, platforms = LINES[name], configured(settings(LINES)).on
        desk = Desk(Outbox(database))
        self.channel = MessagingChannel(platforms[name], IDENTITY, desk, Postman(desk, IDENTITY, platforms))

    def asked(self, body: bytes, headers: dict[str, str], sender: str = STRANGER) -> HTTPResponse:
        made = request(body, headers)
        made._remote_addr = sender
        made.app = SimpleNamespace(ctx=SimpleNamespace(agent=None))
        return asyncio.run(self.channel._receive(made))

    def told(self, message_id: str, sender: str = PLATFORM) -> HTTPResponse:
        """The answer to a message that the platform signed."""
        return self.asked(*self.line.signed("ann", "hello", message_id), sender)

    def forged(self, sender: str = STRANGER) -> HTTPResponse:
        return self.asked(self.line.signed("ann", "hello", "message")[0], {}, sender)


@pytest.fixture(params=LINES)
def webhook(request: pytest.FixtureRequest, tmp_path: Path) -> Webhook:
    return Webhook(request.param, tmp_path / "conversations.db")


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of what was taken."""
    found: list[str] = []

    async def take(self: Any, message: Any, agent: Any) -> None:
        found.append(message.id)

    monkeypatch.setattr(taking.Taking, "take", take)
    return found


def refused(reason: str) -> float:
    return REGISTRY.get_sample_value("centreguide_refused_total", {"reason": reason}) or 0.0


def test_a_stranger_is_told_to_wait_and_the_platform_never_is(webhook: Webhook, taken: list[str]) -> None:
    before = refused("signature"), refused("limit")
    for _ in range(REFUSALS.amount):
        assert webhook.forged().status == 401
    answer = webhook.forged()
    assert answer.status == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 61
    assert webhook.forged("203.0.113.8").status == 401
    assert (refused("signature"), refused("limit")) == (before[0] + REFUSALS.amount + 1, before[1] + 1)
    assert [webhook.told("one").status, webhook.told("two", STRANGER).status] == [200, 200]
    assert len(taken) == 2


def test_what_is_larger_than_the_platform_s_requests_are_is_refused_unread(webhook: Webhook) -> None:
    body, headers = webhook.line.signed("ann", "hello", "message")
    assert webhook.asked(body + b" " * 1024 * 1024, headers).status == 413


def test_a_busy_bot_says_when_to_deliver_again(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    async def take(*arguments: Any) -> None:
        raise Busy(7)

    monkeypatch.setattr(taking.Taking, "take", take)
    answer = webhook.told("one")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "7")


def test_what_fails_is_to_be_delivered_again(
    webhook: Webhook, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def take(*arguments: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(taking.Taking, "take", take)
    assert webhook.told("one").status == 503
    assert caplog.messages == [f"A message of {webhook.line.name} couldn't be answered"]


@pytest.mark.parametrize("name", ["sms", "whatsapp"])
@pytest.mark.parametrize(
    "body", [b"&".join(b"f%d=" % number for number in range(160_000))[: 1024 * 1024], b"&".join([b"A=b"] * 10_000)]
)
def test_a_form_of_very_many_fields_is_refused_before_it_is_parsed(
    name: str, body: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the validator nor a parser sees them, which took two seconds for each such request."""
    monkeypatch.setattr(twilio.RequestValidator, "validate", pytest.fail)
    monkeypatch.setattr("urllib.parse.unquote", pytest.fail)
    assert Webhook(name, tmp_path / "c.db").asked(body, {"X-Twilio-Signature": "x"}).status in (401, 413)


def test_no_word_of_a_request_is_logged(webhook: Webhook, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    webhook.asked(json.dumps({"kestrel": "kestrel"}).encode(), {"X-Twilio-Signature": "kestrel"})
    webhook.forged()
    assert "kestrel" not in caplog.text
