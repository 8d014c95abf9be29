"""What SMS and WhatsApp have in common: how Twilio signs, what it sends, and how its API takes replies."""

import asyncio
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from centreguide.channels.messaging.platform import Received, Refused, TryLater, Undeliverable
from centreguide.channels.messaging.sms import Sms
from centreguide.channels.messaging.twilio import Twilio
from centreguide.channels.messaging.whatsapp import WhatsApp
from tests.channels.messaging.loopback import Answer, request, serving, silent
from tests.channels.messaging.twilio_api import ACCOUNT, SMS_FROM, TOKEN, WHATSAPP_FROM, TwilioApi, error, signed

VALUES = {
    "TWILIO_ACCOUNT_SID": ACCOUNT,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "TWILIO_SMS_FROM": SMS_FROM,
    "TWILIO_WHATSAPP_FROM": WHATSAPP_FROM,
}
PUBLIC = "https://bot.example.nhs.uk"
VISITOR, SID = "+447700900123", "SM" + "0123456789abcdef" * 2
FORM = "application/x-www-form-urlencoded"

sms, whatsapp = Sms(VALUES, PUBLIC), WhatsApp(VALUES, PUBLIC)


def message(body: str | None = "where are you?", sender: str = VISITOR, **more: str) -> dict[str, str]:
    """A text message as Twilio tells of it."""
    text = {} if body is None else {"Body": body}
    told = {
        "ToCountry": "GB",
        "ToState": "",
        "SmsMessageSid": SID,
        "NumMedia": "0",
        "ToCity": "",
        "SmsSid": SID,
        "FromState": "",
        "SmsStatus": "received",
        "FromCity": "",
        "FromCountry": "GB",
        "To": SMS_FROM,
        "NumSegments": "1",
        "MessageSid": SID,
        "AccountSid": ACCOUNT,
        "From": sender,
        "ApiVersion": "2010-04-01",
    }
    return {**told, **text, **more}


def on_whatsapp(body: str | None = "where are you?", sender: str = VISITOR, **more: str) -> dict[str, str]:
    named = {"ProfileName": "Ana", "WaId": sender[1:], "To": f"whatsapp:{WHATSAPP_FROM}", "MessageType": "text"}
    return message(body, f"whatsapp:{sender}", **{**named, **more})


def read(platform: Twilio, fields: dict[str, str]) -> list[Received]:
    return list(platform.read(request(urlencode(fields).encode(), {"content-type": FORM})))


class TestVerify:
    @pytest.mark.parametrize(
        "fields",
        [
            {},
            message(),
            message(""),
            message("Où est l’unité? 🙂 & = + %20\r\n  two  spaces "),
            message(Forwarded="true", AddOns='{"status":"successful","results":{}}'),
            {**message(), "MediaUrl0": "b", "MediaUrl1": "a", "OptOutType": "", "ReferralNumMedia": "0"},
        ],
    )
    @pytest.mark.parametrize("query", ["", "a=1&b=%20x%2B&a=2"])
    @pytest.mark.parametrize("platform", [sms, whatsapp])
    def test_what_twilio_signed_is_taken(self, platform: Twilio, query: str, fields: Any) -> None:
        body, headers = signed(f"{platform.webhook}?{query}".rstrip("?"), fields)
        platform.verify(request(body, headers, query=query))

    def test_the_published_example_is_taken(self) -> None:
        """From Twilio's page on security, https://www.twilio.com/docs/usage/security, as its libraries tell it."""

        class Known(Sms):
            webhook = "https://mycompany.com/myapp.php"  # type: ignore[assignment]

        caller = "+14158675309"
        fields = {
            "CallSid": "CA1234567890ABCDE",
            "Caller": caller,
            "Digits": "1234",
            "From": caller,
            "To": "+18005551212",
        }
        headers = {"content-type": FORM, "X-Twilio-Signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}
        known = Known({**VALUES, "TWILIO_AUTH_TOKEN": "12345"}, PUBLIC)
        known.verify(request(urlencode(fields).encode(), headers, query="foo=1&bar=2"))

    @pytest.mark.parametrize("content_type", [FORM, f"{FORM};charset=utf-8", f"{FORM.upper()}; charset=UTF-8", "odd"])
    def test_a_charset_changes_nothing(self, content_type: str) -> None:
        body, headers = signed(sms.webhook, message())
        headers["content-type"] = content_type
        sms.verify(request(body, headers))
        assert [one.text for one in sms.read(request(body, headers))] == ["where are you?"]

    @pytest.mark.parametrize("port", ["", ":443"])
    def test_with_and_without_the_usual_port(self, port: str) -> None:
        body, headers = signed(f"https://bot.example.nhs.uk{port}/webhooks/sms/webhook", message())
        sms.verify(request(body, headers))

    @pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": ""}, {"X-Signature": "x"}])
    def test_no_signature_is_401(self, headers: dict[str, str]) -> None:
        with pytest.raises(Refused) as refusal:
            sms.verify(request(signed(sms.webhook, message())[0], headers))
        assert refusal.value.status == 401

    @pytest.mark.parametrize(
        "wrong",
        [
            signed(sms.webhook, message(), "another token"),
            signed(sms.webhook, message(), ""),
            signed(sms.webhook, message("other words")),
            signed(sms.webhook, {**message(), "From": "+447700900124"}),
            signed(sms.webhook, {}),
            signed(whatsapp.webhook, message()),
            signed(sms.webhook.replace("https", "http"), message()),
            signed(f"{sms.webhook}?a=1", message()),
            signed(f"{sms.webhook}/", message()),
        ],
    )
    def test_a_signature_of_something_else_is_403(self, wrong: tuple[bytes, dict[str, str]]) -> None:
        with pytest.raises(Refused) as refusal:
            sms.verify(request(signed(sms.webhook, message())[0], wrong[1]))
        assert refusal.value.status == 403

    @pytest.mark.parametrize("signature", ["x", "=", "é🙂", "\udcff", "A" * 28, "0" * 10_000])
    def test_no_real_signature_is_403(self, signature: str) -> None:
        with pytest.raises(Refused) as refusal:
            sms.verify(request(signed(sms.webhook, message())[0], {"X-Twilio-Signature": signature}))
        assert refusal.value.status == 403

    def test_what_is_added_to_a_signed_request_is_403(self) -> None:
        body, headers = signed(sms.webhook, message())
        for added in (b"&Body=other", b"&New=", b"&MediaUrl0=x"):
            with pytest.raises(Refused):
                sms.verify(request(body + added, headers))
        with pytest.raises(Refused):
            sms.verify(request(body, headers, query="a=1"))

    @pytest.mark.parametrize(
        "odd",
        [
            [*message().items(), ("Body", "where are you?")],
            [*message().items(), ("MediaUrl", "a"), ("MediaUrl", "b")],
            {**message(), "a name": "x"},
            {**message(), "": "x"},
            {**message(), "+447700900123": "x"},
            {**message(), "MessageSid": ""},
            {**message(), "MessageSid": SID + "NumMedia0"},
            {**message(), "MessageSid": "XX" + SID[2:]},
            {**message(), "MessageSid": "SM" + "1" * 32},
            {**message(), "SmsSid": ""},
        ],
    )
    def test_what_twilio_wouldn_t_send_is_403_though_it_is_signed(self, odd: Any) -> None:
        body, headers = signed(sms.webhook, odd)
        with pytest.raises(Refused) as refusal:
            sms.verify(request(body, headers))
        assert refusal.value.status == 403

    @pytest.mark.parametrize("prefix", ["SM", "MM"])
    def test_texts_and_pictures_have_ids_of_their_own(self, prefix: str) -> None:
        sid = prefix + SID[2:]
        body, headers = signed(sms.webhook, {**message(), "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid})
        sms.verify(request(body, headers))
        assert [one.id for one in sms.read(request(body, headers))] == [sid]

    def test_a_signed_form_cut_up_otherwise_tells_its_signature_to_be_taken_once(self) -> None:
        """A visitor's own words can hold a sender and the fields after it, and Twilio signs them alike."""
        words = "helloFrom+447700900999FromCityx"
        fields = {"Body": words, "From": VISITOR, "MessageSid": SID, "NumMedia": "0", "To": SMS_FROM}
        forged = {"Body": "hello", "From": "+447700900999", "FromCity": f"xFrom{VISITOR}"}
        forged |= {name: fields[name] for name in ("MessageSid", "NumMedia", "To")}
        body, headers = signed(sms.webhook, fields)
        other, _ = signed(sms.webhook, forged)
        sms.verify(request(other, headers))
        (one,), (two,) = sms.read(request(body, headers)), sms.read(request(other, headers))
        assert one.sender != two.sender
        assert one.signature == two.signature == headers["X-Twilio-Signature"]

    def test_a_form_of_too_many_fields_is_an_error_that_the_channel_knows_before_it_is_read(self) -> None:
        body, headers = signed(sms.webhook, message())
        with pytest.raises(ValueError, match="Max number of fields exceeded"):
            sms.verify(request(body + b"&A=" * 200, headers))

    def test_a_body_hash_in_the_query_opens_no_door(self) -> None:
        body, _ = signed(sms.webhook, message())
        query = "bodySHA256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        _, headers = signed(f"{sms.webhook}?{query}", {})
        with pytest.raises(Refused):
            sms.verify(request(body, headers, query=query))

    def test_bytes_that_are_no_text_are_an_error_that_the_channel_knows(self) -> None:
        with pytest.raises(ValueError, match="utf-8"):
            sms.verify(request(b"\xff\xfe", {"X-Twilio-Signature": "x"}))

    def test_a_replay_has_the_same_id(self) -> None:
        """Twilio signs no time, so that an old request and a replay are told by the message's id, in the channel."""
        body, headers = signed(sms.webhook, message())
        sms.verify(request(body, headers))
        sms.verify(request(body, headers))
        assert sms.read(request(body, headers)) == sms.read(request(body, headers))


IGNORED: dict[str, tuple[Twilio, dict[str, str]]] = {
    **{
        f"what became of a reply: {status}": (
            platform,
            {
                "MessageSid": SID,
                "SmsSid": SID,
                "MessageStatus": status,
                "SmsStatus": status,
                "From": own,
                "To": visitor,
            },
        )
        for platform, own, visitor in (
            (sms, SMS_FROM, VISITOR),
            (whatsapp, f"whatsapp:{WHATSAPP_FROM}", f"whatsapp:{VISITOR}"),
        )
        for status in ("queued", "sent", "delivered", "undelivered", "failed", "read")
    },
    "a read receipt": (
        whatsapp,
        {"MessageSid": SID, "MessageStatus": "read", "EventType": "READ", "From": f"whatsapp:{VISITOR}"},
    ),
    "an own echo": (sms, message(sender=SMS_FROM)),
    "an own echo on WhatsApp": (whatsapp, on_whatsapp(sender=WHATSAPP_FROM)),
    "a reaction": (whatsapp, on_whatsapp("👍", MessageType="reaction")),
    "a machine's short number": (sms, message("Your code is 1234", sender="60777")),
    "a machine's name": (sms, message("Your parcel", sender="Parcels")),
    "a WhatsApp message to the number for SMS": (sms, on_whatsapp()),
    "a text message to the number for WhatsApp": (whatsapp, message()),
    "another channel of Twilio's": (sms, message(sender="messenger:123456")),
    "no sender": (sms, message(sender="")),
    "a joined group": (sms, message(sender="group:1")),
}


class TestRead:
    @pytest.mark.parametrize("text", ["Where’s the café? 🙂", "2", " two\nlines ", "a & b = c + d %41"])
    def test_text(self, text: str) -> None:
        assert read(sms, message(text)) == [Received(VISITOR, SID, text)]
        assert read(whatsapp, on_whatsapp(text)) == [Received(f"whatsapp:{VISITOR}", SID, text)]

    def test_an_empty_text_is_a_text(self) -> None:
        assert read(sms, message("")) == [Received(VISITOR, SID, "")]

    @pytest.mark.parametrize(
        "other",
        [
            {"NumMedia": "1", "MediaContentType0": "image/webp", "MediaUrl0": "https://x", "MessageType": "sticker"},
            {"NumMedia": "1", "MediaContentType0": "audio/ogg", "MediaUrl0": "https://x", "MessageType": "audio"},
            {"NumMedia": "1", "MediaContentType0": "text/vcard", "MediaUrl0": "https://x", "MessageType": "contacts"},
            {"NumMedia": "3", "MediaContentType0": "image/jpeg", "MediaUrl0": "https://x", "MessageType": "image"},
            {"Latitude": "53.8", "Longitude": "-1.55", "MessageType": "location"},
        ],
    )
    def test_what_is_not_text_is_a_message_without_text(self, other: dict[str, str]) -> None:
        for body in ("", " ", None):
            assert read(whatsapp, on_whatsapp(body, **other)) == [Received(f"whatsapp:{VISITOR}", SID, None)]
        assert read(whatsapp, on_whatsapp("look", **other)) == [Received(f"whatsapp:{VISITOR}", SID, "look")]

    def test_without_a_body(self) -> None:
        assert read(sms, message(None)) == [Received(VISITOR, SID, None)]

    def test_a_button(self) -> None:
        pressed = on_whatsapp(
            "How big is it?", ButtonText="How big is it?", ButtonPayload="0a" * 9, MessageType="button"
        )
        assert read(whatsapp, pressed) == [Received(f"whatsapp:{VISITOR}", SID, "How big is it?", "0a" * 9)]

    def test_a_person_without_a_number_on_whatsapp(self) -> None:
        (one,) = read(whatsapp, {**on_whatsapp(), "From": "whatsapp:GB.13491208655302741918"})
        assert one.sender == "whatsapp:GB.13491208655302741918"

    @pytest.mark.parametrize("kind", IGNORED)
    def test_what_is_no_visitors_message_is_ignored(self, kind: str) -> None:
        assert read(*IGNORED[kind]) == []

    @pytest.mark.parametrize("body", [b"", b"{}", b"Body=x", b"From=%2B447700900123&Body=x", b"\xff", b"&&=&"])
    def test_an_unknown_form_is_an_error_that_the_channel_knows(self, body: bytes) -> None:
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            sms.read(request(body))


def test_the_answer_to_twilio_is_markup_that_says_nothing() -> None:
    answer = sms.taken()
    assert (answer.status, answer.body, answer.content_type) == (200, b"<Response/>", "text/xml; charset=utf-8")


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwilioApi]:
    with serving(TwilioApi()) as twilio:
        monkeypatch.setattr(Twilio, "api", twilio.address)
        yield twilio


def send(text: str = "hello", address: str = VISITOR, kind: type[Twilio] = Sms, **values: str) -> None:
    asyncio.run(kind({**VALUES, **values}, PUBLIC).send(address, {"text": text}))


class TestSend:
    @pytest.mark.parametrize(
        ("kind", "address", "sender"),
        [(Sms, VISITOR, SMS_FROM), (WhatsApp, f"whatsapp:{VISITOR}", f"whatsapp:{WHATSAPP_FROM}")],
    )
    def test_a_reply_is_taken(self, api: TwilioApi, kind: type[Twilio], address: str, sender: str) -> None:
        send("It’s on the third floor.\n\n• one & two", address, kind)
        assert api.taken == [{"To": address, "From": sender, "Body": "It’s on the third floor.\n\n• one & two"}]

    @pytest.mark.parametrize("number", ["+44 113 496 0001", "whatsapp:+441134960001", "whatsapp: +44 (113) 496-0001"])
    def test_the_number_may_be_written_as_people_do(self, api: TwilioApi, number: str) -> None:
        send(address=f"whatsapp:{VISITOR}", kind=WhatsApp, TWILIO_WHATSAPP_FROM=number)
        assert len(api.taken) == 1

    @pytest.mark.parametrize(
        ("trouble", "wait"),
        [
            (error(20429, "Too Many Requests", 429), None),
            (error(20429, "Too Many Requests", 429, {"Retry-After": "7"}), 7),
            (error(20429, "Too Many Requests", 400), None),
            (error(21611, "This 'From' number has exceeded the maximum number of queued messages"), None),
            (error(14107, "Message rate limit exceeded"), None),
            ((429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b"<html>"), None),
            ((503, {"Retry-After": "120"}, b"<html>"), 120),
            ((500, {}, b"null"), None),
            ((302, {"Location": "/elsewhere"}, b""), None),
            (None, None),
        ],
    )
    def test_a_passing_trouble_is_tried_later(self, api: TwilioApi, trouble: Answer | None, wait: float | None) -> None:
        api.troubles.append(trouble)
        with pytest.raises(TryLater) as later:
            send()
        assert later.value.wait == wait
        assert api.taken == []
        send()
        assert len(api.taken) == 1

    @pytest.mark.parametrize(
        "trouble",
        [
            error(20003, "Authenticate", 401),
            error(21211, "The 'To' number is not a valid phone number."),
            error(21408, "Permission to send an SMS has not been enabled for the region"),
            error(21610, "Attempt to send to unsubscribed recipient"),
            error(63016, "Failed to send freeform message because you are outside the allowed window"),
            (400, {}, b"<html>"),
            (404, {}, b"[]"),
        ],
    )
    def test_a_lasting_trouble_is_given_up(self, api: TwilioApi, trouble: Answer) -> None:
        api.troubles.append(trouble)
        with pytest.raises(Undeliverable):
            send()

    @pytest.mark.parametrize(
        ("address", "text"),
        [
            ("+447700900000", "hello"),
            ("60777", "hello"),
            (f"whatsapp:{VISITOR}", "hello"),
            (VISITOR, " "),
            (VISITOR, "x" * 1_601),
        ],
    )
    def test_what_twilio_refuses_is_given_up(self, api: TwilioApi, address: str, text: str) -> None:
        with pytest.raises(Undeliverable):
            send(text, address)

    def test_a_wrong_token_is_given_up(self, api: TwilioApi) -> None:
        with pytest.raises(Undeliverable):
            send(TWILIO_AUTH_TOKEN="wrong")

    def test_a_limit_holds_for_one_visitor(self, api: TwilioApi) -> None:
        api.rate = 1
        send()
        with pytest.raises(TryLater) as later:
            send()
        assert later.value.wait == 1
        send(address="+447700900124")

    def test_no_server(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Twilio, "api", "http://127.0.0.1:9")
        with pytest.raises(TryLater):
            send()

    def test_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("centreguide.channels.messaging.twilio._TIMEOUT", 0.1)
        with silent() as address:
            monkeypatch.setattr(Twilio, "api", address)
            with pytest.raises(TryLater):
                send()

    def test_while_twilio_hangs_the_threads_that_everyone_shares_are_free(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("centreguide.channels.messaging.twilio._TIMEOUT", 0.5)

        async def hang(platform: Sms) -> None:
            sends = [asyncio.create_task(platform.send(VISITOR, {"text": "hello"})) for _ in range(40)]
            await asyncio.sleep(0.1)
            await asyncio.to_thread(int)
            assert not any(send.done() for send in sends)
            assert all(isinstance(told, TryLater) for told in await asyncio.gather(*sends, return_exceptions=True))

        with silent() as address:
            monkeypatch.setattr(Twilio, "api", address)
            asyncio.run(hang(Sms(VALUES, PUBLIC)))

    def test_many_at_the_same_time(self, api: TwilioApi) -> None:
        platform = Sms(VALUES, PUBLIC)

        async def burst() -> None:
            await asyncio.gather(*(platform.send(f"+4477009001{n:02}", {"text": str(n)}) for n in range(40)))

        asyncio.run(burst())
        assert {one["To"][-2:]: int(one["Body"]) for one in api.taken} == {f"{n:02}": n for n in range(40)}

    def test_no_word_and_no_address_is_logged(self, api: TwilioApi, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        api.troubles += [None, error(21211, f"The 'To' number {VISITOR} is not a valid phone number.")]
        for expected in (TryLater, Undeliverable):
            with pytest.raises(expected) as refusal:
                send("a private word")
            assert VISITOR not in str(refusal.value)
        send("a private word")
        assert caplog.records
        for hidden in ("private", VISITOR[1:], TOKEN):
            assert hidden not in caplog.text


class TestCheck:
    def test_the_accounts_name(self, api: TwilioApi) -> None:
        told = asyncio.run(Sms(VALUES, PUBLIC).check())
        assert told == "The account is “Riverside Hospitals” (active)."

    def test_wrong_credentials(self, api: TwilioApi) -> None:
        with pytest.raises(Undeliverable):
            asyncio.run(Sms({**VALUES, "TWILIO_AUTH_TOKEN": "wrong"}, PUBLIC).check())

    def test_no_connection(self, api: TwilioApi) -> None:
        api.troubles.append(None)
        with pytest.raises(TryLater):
            asyncio.run(Sms(VALUES, PUBLIC).check())


def test_nothing_is_called_when_a_platform_is_made(api: TwilioApi) -> None:
    Sms(VALUES, PUBLIC)
    WhatsApp(VALUES, PUBLIC)
    assert api.paths == []
