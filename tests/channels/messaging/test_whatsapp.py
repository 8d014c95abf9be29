import asyncio

import pytest

from centreguide.channels.messaging.platform import ByHand
from centreguide.channels.messaging.whatsapp import LONGEST_TEXT, WhatsApp
from centreguide.release.content import Content
from tests.channels.messaging.twilio_api import ACCOUNT, TOKEN, WHATSAPP_FROM

VALUES = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_WHATSAPP_FROM": WHATSAPP_FROM}
BUTTONS = [
    {"title": "Where is the Riverside Heart Unit?", "payload": '/ask_where{"subject": "heart_unit"}'},
    {"title": "How big is it?", "payload": '/ask_size{"subject": "heart_unit"}'},
]

whatsapp = WhatsApp(VALUES, "https://bot.example.nhs.uk")


class TestRender:
    def test_text_stays_as_it_is(self, riverside_content: Content) -> None:
        text = "It’s on the third floor.\n\n• one\n• two\n\nSource: About us"
        assert whatsapp.render([{"text": text}], riverside_content.wording) == [{"text": text}]

    def test_choices_are_numbered(self, riverside_content: Content) -> None:
        choose = riverside_content.wording.channels["choose"]
        lines = ["Which?", "", choose, "1. Where is the Riverside Heart Unit?", "2. How big is it?"]
        said = [{"text": "Which?", "buttons": BUTTONS}]
        assert whatsapp.render(said, riverside_content.wording) == [{"text": "\n".join(lines)}]

    def test_a_long_text_is_in_parts_with_the_choices_under_the_last(self, riverside_content: Content) -> None:
        text = "\n\n".join(f"Paragraph {number}. " + "These are words. " * 30 for number in range(9))
        parts = [
            part["text"] for part in whatsapp.render([{"text": text, "buttons": BUTTONS}], riverside_content.wording)
        ]
        assert len(parts) > 2
        assert all(0 < len(part) <= LONGEST_TEXT for part in parts)
        assert all(part.startswith("Paragraph") for part in parts[:-1])
        assert parts[-1].endswith("2. How big is it?")
        assert riverside_content.wording.channels["more"] not in "".join(parts)

    def test_what_is_urgent_is_first_and_whole(self, riverside_content: Content) -> None:
        urgent = riverside_content.wording.safety["emergency"].strip()
        said = [{"text": "On the third floor.", "kind": "answer"}, {"text": urgent, "kind": "urgent"}]
        parts = whatsapp.render(said, riverside_content.wording)
        assert parts == [{"text": urgent}, {"text": "On the third floor."}]

    def test_nothing_said_is_nothing_sent(self, riverside_content: Content) -> None:
        assert whatsapp.render([], riverside_content.wording) == []
        assert whatsapp.render([{"text": None}, {"text": " "}], riverside_content.wording) == []


def test_the_webhook_is_written_in_the_console() -> None:
    with pytest.raises(ByHand):
        asyncio.run(whatsapp.register())
