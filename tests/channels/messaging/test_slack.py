import asyncio
import json
import logging
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest
from slack_sdk.signature import SignatureVerifier

from centreguide.channels.buttons import button_id
from centreguide.channels.messaging.platform import Received, Refused, TryLater, Undeliverable
from centreguide.channels.messaging.slack import Slack
from centreguide.release.content import Content
from tests.channels.messaging.loopback import Answer, as_json, request, serving, silent
from tests.channels.messaging.slack_api import SlackApi, failed

TOKEN, SECRET = "xoxb-1-token", "8f742231b10e8888abcd99yyyzzz85a5"
VALUES = {"SLACK_BOT_TOKEN": TOKEN, "SLACK_SIGNING_SECRET": SECRET}
PUBLISHED_AT = 1531420618
PUBLISHED_SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
PUBLISHED = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
"""From https://docs.slack.dev/authentication/verifying-requests-from-slack."""

FORM = {"content-type": "application/x-www-form-urlencoded"}

slack = Slack(VALUES, "https://bot.example.nhs.uk")


def signed(body: bytes, at: float | None = None, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    assert signature
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}


def message(**content: Any) -> dict[str, Any]:
    typed = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": "where are you?"}
    return {**typed, "ts": "1700000000.000100", "event_ts": "1700000000.000100", "client_msg_id": "c-1", **content}


def mention(**content: Any) -> dict[str, Any]:
    typed = {"type": "app_mention", "channel": "C1", "user": "U1", "text": "<@U0BOT> where are you?"}
    return {**typed, "ts": "1700000000.000100", "event_ts": "1700000000.000100", **content}


def body(event: Any, **more: Any) -> bytes:
    authorizations = [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]
    told = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "authorizations": authorizations}
    return json.dumps({**told, "event": event, **more}).encode()


def read(content: bytes, headers: dict[str, str] | None = None) -> list[Received]:
    return list(slack.read(request(content, headers)))


def press(**more: Any) -> dict[str, Any]:
    action = {
        "type": "button",
        "action_id": "button-1",
        "block_id": "b",
        "action_ts": "1700000009.000300",
        "value": "0a" * 9,
        "text": {"type": "plain_text", "text": "Where is the heart unit?", "emoji": False},
    }
    return {
        "type": "block_actions",
        "user": {"id": "U1", "username": "someone"},
        "channel": {"id": "D1", "name": "directmessage"},
        "message": {"ts": "1700000001.000200", "bot_id": "B1"},
        "actions": [action],
        **more,
    }


def in_form(payload: Any) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


class TestVerify:
    @pytest.mark.parametrize("late", [-299, 0, 299])
    def test_the_published_example_is_taken_for_five_minutes(self, monkeypatch: pytest.MonkeyPatch, late: int) -> None:
        monkeypatch.setattr("slack_sdk.signature.time", lambda: PUBLISHED_AT + late)
        headers = {"X-Slack-Request-Timestamp": str(PUBLISHED_AT), "X-Slack-Signature": PUBLISHED_SIGNATURE}
        slack.verify(request(PUBLISHED, headers | FORM))

    @pytest.mark.parametrize("late", [-301, 301, 100_000_000])
    def test_an_old_one_is_refused(self, monkeypatch: pytest.MonkeyPatch, late: int) -> None:
        monkeypatch.setattr("slack_sdk.signature.time", lambda: PUBLISHED_AT + late)
        headers = {"X-Slack-Request-Timestamp": str(PUBLISHED_AT), "X-Slack-Signature": PUBLISHED_SIGNATURE}
        with pytest.raises(Refused) as refusal:
            slack.verify(request(PUBLISHED, headers | FORM))
        assert refusal.value.status == 403

    @pytest.mark.parametrize("content", [b"", b"{}", body(message()), "é🙂".encode()])
    def test_a_signed_body_is_taken(self, content: bytes) -> None:
        slack.verify(request(content, signed(content)))

    @pytest.mark.parametrize("lacking", ["X-Slack-Request-Timestamp", "X-Slack-Signature"])
    @pytest.mark.parametrize("empty", [True, False])
    def test_a_missing_header_is_401(self, lacking: str, empty: bool) -> None:
        content = body(message())
        headers = {name: value for name, value in signed(content).items() if name != lacking}
        with pytest.raises(Refused) as refusal:
            slack.verify(request(content, headers | ({lacking: ""} if empty else {})))
        assert refusal.value.status == 401

    @pytest.mark.parametrize(
        "headers",
        [
            signed(body(message()), secret="another"),
            signed(body(message(text="other words"))),
            {**signed(body(message())), "X-Slack-Request-Timestamp": str(int(time.time()) + 1)},
            {**signed(body(message())), "X-Slack-Request-Timestamp": "today"},
            {**signed(body(message())), "X-Slack-Request-Timestamp": "nan"},
            {**signed(body(message())), "X-Slack-Request-Timestamp": "1e9"},
            {**signed(body(message())), "X-Slack-Request-Timestamp": "9" * 5_000},
            {**signed(body(message())), "X-Slack-Signature": "v0="},
            {**signed(body(message())), "X-Slack-Signature": "="},
            {**signed(body(message())), "X-Slack-Signature": "v0=é🙂"},
            {**signed(body(message())), "X-Slack-Signature": "v0=\udcff"},
            {**signed(body(message())), "X-Slack-Signature": signed(body(message()))["X-Slack-Signature"][3:]},
        ],
    )
    def test_a_wrong_signature_is_403(self, headers: dict[str, str]) -> None:
        with pytest.raises(Refused) as refusal:
            slack.verify(request(body(message()), headers))
        assert refusal.value.status == 403

    def test_a_body_that_is_no_text_is_403(self) -> None:
        with pytest.raises(Refused) as refusal:
            slack.verify(request(b"\xff\xfe", signed(b"")))
        assert refusal.value.status == 403


class TestHandshake:
    QUESTION = b'{"token": "x", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd", "type": "url_verification"}'

    def test_slacks_question_is_answered_with_its_challenge(self) -> None:
        answer = slack.handshake(request(self.QUESTION, signed(self.QUESTION)))
        assert answer is not None
        assert answer.status == 200
        assert json.loads(answer.body) == {"challenge": json.loads(self.QUESTION)["challenge"]}

    @pytest.mark.parametrize(("headers", "status"), [({}, 401), (signed(QUESTION, secret="another"), 403)])
    def test_a_forged_question_is_refused(self, headers: dict[str, str], status: int) -> None:
        with pytest.raises(Refused) as refusal:
            slack.handshake(request(self.QUESTION, headers))
        assert refusal.value.status == status

    def test_nothing_else_is_a_handshake(self) -> None:
        for content in (b"", b"no JSON", body(message()), body(message(text="what is url_verification?"))):
            assert slack.handshake(request(content, signed(content))) is None

    def test_a_press_on_those_words_is_none(self) -> None:
        content = in_form(press(message={"ts": "1", "text": "url_verification"}))
        assert slack.handshake(request(content, signed(content) | FORM)) is None


IGNORED: dict[str, Any] = {
    "an edited message": message(subtype="message_changed", hidden=True, message=message(), previous_message=message()),
    "a deleted message": message(subtype="message_deleted", hidden=True, deleted_ts="1700000000.000100"),
    "a join": message(subtype="channel_join"),
    "a leave": message(subtype="channel_leave"),
    "a bot's message": message(subtype="bot_message", bot_id="B2"),
    "an app's message": message(bot_id="B2", app_id="A2"),
    "our own message": message(user="U0BOT"),
    "a reply that was counted": message(subtype="message_replied"),
    "a topic": message(subtype="channel_topic"),
    "a message in a channel": message(channel="C1", channel_type="channel"),
    "a message in a private channel": message(channel="G1", channel_type="group"),
    "a message in a group of people": message(channel="G1", channel_type="mpim"),
    "our own mention": mention(user="U0BOT"),
    "a bot's mention": mention(bot_id="B2"),
    "an edited mention": mention(subtype="message_changed"),
    "a reaction": {"type": "reaction_added", "user": "U1", "reaction": "heart", "item": {}},
    "a channel that was joined": {"type": "member_joined_channel", "user": "U1", "channel": "C1"},
    "the app's home": {"type": "app_home_opened", "user": "U1", "channel": "D1"},
    "a shared file": {"type": "file_shared", "file_id": "F1", "user_id": "U1"},
    "an unknown kind": {"type": "something_new", "user": "U1", "text": "hello"},
}


class TestReadMessages:
    @pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
    def test_a_direct_message(self, kind: str) -> None:
        found = read(body(message()), {"content-type": kind})
        assert found == [Received("D1 U1", "D1 1700000000.000100", "where are you?")]

    def test_a_mention_without_its_name(self) -> None:
        assert read(body(mention())) == [Received("C1 U1", "C1 1700000000.000100", "where are you?")]

    def test_a_mention_and_the_message_that_it_is_in_are_one(self) -> None:
        event = mention(channel="D1")
        assert read(body(event)) == read(body(message(text=event["text"])))

    def test_a_thread_is_answered_in_the_thread(self) -> None:
        (found,) = read(body(mention(thread_ts="1600000000.000001")))
        assert found.sender == "C1 U1 1600000000.000001"

    def test_delivered_again_it_is_the_same(self) -> None:
        again = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        assert read(body(message()), again) == read(body(message()))

    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("beds &amp; staff &lt;3 &gt; 2", "beds & staff <3 > 2"),
            ("&amp;lt;", "&lt;"),
            ("<@U0BOT>", ""),
            ("hello <@U0BOT|guide>, where is <@U2>?", "hello , where is ?"),
            ("<!here> <!subteam^S1|@team> hello", "hello"),
            ("see <https://example.nhs.uk/a?b=1&amp;c=2>", "see https://example.nhs.uk/a?b=1&c=2"),
            ("see <http://example.nhs.uk|example.nhs.uk>", "see example.nhs.uk"),
            ("<mailto:a@example.nhs.uk|a@example.nhs.uk>", "a@example.nhs.uk"),
            ("in <#C2|general> and <#C3>", "in general and C3"),
            ("a < b", "a < b"),
            ("", ""),
        ],
    )
    def test_text_is_what_was_typed(self, typed: str, text: str) -> None:
        assert [one.text for one in read(body(message(text=typed)))] == [text]

    @pytest.mark.parametrize("mimetype", ["image/png", "audio/webm", "video/mp4", "text/vcard"])
    def test_a_file_alone_is_a_message_without_text(self, mimetype: str) -> None:
        files = [{"id": "F1", "mimetype": mimetype}]
        assert [one.text for one in read(body(message(subtype="file_share", text="", files=files)))] == [None]
        assert [one.text for one in read(body(message(subtype="file_share", text="look", files=files)))] == ["look"]

    @pytest.mark.parametrize("subtype", ["me_message", "thread_broadcast"])
    def test_what_a_person_typed_in_another_way(self, subtype: str) -> None:
        assert len(read(body(message(subtype=subtype)))) == 1

    @pytest.mark.parametrize("kind", IGNORED)
    def test_odd_events_are_ignored(self, kind: str) -> None:
        assert read(body(IGNORED[kind])) == []

    @pytest.mark.parametrize(
        "told", [{}, {"type": "app_rate_limited"}, {"type": "view_submission"}, {"type": "something_new"}]
    )
    def test_requests_of_other_kinds_are_ignored(self, told: dict[str, Any]) -> None:
        assert read(json.dumps(told).encode()) == []

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"no JSON",
            b"[]",
            b"null",
            b"\xff",
            b'{"type": "event_callback"}',
            body(None),
            body({}),
            body([1]),
            body({"type": "app_mention"}),
        ],
    )
    def test_an_unknown_form_is_an_error_that_the_channel_knows(self, content: bytes) -> None:
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            read(content)


class TestReadPresses:
    @pytest.mark.parametrize("kind", [FORM["content-type"], f"{FORM['content-type']}; charset=UTF-8"])
    def test_a_button(self, kind: str) -> None:
        told_apart = "D1 1700000001.000200 button-1 1700000009.000300"
        found = read(in_form(press()), {"content-type": kind})
        assert found == [Received("D1 U1", told_apart, "Where is the heart unit?", "0a" * 9)]

    def test_a_button_belongs_to_the_conversation_that_it_is_in(self) -> None:
        root, reply = "1600000000.000001", "1700000001.000200"
        (in_thread,) = read(in_form(press(message={"ts": reply, "thread_ts": root})), FORM)
        (over_thread,) = read(in_form(press(message={"ts": root, "thread_ts": root})), FORM)
        assert (in_thread.sender, over_thread.sender) == (f"D1 U1 {root}", "D1 U1")

    def test_another_action_is_ignored(self) -> None:
        assert read(in_form(press(actions=[{"type": "overflow", "action_id": "x"}])), FORM) == []

    @pytest.mark.parametrize("content", [PUBLISHED, b"", b"ssl_check=1&token=x", b"payload="])
    def test_a_form_without_a_payload_is_ignored(self, content: bytes) -> None:
        assert read(content, FORM) == []

    @pytest.mark.parametrize(
        "content", [b"payload=no+JSON", b"payload=[]", in_form({"type": "block_actions"}), b"\xff"]
    )
    def test_an_unknown_form_is_an_error_that_the_channel_knows(self, content: bytes) -> None:
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            read(content, FORM)


BUTTONS = [
    {"title": "Where is the Riverside Heart Unit?", "payload": '/ask_where{"subject": "heart_unit"}'},
    {"title": "How big is the unit & " + "how many people work there " * 3, "payload": "/ask_size"},
]


class TestRender:
    def test_text_and_buttons(self, riverside_content: Content) -> None:
        text = "Beds & staff <3.\n\nSource: About us"
        (part,) = slack.render([{"text": text, "buttons": BUTTONS}], riverside_content.wording)
        section, actions = part["blocks"]
        escaped = "Beds &amp; staff &lt;3.\n\nSource: About us"
        assert part["text"] == escaped
        assert section == {"type": "section", "text": {"type": "mrkdwn", "text": escaped}}
        assert [element["value"] for element in actions["elements"]] == [button_id(one["payload"]) for one in BUTTONS]
        titles = [element["text"]["text"] for element in actions["elements"]]
        assert titles[0] == "Where is the Riverside Heart Unit?"
        assert titles[1].startswith("How big is the unit & how many people")
        assert titles[1].endswith("…")
        assert len(titles[1]) <= 75

    def test_no_buttons_no_actions(self, riverside_content: Content) -> None:
        (part,) = slack.render([{"text": "Hello.", "buttons": []}], riverside_content.wording)
        assert [block["type"] for block in part["blocks"]] == ["section"]

    @pytest.mark.parametrize("paragraph", ["These are words. " * 30, "&<>" * 200, "x & y " * 100])
    def test_a_long_text_is_in_sections_that_fit_when_escaped(self, riverside_content: Content, paragraph: str) -> None:
        text = "\n\n".join([paragraph.strip()] * 12)
        (part,) = slack.render([{"text": text}], riverside_content.wording)
        sections = [block["text"]["text"] for block in part["blocks"]]
        assert all(0 < len(section) <= 3_000 for section in sections)
        assert "".join("".join(sections).split()) == "".join(part["text"].split())

    def test_more_buttons_than_slack_takes(self, riverside_content: Content) -> None:
        buttons = [{"title": f"Question {number}", "payload": f"/ask_{number}"} for number in range(30)]
        (part,) = slack.render([{"text": "Which?", "buttons": buttons}], riverside_content.wording)
        assert len(part["blocks"][1]["elements"]) == 25

    def test_what_is_urgent_is_first_and_whole(self, riverside_content: Content) -> None:
        urgent = riverside_content.wording.safety["emergency"]
        said = [{"text": "On the third floor.", "kind": "answer"}, {"text": urgent, "kind": "urgent"}]
        first, second = slack.render(said, riverside_content.wording)
        assert first["text"] == first["blocks"][0]["text"]["text"] == urgent.strip()
        assert second["text"] == "On the third floor."

    def test_nothing_said_is_nothing_sent(self, riverside_content: Content) -> None:
        assert slack.render([{"text": ""}, {"text": None}], riverside_content.wording) == []


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackApi]:
    with serving(SlackApi(TOKEN)) as web:
        monkeypatch.setattr(Slack, "api", f"{web.address}/api")
        yield web


PART = {"text": "Hello.", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello."}}]}


def send(part: dict[str, Any] = PART, address: str = "C1 U1") -> None:
    asyncio.run(slack.send(address, part))


class TestSend:
    def test_a_reply_is_taken(self, api: SlackApi, riverside_content: Content) -> None:
        said = [{"text": "Beds & staff <3. " * 500, "buttons": BUTTONS * 15}, {"text": "That's all."}]
        parts = slack.render(said, riverside_content.wording)
        for part in parts:
            send(part)
        assert [{"text": one["text"], "blocks": one["blocks"]} for one in api.taken] == parts
        assert {one["channel"] for one in api.taken} == {"C1"}
        assert not any("thread_ts" in one for one in api.taken)
        assert set(api.paths) == {"/api/chat.postMessage"}

    def test_a_thread_is_answered_in_the_thread(self, api: SlackApi) -> None:
        send(address="C1 U1 1600000000.000001")
        assert api.taken[0]["thread_ts"] == "1600000000.000001"

    @pytest.mark.parametrize(
        ("trouble", "wait"),
        [
            (as_json({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": "30"}), 30),
            ((429, {"Retry-After": "3", "Content-Type": "text/html"}, b"<html>"), 3),
            ((429, {"Content-Type": "text/plain"}, b"slow down"), None),
            (failed("ratelimited"), None),
            (failed("rate_limited"), None),
            (failed("internal_error"), None),
            (failed("fatal_error"), None),
            (failed("service_unavailable"), None),
            (as_json({"ok": False, "error": "internal_error"}, 500), None),
            ((503, {"Content-Type": "text/html", "Retry-After": "60"}, b"<html>"), 60),
            ((502, {"Content-Type": "application/json"}, b"<html>"), None),
            ((200, {"Content-Type": "application/json"}, b"<html>"), None),
            ((200, {"Content-Type": "text/html"}, b"<html>"), None),
            (None, None),
        ],
    )
    def test_a_passing_trouble_is_tried_later(self, api: SlackApi, trouble: Answer | None, wait: float | None) -> None:
        api.troubles.append(trouble)
        with pytest.raises(TryLater) as later:
            send()
        assert later.value.wait == wait
        assert len(api.paths) == 1

    @pytest.mark.parametrize(
        "trouble",
        [
            failed("channel_not_found"),
            failed("is_archived"),
            failed("not_in_channel"),
            failed("account_inactive"),
            failed("invalid_auth"),
            failed("token_revoked"),
            failed("invalid_blocks"),
            (403, {"Content-Type": "text/html"}, b"<html>"),
        ],
    )
    def test_a_lasting_trouble_is_given_up(self, api: SlackApi, trouble: Answer) -> None:
        api.troubles.append(trouble)
        with pytest.raises(Undeliverable):
            send()
        assert len(api.paths) == 1

    def test_a_conversation_that_is_gone_gets_nothing(self, api: SlackApi) -> None:
        with pytest.raises(Undeliverable):
            send(address="X1 U1")

    def test_a_limit_holds_for_one_conversation(self, api: SlackApi) -> None:
        api.rate = 1
        send()
        with pytest.raises(TryLater) as later:
            send()
        assert later.value.wait == 1
        send(address="C2 U1")

    def test_no_server_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Slack, "api", "http://127.0.0.1:1/api")
        with pytest.raises(TryLater):
            send()

    def test_no_answer_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("centreguide.channels.messaging.slack._TIMEOUT", aiohttp.ClientTimeout(total=0.1))
        with silent() as address:
            monkeypatch.setattr(Slack, "api", address)
            with pytest.raises(TryLater):
                send()

    def test_nothing_of_a_message_is_logged(self, api: SlackApi, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        section = {"type": "section", "text": {"type": "mrkdwn", "text": "kestrel"}}
        send({"text": "kestrel", "blocks": [section]}, "C7777 U8888")
        with pytest.raises(Undeliverable):
            send({"text": "kestrel", "blocks": [section]}, "X7777 U8888")
        assert not any(word in caplog.text for word in ("kestrel", "7777", "U8888", TOKEN, SECRET))


class TestCheck:
    def test_says_whose_token_it_is(self, api: SlackApi) -> None:
        assert asyncio.run(slack.check()) == "The token is for “guide” in the workspace “Riverside”."

    def test_a_wrong_token_is_told(self, api: SlackApi) -> None:
        with pytest.raises(Undeliverable):
            asyncio.run(Slack({**VALUES, "SLACK_BOT_TOKEN": "wrong"}, "https://bot.example.nhs.uk").check())
