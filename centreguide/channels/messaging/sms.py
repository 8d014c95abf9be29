"""SMS by Twilio: plain text in few segments, and the rest of a long reply when the visitor asks for it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from centreguide.channels.exchange import Said
from centreguide.channels.messaging import gsm
from centreguide.channels.messaging.platform import Part, Setting, Undeliverable
from centreguide.channels.messaging.twilio import ACCOUNT_SID, AUTH_TOKEN, Twilio, choices, joined
from centreguide.wording import Wording

MOST_SEGMENTS = 3

_ENDS = (
    re.compile(r"(?<!:)\n\n"),
    re.compile(r"(?<!:)\n"),
    re.compile(r"(?<=[a-z0-9)]{3}[.!?]) "),
    re.compile(r"\s"),
)
"""Where a text may be cut, the best first: not under the line that leads a list in, and not after "St." and "Dr."."""


class Sms(Twilio):
    """Text messages to the trust's number."""

    name = "sms"
    origin = Setting("TWILIO_SMS_FROM", "The number as +44...: the Twilio Console, Phone Numbers, Active numbers.")
    settings = (ACCOUNT_SID, AUTH_TOKEN, origin)
    visitor = re.compile(r"\+\d{5,15}")
    """No short numbers and names: those are machines, and most can't be replied to."""

    numbered = True
    keywords = True
    at_once = 1

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """One part if it can be; the first part has the point, and the source line is the first to wait."""
        more = gsm.safe(wording.channels["more"])
        urgent = joined(*(_text(one) for one in said if one.get("kind") == "urgent"))
        others = joined(*(_text(one) for one in said if one.get("kind") != "urgent"))
        text, source = _parted(others, gsm.safe(wording.answers["source"].partition("{")[0]))
        parts = _parts(text, source, gsm.safe(choices(said, wording)), more)
        if urgent:
            parts = [joined(urgent, more if parts else ""), *parts]
        return [{"text": part} for part in parts]

    async def register(self) -> None:
        """Writes the webhook into the number's settings, as its fallback too, which is Twilio's second try."""
        alike = await self.call(self.client.incoming_phone_numbers.list, phone_number=self.number)
        own = next((number for number in alike if number.phone_number == self.number), None)
        if own is None:
            raise Undeliverable
        await self.call(
            own.update,
            sms_application_sid="",
            sms_url=self.webhook,
            sms_method="POST",
            sms_fallback_url=self.webhook,
            sms_fallback_method="POST",
        )


def _text(one: Said) -> str:
    return gsm.safe(one.get("text") or "").strip()


def _parted(text: str, source: str) -> tuple[str, str]:
    """The text without its last paragraph if that is the source line, and that line."""
    before, _, last = text.rpartition("\n\n")
    return (before, last) if source and last.startswith(source) else (text, "")


def _parts(text: str, source: str, numbered: str, more: str) -> list[str]:
    whole = joined(text, source, numbered)
    short = joined(text, numbered, more)
    if not _fits(whole) and source and _fits(short):
        return [short, source]
    parts = []
    while not _fits(whole):
        part, whole = _cut(whole, more)
        parts.append(joined(part, more))
    return [*parts, whole] if whole else parts


def _fits(text: str) -> bool:
    return gsm.segments(text) <= MOST_SEGMENTS


def _cut(text: str, more: str) -> tuple[str, str]:
    """As much of the text as fits with `more` under it, and the rest; cut at the best end in the second half."""
    lengths = range(1, len(text) + 1)
    longest = bisect_right(lengths, MOST_SEGMENTS, key=lambda length: gsm.segments(joined(text[:length], more))) or 1
    for end in _ENDS:
        found = [mark.start() for mark in end.finditer(text, longest // 2, longest + 2) if mark.start() <= longest]
        if found:
            return text[: found[-1]].rstrip(), text[found[-1] :].lstrip()
    return text[:longest], text[longest:]
