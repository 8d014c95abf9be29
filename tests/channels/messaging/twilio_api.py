"""A stand-in for Twilio's REST API, as far as replies go, and for how Twilio signs what it sends."""

import base64
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from twilio.request_validator import RequestValidator

from tests.channels.messaging.loopback import Answer, Api, as_json

ACCOUNT, TOKEN = "AC" + "0123456789abcdef" * 2, "fedcba9876543210" * 2
SMS_FROM, WHATSAPP_FROM = "+441134960000", "+441134960001"
NUMBER = "PN" + "0123456789abcdef" * 2

LONGEST_BODY = 1_600


class TwilioApi(Api):
    """Knows one account with a number for each kind; whose numbers end in "000" have sent STOP."""

    def __init__(self, account: str = ACCOUNT, token: str = TOKEN) -> None:
        super().__init__()
        self._account, self._token = account, token
        self.number: dict[str, str] = {}

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        wanted = base64.b64encode(f"{self._account}:{self._token}".encode()).decode()
        if headers.get("Authorization") != f"Basic {wanted}":
            return error(20003, "Authenticate", 401)
        call = (method, path.removeprefix(f"/2010-04-01/Accounts/{self._account}"))
        if call == ("GET", ".json"):
            return as_json({"sid": self._account, "friendly_name": "Riverside Hospitals", "status": "active"})
        if call == ("GET", "/IncomingPhoneNumbers.json"):
            numbers = [self._number(), {"sid": "PN" + "f" * 32, "phone_number": SMS_FROM + "1"}]
            return as_json({"incoming_phone_numbers": numbers[::-1], "page": 0})
        if call == ("POST", f"/IncomingPhoneNumbers/{NUMBER}.json"):
            self.number = dict(parse_qsl(body.decode()))
            return as_json(self._number())
        if call == ("POST", "/Messages.json"):
            return self._message(dict(parse_qsl(body.decode())))
        return error(20404, "The requested resource was not found", 404)

    def _number(self) -> dict[str, str]:
        return {"sid": NUMBER, "account_sid": self._account, "phone_number": SMS_FROM}

    def _message(self, told: dict[str, str]) -> Answer:
        sender, recipient, body = told.get("From", ""), told.get("To", ""), told.get("Body", "")
        if sender not in (SMS_FROM, f"whatsapp:{WHATSAPP_FROM}"):
            return error(21606, f"The 'From' phone number provided ({sender}) is not a valid message-capable number")
        if sender.startswith("whatsapp:") != recipient.startswith("whatsapp:"):
            return error(21910, "Invalid 'From' and 'To' pair. They should be of the same channel")
        if not re.fullmatch(r"\+[1-9]\d{6,14}", recipient) and not recipient.startswith("whatsapp:"):
            return error(21211, f"The 'To' number {recipient} is not a valid phone number.")
        if not body.strip():
            return error(21602, "Message body is required.")
        if len(body) > LONGEST_BODY:
            return error(21617, "The concatenated message body exceeds the 1600 character limit")
        if recipient.endswith("000"):
            return error(21610, "Attempt to send to unsubscribed recipient")
        if self.is_too_fast(recipient):
            return error(20429, "Too Many Requests", 429, {"Retry-After": "1"})
        self.taken.append(told)
        message = {"sid": f"SM{len(self.taken):032x}", "status": "queued", "to": recipient, "from": sender}
        return as_json(message, 201)


def error(code: int, message: str, status: int = 400, headers: Mapping[str, str] | None = None) -> Answer:
    more_info = f"https://www.twilio.com/docs/errors/{code}"
    return as_json({"code": code, "message": message, "more_info": more_info, "status": status}, status, headers)


def signed(
    url: str, fields: Mapping[str, str] | list[tuple[str, str]], token: str = TOKEN
) -> tuple[bytes, dict[str, str]]:
    """The body and the headers of a request to an address, signed by Twilio's library."""
    pairs = list(fields.items()) if isinstance(fields, Mapping) else fields
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "X-Twilio-Signature": RequestValidator(token).compute_signature(url, _Multi(pairs)),
        "I-Twilio-Idempotency-Token": "7d3ff8b2-0e6b-4b3a-a1e0-6b1b1e6f6c51",
    }
    return urlencode(pairs).encode(), headers


class _Multi(dict[str, str]):
    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        super().__init__(pairs)
        self._pairs = pairs

    def getall(self, name: str) -> list[str]:
        return [value for other, value in self._pairs if other == name]
