"""`centreguide channels`, with Telegram's API on this machine."""

from collections.abc import Iterator

import pytest

from centreguide.channels.messaging import command
from centreguide.channels.messaging.platforms import PLATFORMS, configured
from centreguide.channels.messaging.telegram import Telegram
from tests.channels.messaging.bot_api import BotApi
from tests.channels.messaging.loopback import serving

TOKEN = "123456789:a-token"
TELEGRAM = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_WEBHOOK_SECRET": "a-long-secret-word",
    "CENTREGUIDE_PUBLIC_URL": "https://bot.example.nhs.uk/",
}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    with serving(BotApi(TOKEN)) as running:
        monkeypatch.setattr(Telegram, "api", running.address)
        yield running


def test_with_no_setting_every_channel_is_off_and_says_where_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.show({}) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{p.name}: off. docs/channels/{p.name}.md says how to switch it on." for p in PLATFORMS]


def test_half_a_channel_says_what_it_lacks_and_where_to_find_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.show({"TELEGRAM_BOT_TOKEN": TOKEN}) == 1
    told = capsys.readouterr().out
    assert "telegram: off, half configured. It lacks\n  TELEGRAM_WEBHOOK_SECRET: A long random word" in told
    assert "  CENTREGUIDE_PUBLIC_URL: the bot's own address" in told
    assert TOKEN not in told


def test_good_credentials_are_told_with_the_webhook(api: BotApi, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.show(TELEGRAM) == 0
    told = capsys.readouterr().out
    assert "telegram: on. " in told
    assert "https://bot.example.nhs.uk/webhooks/telegram/webhook" in told


def test_wrong_credentials_are_told(api: BotApi, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.show({**TELEGRAM, "TELEGRAM_BOT_TOKEN": "123456789:another"}) == 1
    assert "the platform doesn't know the credentials" in capsys.readouterr().out


def test_a_platform_out_of_reach_is_told(api: BotApi, capsys: pytest.CaptureFixture[str]) -> None:
    api.troubles = [(503, {}, b"")] * 10
    assert command.show(TELEGRAM) == 1
    assert "can't be reached from here now" in capsys.readouterr().out


def test_the_webhook_is_registered(api: BotApi, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.register("telegram", TELEGRAM) == 0
    assert api.webhook["url"] == "https://bot.example.nhs.uk/webhooks/telegram/webhook"
    assert api.webhook["secret_token"] == "a-long-secret-word"


@pytest.mark.parametrize(
    ("name", "told"),
    [("pigeon", "There is no channel pigeon."), ("telegram", "telegram is off: set TELEGRAM_BOT_TOKEN")],
)
def test_what_can_t_be_registered_is_told(name: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.register(name, {}) == 1
    assert told in capsys.readouterr().out


def test_twilio_s_account_alone_switches_no_channel_on_and_asks_for_none() -> None:
    account = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "CENTREGUIDE_PUBLIC_URL": "https://bot.example"}
    found = configured(account)
    assert (found.on, found.lacking) == ({}, {})
    assert list(configured({**account, "TWILIO_SMS_FROM": "+441134960000"}).on) == ["sms"]


def test_a_public_address_without_a_scheme_is_missing() -> None:
    assert configured({**TELEGRAM, "CENTREGUIDE_PUBLIC_URL": "bot.example"}).lacking == {
        "telegram": ["CENTREGUIDE_PUBLIC_URL"]
    }
