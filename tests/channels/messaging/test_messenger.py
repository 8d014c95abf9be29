import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from centreguide.channels.buttons import button_id
from centreguide.channels.messaging.messenger import Messenger
from centreguide.channels.messaging.platform import Received, Refused, TryLater, Undeliverable
from centreguide.release.content import Content
from tests.channels.messaging.graph_api import GraphApi, error
from tests.channels.messaging.loopback import Answer, request, serving, silent

TOKEN, SECRET, WORD = "EAAG-page-token", "0123456789abcdef0123456789abcdef", "our own word"
PAGE, VISITOR = "1122334455", "6677889900"
VALUES = {"MESSENGER_PAGE_TOKEN": TOKEN, "MESSENGER_APP_SECRET": SECRET, "MESSENGER_VERIFY_TOKEN": WORD}

messenger = Messenger(VALUES, "https://bot.example.nhs.uk")


def signed(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def event(**content: Any) -> dict[str, Any]:
    return {"sender": {"id": VISITOR}, "recipient": {"id": PAGE}, "timestamp": 1458692752478, **content}


def message(text: str | None = "where are you?", mid: str = "m_1", **more: Any) -> dict[str, Any]:
    return event(message={"mid": mid, **({} if text is None else {"text": text}), **more})


def body(*events: Any, **entry: Any) -> bytes:
    told = {"object": "page", "entry": [{"id": PAGE, "time": 1458692752478, "messaging": list(events), **entry}]}
    return json.dumps(told).encode()


def read(content: bytes) -> list[Received]:
    return list(messenger.read(request(content)))


class TestHandshake:
    def asked(self, query: str, method: str = "GET") -> Any:
        return messenger.handshake(request(method=method, query=query))

    def test_metas_question_is_answered_with_its_challenge(self) -> None:
        answer = self.asked("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=our%20own%20word")
        assert (answer.status, answer.body, answer.content_type) == (200, b"1158201444", "text/plain; charset=utf-8")

    @pytest.mark.parametrize(
        "query",
        [
            "",
            "hub.mode=subscribe&hub.challenge=1",
            "hub.mode=subscribe&hub.challenge=1&hub.verify_token=",
            "hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong",
            "hub.mode=subscribe&hub.challenge=1&hub.verify_token=%C3%A9%FF",
            "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=our%20own%20word",
            "hub.challenge=1&hub.verify_token=our%20own%20word",
        ],
    )
    def test_others_are_refused(self, query: str) -> None:
        with pytest.raises(Refused) as refusal:
            self.asked(query)
        assert refusal.value.status == 403

    def test_a_post_is_no_handshake(self) -> None:
        query = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=our%20own%20word"
        assert self.asked(query, "POST") is None


class TestVerify:
    @pytest.mark.parametrize("content", [b"", b"{}", body(message()), "é🙂".encode(), b"\xff\x00"])
    def test_a_signed_body_is_taken(self, content: bytes) -> None:
        messenger.verify(request(content, {"X-Hub-Signature-256": signed(content)}))

    def test_the_published_example_is_taken(self) -> None:
        """GitHub's, whose scheme is the same: https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries."""
        known = Messenger({**VALUES, "MESSENGER_APP_SECRET": "It's a Secret to Everybody"}, "https://bot.example")
        signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        known.verify(request(b"Hello, World!", {"X-Hub-Signature-256": signature}))

    def test_a_charset_changes_nothing(self) -> None:
        content = body(message())
        headers = {"X-Hub-Signature-256": signed(content), "content-type": "application/json; charset=utf-8"}
        messenger.verify(request(content, headers))
        assert len(messenger.read(request(content, headers))) == 1

    @pytest.mark.parametrize("headers", [{}, {"X-Hub-Signature-256": ""}, {"X-Hub-Signature": "sha1=00"}])
    def test_no_signature_is_401(self, headers: dict[str, str]) -> None:
        with pytest.raises(Refused) as refusal:
            messenger.verify(request(body(message()), headers))
        assert refusal.value.status == 401

    @pytest.mark.parametrize(
        "signature",
        [
            "sha256=",
            "sha256",
            "=",
            signed(body(message()))[len("sha256=") :],
            signed(body(message())).replace("sha256", "sha1"),
            "sha1=" + hmac.new(SECRET.encode(), body(message()), hashlib.sha1).hexdigest(),
            "md5=" + hmac.new(SECRET.encode(), body(message()), hashlib.md5).hexdigest(),
            signed(body(message()), "another secret"),
            signed(body(message()), ""),
            signed(body(message("other words"))),
            signed(body(message())) + "0",
            signed(body(message()))[:-1],
            "sha256=zzzz",
            "sha256=é🙂",
            "sha256=\udcff",
            "sha256=" + "0" * 64,
        ],
    )
    def test_a_wrong_signature_is_403(self, signature: str) -> None:
        with pytest.raises(Refused) as refusal:
            messenger.verify(request(body(message()), {"X-Hub-Signature-256": signature}))
        assert refusal.value.status == 403


IGNORED: dict[str, dict[str, Any]] = {
    "an echo": event(message={"mid": "m_1", "text": "where are you?", "is_echo": True, "app_id": 1}),
    "an echo without the mark": {**message(), "sender": {"id": PAGE}, "recipient": {"id": VISITOR}},
    "another page's message": {**message(), "recipient": {"id": "999"}},
    "a delivery receipt": event(delivery={"mids": ["m_1"], "watermark": 1458668856253}),
    "a read receipt": event(read={"watermark": 1458668856253}),
    "a reaction": event(reaction={"mid": "m_1", "action": "react", "emoji": "❤", "reaction": "love"}),
    "an edit": event(message_edit={"mid": "m_1", "text": "where is it?", "num_edit": 1}),
    "an opt-in": event(optin={"ref": "x", "user_ref": "y"}),
    "a referral": event(referral={"ref": "x", "source": "SHORTLINK", "type": "OPEN_THREAD"}),
    "a hand-over": event(pass_thread_control={"new_owner_app_id": "1", "metadata": ""}),
    "account linking": event(account_linking={"status": "linked"}),
    "an unknown kind": event(something_new={"mid": "m_1", "text": "where are you?"}),
    "a message without an id": event(message={"text": "where are you?"}),
    "a sender without an id": {**message(), "sender": {"user_ref": "x"}},
    "an empty event": {},
    "no sender": {"recipient": {"id": PAGE}, "message": {"mid": "m_1", "text": "hello"}},
}


class TestRead:
    def test_text(self) -> None:
        assert read(body(message("Where is the café? 🙂"))) == [Received(VISITOR, "m_1", "Where is the café? 🙂")]

    def test_a_quick_reply(self) -> None:
        pressed = message("1 Where is the…", quick_reply={"payload": "0a" * 9})
        assert read(body(pressed)) == [Received(VISITOR, "m_1", "1 Where is the…", "0a" * 9)]

    def test_a_postback(self) -> None:
        pressed = event(postback={"mid": "m_2", "title": "Get started", "payload": "GET_STARTED"})
        assert read(body(pressed)) == [Received(VISITOR, "m_2", "Get started", "GET_STARTED")]

    def test_a_postback_of_old_has_its_time_as_id(self) -> None:
        assert read(body(event(postback={"payload": "P"}))) == [Received(VISITOR, "1458692752478 P", None, "P")]

    @pytest.mark.parametrize(
        "attachment",
        [
            {"type": "image", "payload": {"url": "https://x", "sticker_id": 369239263222822}},
            {"type": "audio", "payload": {"url": "https://x/voice.mp4"}},
            {"type": "location", "payload": {"coordinates": {"lat": 53.8, "long": -1.5}}},
            {"type": "fallback", "payload": {"title": "a contact"}},
            {"type": "video", "payload": {"url": "https://x"}},
            {"type": "file", "payload": {"url": "https://x"}},
        ],
    )
    def test_what_is_not_text_is_a_message_without_text(self, attachment: dict[str, Any]) -> None:
        assert read(body(message(None, attachments=[attachment]))) == [Received(VISITOR, "m_1", None)]

    def test_text_with_an_attachment_is_text(self) -> None:
        assert read(body(message("look", attachments=[{"type": "fallback"}]))) == [Received(VISITOR, "m_1", "look")]

    @pytest.mark.parametrize("kind", IGNORED)
    def test_odd_events_are_ignored_and_cost_no_other(self, kind: str) -> None:
        found = read(body(message(mid="m_8"), IGNORED[kind], None, 7, "x", [], message(mid="m_9")))
        assert [one.id for one in found] == ["m_8", "m_9"]

    def test_every_entry_is_read_in_order(self) -> None:
        entries = [
            {"id": PAGE, "time": 1, "messaging": [message(mid="m_1"), message(mid="m_2")]},
            {"id": PAGE, "time": 1, "standby": [message(mid="m_3")]},
            {"id": PAGE, "time": 1, "changes": [{"field": "feed", "value": {}}]},
            "no entry",
            {"id": PAGE, "time": 2, "messaging": [message(mid="m_4")]},
        ]
        found = read(json.dumps({"object": "page", "entry": entries}).encode())
        assert [one.id for one in found] == ["m_1", "m_2", "m_4"]

    @pytest.mark.parametrize(
        "content",
        [b"{}", b'{"object": "user", "entry": []}', b'{"object": "page"}', b'{"object": "page", "entry": []}'],
    )
    def test_nothing_for_the_bot(self, content: bytes) -> None:
        assert read(content) == []

    @pytest.mark.parametrize("content", [b"", b"no JSON", b"[]", b"null", b"\xff", b'{"object": "page", "entry": 7}'])
    def test_an_unknown_form_is_an_error_that_the_channel_knows(self, content: bytes) -> None:
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            read(content)


BUTTONS = [
    {"title": "Where is the Riverside Heart Unit?", "payload": '/ask_where{"subject": "heart_unit"}'},
    {"title": "How big is it?", "payload": '/ask_size{"subject": "heart_unit"}'},
]


class TestRender:
    def test_text(self, riverside_content: Content) -> None:
        text = "On the third floor.\n\nSource: About us"
        assert messenger.render([{"text": text}], riverside_content.wording) == [{"text": text}]

    def test_choices_are_numbered_in_the_text_and_can_be_pressed(self, riverside_content: Content) -> None:
        (part,) = messenger.render([{"text": "What about it?", "buttons": BUTTONS}], riverside_content.wording)
        choose = riverside_content.wording.channels["choose"]
        lines = ["1. Where is the Riverside Heart Unit?", "2. How big is it?"]
        assert part["text"] == "\n".join(["What about it?", "", choose, *lines])
        assert part["quick_replies"] == [
            {"content_type": "text", "title": "1 Where is the…", "payload": button_id(BUTTONS[0]["payload"])},
            {"content_type": "text", "title": "2 How big is it?", "payload": button_id(BUTTONS[1]["payload"])},
        ]

    def test_a_long_text_is_in_parts_with_the_choices_under_the_last(self, riverside_content: Content) -> None:
        text = "\n\n".join(f"Paragraph {number}. " + "These are words. " * 30 for number in range(12))
        parts = messenger.render([{"text": text, "buttons": BUTTONS}], riverside_content.wording)
        assert len(parts) > 2
        assert all(0 < len(part["text"]) <= 2_000 for part in parts)
        assert ["quick_replies" in part for part in parts] == [False] * (len(parts) - 1) + [True]
        assert all(part["text"].startswith("Paragraph") for part in parts[:-1])

    def test_more_choices_than_quick_replies_are_all_in_the_text(self, riverside_content: Content) -> None:
        buttons = [{"title": f"Question {number}", "payload": f"/ask_{number}"} for number in range(1, 21)]
        (part,) = messenger.render([{"text": "Which?", "buttons": buttons}], riverside_content.wording)
        assert len(part["quick_replies"]) == 13
        assert "20. Question 20" in part["text"]

    def test_what_is_urgent_is_first_and_whole(self, riverside_content: Content) -> None:
        urgent = riverside_content.wording.safety["emergency"]
        said = [{"text": "On the third floor.", "kind": "answer"}, {"text": urgent, "kind": "urgent"}]
        parts = messenger.render(said, riverside_content.wording)
        assert parts == [{"text": urgent.strip()}, {"text": "On the third floor."}]

    def test_nothing_said_is_nothing_sent(self, riverside_content: Content) -> None:
        assert messenger.render([], riverside_content.wording) == []
        assert messenger.render([{"text": ""}, {"text": None}], riverside_content.wording) == []


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphApi]:
    with serving(GraphApi(TOKEN)) as graph:
        monkeypatch.setattr(Messenger, "api", graph.address)
        yield graph


def send(part: dict[str, Any], address: str = VISITOR, platform: Messenger = messenger) -> None:
    asyncio.run(platform.send(address, part))


class TestSend:
    def test_a_reply_is_taken(self, api: GraphApi, riverside_content: Content) -> None:
        said = [{"text": "What about it? " * 500, "buttons": BUTTONS * 10}, {"text": "That's all."}]
        parts = messenger.render(said, riverside_content.wording)
        for part in parts:
            send(part)
        assert [one["message"] for one in api.taken] == parts
        assert {one["recipient"]["id"] for one in api.taken} == {VISITOR}

    def test_the_token_is_in_no_address(self, api: GraphApi) -> None:
        send({"text": "hello"})
        proof = hmac.new(SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()
        assert api.paths == [f"/v19.0/me/messages?appsecret_proof={proof}"]

    @pytest.mark.parametrize(
        ("trouble", "wait"),
        [
            (error(4, "Application request limit reached"), None),
            (error(17, "User request limit reached"), None),
            (error(32, "Page request limit reached"), None),
            (error(613, "Calls to this API have exceeded the rate limit."), None),
            (error(1200, "Temporary send message failure."), None),
            (error(2, "Service temporarily unavailable", 500), None),
            (error(190, "odd, but passing", is_transient=True), None),
            ((429, {"Retry-After": "7"}, b""), 7),
            ((429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, b"<html>"), None),
            ((503, {"Retry-After": "120"}, b"<html>"), 120),
            ((500, {}, b"null"), None),
            ((502, {"Content-Type": "application/json"}, b'{"error": "odd"}'), None),
            ((302, {"Location": "/elsewhere"}, b""), None),
            (None, None),
        ],
    )
    def test_a_passing_trouble_is_tried_later(self, api: GraphApi, trouble: Answer | None, wait: float | None) -> None:
        api.troubles.append(trouble)
        with pytest.raises(TryLater) as later:
            send({"text": "hello"})
        assert later.value.wait == wait
        assert api.taken == []

    @pytest.mark.parametrize(
        "trouble",
        [
            error(10, "This message is sent outside of allowed window.", error_subcode=2018278),
            error(100, "No matching user found", error_subcode=2018001),
            error(190, "Invalid OAuth access token.", 401),
            error(200, "You do not have the necessary permission"),
            error(551, "This person isn't available right now."),
            (400, {}, b"<html>"),
            (404, {"Content-Type": "application/json"}, b'{"error": "odd"}'),
        ],
    )
    def test_a_lasting_trouble_is_given_up(self, api: GraphApi, trouble: Answer) -> None:
        api.troubles.append(trouble)
        with pytest.raises(Undeliverable):
            send({"text": "hello"})

    def test_who_has_blocked_the_page_gets_nothing(self, api: GraphApi) -> None:
        with pytest.raises(Undeliverable):
            send({"text": "hello"}, "blocked-1")

    def test_a_limit_holds_for_one_visitor(self, api: GraphApi) -> None:
        api.rate = 1
        send({"text": "hello"})
        with pytest.raises(TryLater):
            send({"text": "hello"})
        send({"text": "hello"}, "another")

    def test_no_server_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Messenger, "api", "http://127.0.0.1:1")
        with pytest.raises(TryLater):
            send({"text": "hello"})

    def test_no_answer_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("centreguide.channels.messaging.messenger._TIMEOUT", aiohttp.ClientTimeout(total=0.1))
        with silent() as address:
            monkeypatch.setattr(Messenger, "api", address)
            with pytest.raises(TryLater):
                send({"text": "hello"})

    def test_nothing_of_a_message_is_logged(self, api: GraphApi, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        send({"text": "kestrel"})
        with pytest.raises(Undeliverable):
            send({"text": "kestrel"}, "blocked-1")
        assert not any(word in caplog.text for word in ("kestrel", VISITOR, "blocked-1", TOKEN, SECRET))


class TestCheck:
    def test_says_whose_token_it_is(self, api: GraphApi) -> None:
        assert asyncio.run(messenger.check()) == "The token is for the page “Riverside Hospitals”."

    def test_a_wrong_token_is_told(self, api: GraphApi) -> None:
        wrong = Messenger({**VALUES, "MESSENGER_PAGE_TOKEN": "wrong"}, "https://bot.example.nhs.uk")
        with pytest.raises(Undeliverable):
            asyncio.run(wrong.check())
