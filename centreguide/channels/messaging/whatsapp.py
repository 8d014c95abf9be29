"""WhatsApp by Twilio."""

import re
from collections.abc import Sequence

from centreguide.channels.exchange import Said
from centreguide.channels.messaging.limits import pieces
from centreguide.channels.messaging.platform import Part, Setting
from centreguide.channels.messaging.twilio import ACCOUNT_SID, AUTH_TOKEN, Twilio, choices, joined
from centreguide.wording import Wording

LONGEST_TEXT = 1_600


class WhatsApp(Twilio):
    """WhatsApp messages to the trust's number."""

    name = "whatsapp"
    origin = Setting("TWILIO_WHATSAPP_FROM", "The number as +44...: the Twilio Console, Messaging, Senders, WhatsApp.")
    settings = (ACCOUNT_SID, AUTH_TOKEN, origin)
    prefix = "whatsapp:"
    visitor = re.compile(r"whatsapp:\S+")
    """A number, or Meta's id of a person who shows a name in its place."""

    numbered = True

    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """The replies' texts, what is urgent first, with the numbered choices under the last."""
        urgent_first = sorted(said, key=lambda one: one.get("kind") != "urgent")
        texts = [text for one in urgent_first if (text := (one.get("text") or "").strip())]
        numbered = choices(said, wording)
        if numbered:
            texts[-1:] = [joined(*texts[-1:], numbered)]
        return [{"text": piece} for text in texts for piece in pieces(text, LONGEST_TEXT)]
