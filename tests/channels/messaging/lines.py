"""One line to the bot for each platform: sends as the platform sends, and hears what its API was told to deliver."""

import hashlib
import hmac
import json
import time
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ClassVar

from slack_sdk.signature import SignatureVerifier

from centreguide.release.content import FOLDER_VARIABLE
from tests.channels.messaging.bot_api import BotApi
from tests.channels.messaging.graph_api import GraphApi
from tests.channels.messaging.loopback import Api, serving
from tests.channels.messaging.slack_api import SlackApi
from tests.channels.messaging.twilio_api import ACCOUNT, SMS_FROM, TOKEN, WHATSAPP_FROM, TwilioApi, signed
from tests.server.servers import Server, fetch

PROJECT = Path(__file__).resolve().parents[3]
PUBLIC_URL = "https://bot.example.nhs.uk"


class Line(ABC):
    """A platform between a visitor and the bot."""

    name: ClassVar[str]
    secrets: ClassVar[Mapping[str, str]]

    def __init__(self, api: Api) -> None:
        self.api = api

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a server that has this channel on."""
        return {**self.secrets, self.api_setting: self.api.address}

    @property
    def api_setting(self) -> str:
        return f"CENTREGUIDE_{self.name.upper()}_API"

    @abstractmethod
    def signed(self, sender: str, text: str, message_id: str) -> tuple[bytes, dict[str, str]]:
        """The body and the headers of a message's delivery."""

    @abstractmethod
    def heard(self, sender: str) -> list[str]:
        """The texts that the platform was told to deliver to a sender, in order."""

    def send(self, server: Server, sender: str, text: str, message_id: str) -> int:
        """Delivers a message; the webhook's status."""
        return self.deliver(server, *self.signed(sender, text, message_id))

    def deliver(self, server: Server, body: bytes, headers: Mapping[str, str]) -> int:
        address = f"{server.address}/webhooks/{self.name}/webhook"
        return fetch(urllib.request.Request(address, body, dict(headers), method="POST"))[0]

    def hears(self, sender: str, count: int = 1) -> list[str]:
        """Waits for so many texts, and gives all."""
        for _ in range(600):
            if len(self.heard(sender)) >= count:
                break
            time.sleep(0.05)
        return self.heard(sender)


class _TwilioLine(Line):
    origin: ClassVar[str]
    scheme: ClassVar[str] = ""

    @property
    def api_setting(self) -> str:
        return "CENTREGUIDE_TWILIO_API"

    def signed(self, sender: str, text: str, message_id: str) -> tuple[bytes, dict[str, str]]:
        url = f"{PUBLIC_URL}/webhooks/{self.name}/webhook"
        number = f"{self.scheme}{self.number(sender)}"
        sid = "SM" + hashlib.sha256(message_id.encode()).hexdigest()[:32]
        return signed(url, {"MessageSid": sid, "From": number, "To": self.origin, "Body": text, "NumMedia": "0"})

    def heard(self, sender: str) -> list[str]:
        number = f"{self.scheme}{self.number(sender)}"
        return [told["Body"] for told in self.api.taken if told["To"] == number]

    @staticmethod
    def number(sender: str) -> str:
        return "+4477009" + str(100_001 + int(hashlib.sha256(sender.encode()).hexdigest(), 16) % 800_000)


class SmsLine(_TwilioLine):
    name, origin = "sms", SMS_FROM
    secrets: ClassVar[Mapping[str, str]] = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_SMS_FROM": SMS_FROM,
    }


class WhatsAppLine(_TwilioLine):
    name, origin, scheme = "whatsapp", f"whatsapp:{WHATSAPP_FROM}", "whatsapp:"
    secrets: ClassVar[Mapping[str, str]] = {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_FROM": WHATSAPP_FROM,
    }


class TelegramLine(Line):
    name = "telegram"
    secrets: ClassVar[Mapping[str, str]] = {
        "TELEGRAM_BOT_TOKEN": "123456789:a-token",
        "TELEGRAM_WEBHOOK_SECRET": "a-long-secret-word",
    }

    def signed(self, sender: str, text: str, message_id: str) -> tuple[bytes, dict[str, str]]:
        number = _number(message_id)
        who = {"id": _number(sender), "is_bot": False, "first_name": "A"}
        message = {"message_id": number, "date": 1700000000, "text": text, "from": who}
        update = {"update_id": number, "message": {**message, "chat": {"id": who["id"], "type": "private"}}}
        secret = self.secrets["TELEGRAM_WEBHOOK_SECRET"]
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": secret}
        return json.dumps(update).encode(), headers

    def heard(self, sender: str) -> list[str]:
        return [told["text"] for told in self.api.taken if told["chat_id"] == _number(sender)]


class MessengerLine(Line):
    name = "messenger"
    secrets: ClassVar[Mapping[str, str]] = {
        "MESSENGER_PAGE_TOKEN": "a-page-token",
        "MESSENGER_APP_SECRET": "an-app-secret",
        "MESSENGER_VERIFY_TOKEN": "a-verify-token",
    }

    def signed(self, sender: str, text: str, message_id: str) -> tuple[bytes, dict[str, str]]:
        event = {"sender": {"id": str(_number(sender))}, "recipient": {"id": "1122334455"}, "timestamp": 1700000000000}
        event["message"] = {"mid": f"m_{message_id}", "text": text}
        entry: dict[str, Any] = {"id": "1122334455", "time": 1700000000000, "messaging": [event]}
        body = json.dumps({"object": "page", "entry": [entry]}).encode()
        digest = hmac.new(self.secrets["MESSENGER_APP_SECRET"].encode(), body, hashlib.sha256).hexdigest()
        return body, {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"}

    def heard(self, sender: str) -> list[str]:
        return [told["message"]["text"] for told in self.api.taken if told["recipient"]["id"] == str(_number(sender))]


class SlackLine(Line):
    name = "slack"
    secrets: ClassVar[Mapping[str, str]] = {
        "SLACK_BOT_TOKEN": "xoxb-a-token",
        "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
    }

    def signed(self, sender: str, text: str, message_id: str) -> tuple[bytes, dict[str, str]]:
        event = {
            "type": "message",
            "channel": f"D{_number(sender)}",
            "channel_type": "im",
            "user": f"U{_number(sender)}",
        }
        event |= {"text": text, "ts": f"1700000000.{_number(message_id) % 1_000_000:06}", "client_msg_id": message_id}
        content = {"type": "event_callback", "event_id": f"Ev{message_id}", "team_id": "T1", "event": event}
        body, stamp = json.dumps(content).encode(), str(int(time.time()))
        verifier = SignatureVerifier(self.secrets["SLACK_SIGNING_SECRET"])
        signature = verifier.generate_signature(timestamp=stamp, body=body) or ""
        headers = {"X-Slack-Signature": signature, "X-Slack-Request-Timestamp": stamp}
        return body, {"Content-Type": "application/json; charset=utf-8", **headers}

    def heard(self, sender: str) -> list[str]:
        return [told["text"] for told in self.api.taken if told["channel"] == f"D{_number(sender)}"]


def _number(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 1_000_000_000


@contextmanager
def lines() -> Iterator[dict[str, Line]]:
    """All lines, each with its API's stand-in; SMS and WhatsApp share Twilio's."""
    with ExitStack() as stack:
        twilio = stack.enter_context(serving(TwilioApi()))
        telegram = stack.enter_context(serving(BotApi(TelegramLine.secrets["TELEGRAM_BOT_TOKEN"])))
        graph = stack.enter_context(serving(GraphApi(MessengerLine.secrets["MESSENGER_PAGE_TOKEN"])))
        slack = stack.enter_context(serving(SlackApi(SlackLine.secrets["SLACK_BOT_TOKEN"])))
        every: list[Line] = [SmsLine(twilio), WhatsAppLine(twilio), TelegramLine(telegram)]
        every += [MessengerLine(graph), SlackLine(slack)]
        yield {line.name: line for line in every}


def settings(every: Mapping[str, Line]) -> dict[str, str]:
    """The environment of a server with all channels on."""
    found = {"CENTREGUIDE_PUBLIC_URL": PUBLIC_URL, FOLDER_VARIABLE: str(PROJECT)}
    for line in every.values():
        found |= line.settings
    return found
