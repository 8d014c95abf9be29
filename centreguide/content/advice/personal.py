"""Examples with something in them that could tell who asked: they are kept for good, and published with the bot."""

import re
from collections.abc import Iterator

from centreguide.content.advice.looked_at import Examples
from centreguide.faults import Fault
from centreguide.inbox.placeholders import EMAIL, PHONE, POSTCODE
from centreguide.inbox.redaction import redacted

_WORTH_A_LOOK = re.compile(r"[@\d]|\bdot\b")
_TOLD = {PHONE: "a phone number", EMAIL: "an email address", POSTCODE: "a postcode"}


def advice(examples: Examples) -> Iterator[Fault]:
    """New examples with a phone number, an email address or a postcode."""
    for example in filter(lambda example: _WORTH_A_LOOK.search(example.text), examples.new):
        clean = redacted(example.text)
        for mark, what in _TOLD.items():
            if mark in clean and mark not in example.text:
                message = f"it looks as if {what} stood in it; leave that out, or make one up that nobody has."
                yield Fault(example.file, example.line, example.intent, message)
