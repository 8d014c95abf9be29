import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreguide.channels.messaging import gsm
from centreguide.channels.messaging.platform import TryLater, Undeliverable
from centreguide.channels.messaging.sms import MOST_SEGMENTS, Sms
from centreguide.release.content import Content
from centreguide.wording import Wording
from tests.channels.messaging.loopback import serving
from tests.channels.messaging.twilio_api import ACCOUNT, SMS_FROM, TOKEN, TwilioApi

VALUES = {"TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_SMS_FROM": SMS_FROM}
BUTTONS = [
    {"title": "Where is the Riverside Heart Unit?", "payload": '/ask_where{"subject": "heart_unit"}'},
    {"title": "How big is it?", "payload": '/ask_size{"subject": "heart_unit"}'},
]
SOURCE = "Source: our “About us” page, “Riverside Heart Unit”."
SOURCE_SAFE = 'Source: our "About us" page, "Riverside Heart Unit".'
SENTENCE = "The unit treats people of all ages and has been doing so for years. "

sms = Sms(VALUES, "https://bot.example.nhs.uk")


@pytest.fixture(scope="module")
def wording(riverside_content: Content) -> Wording:
    return riverside_content.wording


def texts(wording: Wording, *said: dict[str, Any]) -> list[str]:
    parts = [part["text"] for part in sms.render(said, wording)]
    assert all(gsm.segments(part) <= MOST_SEGMENTS for part in parts)
    assert all(set(part) <= gsm.ALPHABET | gsm.EXTENSION for part in parts)
    return parts


class TestRender:
    def test_a_short_reply_is_one_part(self, wording: Wording) -> None:
        said = {"text": f"It’s on the third floor.\n\n{SOURCE}", "kind": "answer"}
        assert texts(wording, said) == [f"It's on the third floor.\n\n{SOURCE_SAFE}"]

    def test_choices_are_numbered(self, wording: Wording) -> None:
        lines = [wording.channels["choose"], "1. Where is the Riverside Heart Unit?", "2. How big is it?"]
        said = {"text": "Which do you mean?", "buttons": BUTTONS, "kind": "question"}
        assert texts(wording, said) == ["\n".join(["Which do you mean?", "", *lines])]

    def test_only_the_last_choices_are_shown_for_only_they_can_be_taken(self, wording: Wording) -> None:
        said = [{"text": "One.", "buttons": BUTTONS}, {"text": "Two.", "buttons": BUTTONS[1:]}]
        assert texts(wording, *said) == [f"One.\n\nTwo.\n\n{wording.channels['choose']}\n1. How big is it?"]

    def test_the_source_line_is_the_first_to_wait(self, wording: Wording) -> None:
        text = (SENTENCE * 5).strip()
        first, second = texts(wording, {"text": f"{text}\n\n{SOURCE}", "buttons": BUTTONS})
        assert first.startswith(text)
        assert "2. How big is it?" in first
        assert first.endswith(f"\n\n{wording.channels['more']}")
        assert second == SOURCE_SAFE

    def test_a_long_reply_is_cut_at_a_sentence(self, wording: Wording) -> None:
        parts = texts(wording, {"text": f"{(SENTENCE * 20).strip()}\n\n{SOURCE}", "buttons": BUTTONS})
        more = f"\n\n{wording.channels['more']}"
        assert len(parts) > 3
        assert all(part.endswith(f"years.{more}") for part in parts[:-2])
        assert not parts[-1].endswith(more)
        assert "2. How big is it?" in parts[-1]

    def test_a_long_list_is_cut_at_a_line_and_not_under_the_line_that_leads_it_in(self, wording: Wording) -> None:
        lines = [f"• Service {number} for people with condition {number}" for number in range(1, 31)]
        lead = "A word before. " * 19 + "We offer:"
        parts = texts(wording, {"text": "\n".join([lead, *lines])})
        safe = [gsm.safe(line) for line in (*lead.split("\n"), *lines)]
        for part in parts:
            shown = part.removesuffix(f"\n\n{wording.channels['more']}").split("\n")
            assert set(shown) <= set(safe)
            assert shown[-1] != lead

    def test_the_point_is_not_cut_off_after_a_word_of_its_own(self, wording: Wording) -> None:
        first, *_ = texts(wording, {"text": "Yes.\n\n" + SENTENCE * 9})
        assert "all ages" in first

    def test_a_short_name_is_no_end_of_a_sentence(self, wording: Wording) -> None:
        first, *_ = texts(wording, {"text": "We work with Dr. Able at St. James to make it work " * 20})
        assert not first.removesuffix(f"\n\n{wording.channels['more']}").endswith(("Dr.", "St."))

    def test_many_choices_flow_on(self, wording: Wording) -> None:
        buttons = [{"title": f"How many people come to centre {n}?", "payload": f"/ask_{n}"} for n in range(1, 21)]
        parts = texts(wording, {"text": "Which?", "buttons": buttons, "kind": "question"})
        assert parts[0].startswith(f"Which?\n\n{wording.channels['choose']}\n1. How many")
        assert parts[-1].endswith("20. How many people come to centre 20?")

    @pytest.mark.parametrize("key", ["emergency", "crisis"])
    def test_what_is_urgent_is_first_and_whole_in_one_part(self, wording: Wording, key: str) -> None:
        urgent = f"{wording.safety[key]}\n\n{wording.safety[f'{key}_then']}".strip()
        assert texts(wording, {"text": urgent, "kind": "urgent"}) == [gsm.safe(urgent)]
        said = [{"text": "On the third floor.", "kind": "answer"}, {"text": urgent, "kind": "urgent"}]
        first, second = texts(wording, *said)
        assert first == f"{gsm.safe(urgent)}\n\n{wording.channels['more']}"
        assert second == "On the third floor."

    def test_an_urgent_text_is_never_cut(self, wording: Wording) -> None:
        urgent = "Call 999 now. " * 60
        assert sms.render([{"text": urgent, "kind": "urgent"}], wording) == [{"text": urgent.strip()}]

    def test_nothing_said_is_nothing_sent(self, wording: Wording) -> None:
        assert sms.render([], wording) == []
        assert sms.render([{"text": None}, {"text": " "}], wording) == []

    def test_the_channels_own_words_are_one_part_each(self, wording: Wording) -> None:
        for key, text in wording.channels.items():
            assert texts(wording, {"text": text}) == [gsm.safe(text)], key

    @given(
        text=st.lists(st.text("abc. \n€:•’", max_size=300), max_size=5).map("\n\n".join),
        titles=st.lists(st.text("abc €", min_size=1, max_size=60), max_size=12),
    )
    def test_no_word_is_lost_and_no_part_is_too_long(self, wording: Wording, text: str, titles: list[str]) -> None:
        buttons = [{"title": title, "payload": title} for title in titles]
        more = wording.channels["more"]
        parts = texts(wording, {"text": text, "buttons": buttons})
        assert all(part.endswith(more) for part in parts[:-1])
        shown = "".join(part.removesuffix(more) for part in parts[:-1]) + "".join(parts[-1:])
        lines = [wording.channels["choose"], *(f"{n}. {title}" for n, title in enumerate(titles, 1))] if titles else []
        assert "".join(shown.split()) == "".join(gsm.safe("\n".join([text, *lines])).split())


class TestRegister:
    @pytest.fixture
    def api(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwilioApi]:
        with serving(TwilioApi()) as twilio:
            monkeypatch.setattr(Sms, "api", twilio.address)
            yield twilio

    def test_the_number_gets_the_webhook_and_has_it_as_fallback(self, api: TwilioApi) -> None:
        asyncio.run(Sms(VALUES, "https://bot.example.nhs.uk").register())
        webhook = "https://bot.example.nhs.uk/webhooks/sms/webhook"
        assert api.number["SmsUrl"] == api.number["SmsFallbackUrl"] == webhook
        assert api.number["SmsMethod"] == api.number["SmsFallbackMethod"] == "POST"

    def test_a_number_that_is_not_the_accounts(self, api: TwilioApi) -> None:
        other = Sms({**VALUES, "TWILIO_SMS_FROM": "+441134969999"}, "https://bot.example.nhs.uk")
        with pytest.raises(Undeliverable):
            asyncio.run(other.register())
        assert api.number == {}

    def test_no_connection(self, api: TwilioApi) -> None:
        api.troubles.append(None)
        with pytest.raises(TryLater):
            asyncio.run(Sms(VALUES, "https://bot.example.nhs.uk").register())
