import asyncio
import json
import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest
from aiogram.types import Update

from centreguide.channels.buttons import button_id
from centreguide.channels.messaging.platform import Received, Refused, TryLater, Undeliverable
from centreguide.channels.messaging.telegram import Telegram
from centreguide.release.content import Content
from tests.channels.messaging.bot_api import BLOCKED, UNKNOWN, BotApi, failed
from tests.channels.messaging.loopback import Answer, as_json, request, serving

TOKEN, SECRET = "123456789:AAE-stand_in", "a-secret_of-ours"
VALUES = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_SECRET": SECRET}
HEADER = "X-Telegram-Bot-Api-Secret-Token"
VISITOR = 987654321
PERSON = {"id": VISITOR, "is_bot": False, "first_name": "Ann", "username": "ann", "language_code": "en"}
PRIVATE = {"id": VISITOR, "type": "private", "first_name": "Ann", "username": "ann"}
GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Neighbours"}
CHANNEL = {"id": -1009876543210, "type": "channel", "title": "News"}
BOT = {"id": 123456789, "is_bot": True, "first_name": "Guide", "username": "riverside_guide_bot"}
OF_LATER = {"message_reaction", "message_reaction_count", "chat_boost", "business_message"}
"""Updates that are younger than aiogram 2.15."""

telegram = Telegram(VALUES, "https://bot.example.nhs.uk")


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 42, "from": PERSON, "chat": PRIVATE, "date": 1700000000, **content}


def press(**content: Any) -> dict[str, Any]:
    keyboard = [[{"text": "How big is it?", "callback_data": "0a" * 9}], [{"text": "A link", "url": "https://x"}]]
    under = {**message(text="What about it?"), "from": BOT, "reply_markup": {"inline_keyboard": keyboard}}
    return {"id": "4382bfdwdsb323b2d9", "from": PERSON, "message": under, "chat_instance": "1", **content}


def member(chat: dict[str, Any], status: str) -> dict[str, Any]:
    old, new = {"user": BOT, "status": "member"}, {"user": BOT, "status": status}
    return {"chat": chat, "from": PERSON, "date": 1700000000, "old_chat_member": old, "new_chat_member": new}


def body(update_id: int = 10_000, **update: Any) -> bytes:
    """An update, which Telegram's types know too."""
    known = Update.to_object({"update_id": update_id, **update})
    for name in update.keys() - OF_LATER:
        assert name in known.props
        assert known[name].props.keys() >= known[name].values.keys()
    return json.dumps({"update_id": update_id, **update}).encode()


def read(content: bytes, platform: Telegram = telegram) -> list[Received]:
    return list(platform.read(request(content)))


class TestVerify:
    @pytest.mark.parametrize("content", [b"", b"{}", body(message=message(text="hello")), b"\xff\x00"])
    def test_telegrams_secret_is_taken_whatever_the_body(self, content: bytes) -> None:
        telegram.verify(request(content, {HEADER: SECRET}))

    def test_a_charset_changes_nothing(self) -> None:
        content = body(message=message(text="hello"))
        given = request(content, {HEADER.lower(): SECRET, "content-type": "application/json; charset=utf-8"})
        telegram.verify(given)
        assert len(telegram.read(given)) == 1

    @pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {"X-Telegram-Secret": SECRET}, {"Authorization": SECRET}])
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_no_secret_is_401(self, headers: dict[str, str], method: str) -> None:
        with pytest.raises(Refused) as refusal:
            telegram.verify(request(b"", headers, method))
        assert refusal.value.status == 401

    @pytest.mark.parametrize(
        "secret", ["wrong", SECRET + "0", SECRET[:-1], SECRET.upper(), f" {SECRET}", TOKEN, "é🙂", "\udcff", "0"]
    )
    def test_a_wrong_secret_is_403(self, secret: str) -> None:
        with pytest.raises(Refused) as refusal:
            telegram.verify(request(body(message=message(text="hello")), {HEADER: secret}))
        assert refusal.value.status == 403


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 51, "file_size": 1101}]
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1101}
PLACE = {"latitude": 53.8, "longitude": -1.55}
POLL: dict[str, Any] = {
    "id": "1",
    "question": "Which?",
    "options": [{"text": "This", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
STICKER = {**FILE, "width": 512, "height": 512, "is_animated": False, "emoji": "🙂", "set_name": "s"}
NOT_TEXT: dict[str, Any] = {
    "animation": {**FILE, "width": 1, "height": 1, "duration": 1},
    "audio": {**FILE, "duration": 3},
    "contact": {"phone_number": "+440000000000", "first_name": "Ann", "user_id": VISITOR},
    "dice": {"emoji": "🎲", "value": 3},
    "document": {**FILE, "file_name": "letter.pdf", "mime_type": "application/pdf"},
    "location": PLACE,
    "photo": PHOTO,
    "poll": POLL,
    "sticker": STICKER,
    "venue": {"location": PLACE, "title": "A café", "address": "High Street"},
    "video": {**FILE, "width": 1, "height": 1, "duration": 1},
    "video_note": {**FILE, "length": 1, "duration": 1},
    "voice": {**FILE, "duration": 3, "mime_type": "audio/ogg"},
}
TOLD_OF_THE_CHAT: dict[str, Any] = {
    "connected_website": "example.nhs.uk",
    "left_chat_member": PERSON,
    "message_auto_delete_timer_changed": {"message_auto_delete_time": 86400},
    "new_chat_members": [PERSON],
    "pinned_message": message(text="hello"),
    "proximity_alert_triggered": {"traveler": PERSON, "watcher": PERSON, "distance": 5},
    "successful_payment": {"currency": "GBP", "total_amount": 1, "invoice_payload": "x"},
}
TEXT = message(text="Where is the heart unit?")
IGNORED: dict[str, dict[str, Any]] = {
    "an edit": {"edited_message": {**TEXT, "edit_date": 1700000060}},
    "a channel post": {"channel_post": {**TEXT, "chat": CHANNEL, "sender_chat": CHANNEL}},
    "an edited channel post": {"edited_channel_post": {**TEXT, "chat": CHANNEL, "edit_date": 1700000060}},
    "a block": {"my_chat_member": member(PRIVATE, "kicked")},
    "the bot's own joining": {"my_chat_member": member(GROUP, "member")},
    "a member": {"chat_member": member(GROUP, "left")},
    "a poll": {"poll": POLL},
    "a vote": {"poll_answer": {"poll_id": "1", "user": PERSON, "option_ids": [0]}},
    "an inline query": {"inline_query": {"id": "1", "from": PERSON, "query": "heart", "offset": ""}},
    "a reaction": {"message_reaction": {"chat": PRIVATE, "message_id": 42, "user": PERSON, "date": 1700000000}},
    "a count of reactions": {"message_reaction_count": {"chat": CHANNEL, "message_id": 42, "date": 1700000000}},
    "a boost": {"chat_boost": {"chat": CHANNEL, "boost": {}}},
    "a business's message": {"business_message": {**TEXT, "business_connection_id": "b"}},
    "a group's message": {"message": {**TEXT, "chat": GROUP}},
    "a command in a group": {"message": message(text="/start@riverside_guide_bot", chat=GROUP)},
    "a small group's message": {"message": {**TEXT, "chat": {**GROUP, "id": -5, "type": "group"}}},
    "a join": {"message": message(new_chat_members=[PERSON], chat=GROUP)},
    "a sticker in a group": {"message": message(sticker=STICKER, chat=GROUP)},
    "a bot's message": {"message": {**TEXT, "from": BOT}},
    "a bot's press": {"callback_query": press(data="0a" * 9, **{"from": BOT})},
    "a press in a group": {"callback_query": press(data="0a" * 9, message={**TEXT, "chat": GROUP})},
    "a press under an inline message": {
        "callback_query": {"id": "1", "from": PERSON, "inline_message_id": "1", "data": "x", "chat_instance": "1"}
    },
    "a game": {"callback_query": press(game_short_name="chess")},
}


class TestRead:
    def test_text(self) -> None:
        text = "Where is the café? 🙂\nI'm lost"
        assert read(body(message=message(text=text))) == [Received(str(VISITOR), "message 42", text)]

    def test_a_second_delivery_and_an_id_that_starts_anew_are_the_same_message(self) -> None:
        content = {"message": message(text="hello")}
        assert read(body(10_000, **content)) == read(body(10_000, **content)) == read(body(77, **content))

    def test_a_forwarded_message_and_a_reply_are_text(self) -> None:
        entities = [{"type": "bold", "offset": 0, "length": 2}]
        more = {"forward_date": 1700000000, "forward_from": PERSON, "reply_to_message": TEXT, "entities": entities}
        assert read(body(message=message(text="hi", **more))) == [Received(str(VISITOR), "message 42", "hi")]

    @pytest.mark.parametrize("kind", NOT_TEXT)
    def test_what_is_not_text_is_a_message_without_text(self, kind: str) -> None:
        told = message(**{kind: NOT_TEXT[kind]})
        assert Update.to_object({"update_id": 1, "message": told}).message.content_type == kind
        assert read(body(message=told)) == [Received(str(VISITOR), "message 42", None)]

    def test_a_kind_that_is_not_known_yet_is_a_message_without_text(self) -> None:
        told = json.dumps({"update_id": 1, "message": message(hologram={"file_id": "f"})}).encode()
        assert read(told) == [Received(str(VISITOR), "message 42", None)]

    def test_what_is_written_under_a_photo_is_text(self) -> None:
        told = message(photo=PHOTO, caption="Is this chest pain an emergency?")
        assert read(body(message=told)) == [Received(str(VISITOR), "message 42", "Is this chest pain an emergency?")]

    @pytest.mark.parametrize("kind", TOLD_OF_THE_CHAT)
    def test_what_nobody_wrote_is_ignored(self, kind: str) -> None:
        assert read(body(message=message(**{kind: TOLD_OF_THE_CHAT[kind]}))) == []

    @pytest.mark.parametrize("kind", IGNORED)
    def test_odd_updates_are_ignored(self, kind: str) -> None:
        assert read(body(**IGNORED[kind])) == []

    @pytest.mark.parametrize(
        ("typed", "asked"),
        [
            ("/start", "Hello"),
            ("/START", "Hello"),
            (" /start ", "Hello"),
            ("/start@riverside_guide_bot", "Hello"),
            ("/start from-the-website_2", "Hello"),
            ("/start my dad has chest pain", "my dad has chest pain"),
            ("/help", "What can you do?"),
            ("/help@riverside_guide_bot", "What can you do?"),
            ("/help suicide", "suicide"),
            ("/help\nwhere are you", "where are you"),
            ("/started", "/started"),
            ("/ask_where", "/ask_where"),
            ("start", "start"),
            (" ", " "),
        ],
    )
    def test_commands_are_put_into_words(self, typed: str, asked: str) -> None:
        assert [one.text for one in read(body(message=message(text=typed)))] == [asked]

    def test_a_press(self) -> None:
        received = Received(str(VISITOR), "press 4382bfdwdsb323b2d9", "How big is it?", "0a" * 9)
        assert read(body(callback_query=press(data="0a" * 9))) == [received]

    @pytest.mark.parametrize(
        "under",
        [
            {"message_id": 42, "chat": PRIVATE, "date": 0},
            message(text="What about it?"),
            message(text="What about it?", reply_markup={"inline_keyboard": []}),
            message(reply_markup={"inline_keyboard": [[{"text": "Another", "callback_data": "0b" * 9}]]}),
        ],
    )
    def test_a_press_under_an_old_message_has_no_words(self, under: dict[str, Any]) -> None:
        received = Received(str(VISITOR), "press 4382bfdwdsb323b2d9", None, "0a" * 9)
        assert read(body(callback_query=press(data="0a" * 9, message=under))) == [received]

    @pytest.mark.parametrize("content", [b"{}", b'{"update_id": 1}', b'{"update_id": 1, "something_new": {"id": 1}}'])
    def test_nothing_for_the_bot(self, content: bytes) -> None:
        assert read(content) == []

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"no JSON",
            b"7",
            b"null",
            b"\xff",
            b'{"message": null}',
            b'{"message": []}',
            b'{"message": {"chat": "x"}}',
            b'{"message": {"chat": {"id": 1, "type": "private"}}}',
            b'{"message": {"chat": {"id": 1, "type": "private"}, "from": {}, "text": "hello"}}',
            b'{"callback_query": "x"}',
        ],
    )
    def test_an_unknown_form_is_an_error_that_the_channel_knows(self, content: bytes) -> None:
        with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
            read(content)


BUTTONS = [
    {"title": "Where is the Riverside Heart Unit?", "payload": '/ask_where{"subject": "heart_unit"}'},
    {"title": "How big is it?", "payload": '/ask_size{"subject": "heart_unit"}'},
]
PLAIN = {"link_preview_options": {"is_disabled": True}}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class TestRender:
    def test_text_is_plain_and_shows_no_other_site(self, riverside_content: Content) -> None:
        text = "<b>On</b> the *third* [floor](https://x).\n\nSource: About us"
        assert telegram.render([{"text": text}], riverside_content.wording) == [{"text": text, **PLAIN}]

    def test_buttons_are_in_rows_of_their_own(self, riverside_content: Content) -> None:
        (part,) = telegram.render([{"text": "What about it?", "buttons": BUTTONS}], riverside_content.wording)
        assert part == {
            "text": "What about it?",
            **PLAIN,
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": button["title"], "callback_data": button_id(button["payload"])}] for button in BUTTONS
                ]
            },
        }

    def test_only_a_longer_title_is_cut(self, riverside_content: Content) -> None:
        whole, longer = "word " * 12 + "four", "word " * 12 + "fives"
        buttons = [{"title": title, "payload": "/x"} for title in (whole, longer)]
        (part,) = telegram.render([{"text": "Which?", "buttons": buttons}], riverside_content.wording)
        titles = [row[0]["text"] for row in part["reply_markup"]["inline_keyboard"]]
        assert titles == [whole, "word " * 11 + "word…"]
        assert [len(title) for title in (whole, longer)] == [64, 65]

    def test_a_long_text_is_in_parts_with_the_buttons_under_the_last(self, riverside_content: Content) -> None:
        text = "\n\n".join(f"Paragraph {number}. " + "These are words. " * 60 for number in range(12))
        parts = telegram.render([{"text": text, "buttons": BUTTONS}], riverside_content.wording)
        assert len(parts) > 2
        assert all(0 < units(part["text"]) <= 4_096 for part in parts)
        assert all(part["text"].startswith("Paragraph") for part in parts)
        assert ["reply_markup" in part for part in parts] == [False] * (len(parts) - 1) + [True]

    @pytest.mark.parametrize("text", ["🙂" * 2_048, "🙂" * 2_049, "a" + "🙂" * 4_095, "🙂 words. " * 900, "x" * 4_097])
    def test_characters_of_two_units_count_twice(self, riverside_content: Content, text: str) -> None:
        parts = telegram.render([{"text": text}], riverside_content.wording)
        assert all(0 < units(part["text"]) <= 4_096 for part in parts)
        assert "".join(part["text"] for part in parts).replace(" ", "") == text.replace(" ", "")

    def test_what_is_urgent_is_first_and_whole(self, riverside_content: Content) -> None:
        urgent = riverside_content.wording.safety["emergency"]
        said = [{"text": "On the third floor.", "kind": "answer"}, {"text": urgent, "kind": "urgent"}]
        parts = telegram.render(said, riverside_content.wording)
        assert [part["text"] for part in parts] == [urgent.strip(), "On the third floor."]

    def test_nothing_said_is_nothing_sent(self, riverside_content: Content) -> None:
        assert telegram.render([], riverside_content.wording) == []
        assert telegram.render([{"text": ""}, {"text": None}, {"text": " \n"}], riverside_content.wording) == []


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    with serving(BotApi(TOKEN)) as bot:
        monkeypatch.setattr(Telegram, "api", bot.address)
        yield bot


def send(part: dict[str, Any], address: int = VISITOR, platform: Telegram = telegram) -> None:
    asyncio.run(platform.send(str(address), part))


class TestSend:
    def test_a_reply_is_taken(self, api: BotApi, riverside_content: Content) -> None:
        buttons = [
            {**button, "title": f"{number} {button['title']} " * 3} for number, button in enumerate(BUTTONS * 40)
        ]
        said = [{"text": "What about it? 🙂 " * 900, "buttons": buttons}, {"text": "That's <b>all."}]
        parts = telegram.render(said, riverside_content.wording)
        for part in parts:
            send(part)
        assert api.taken == [{"chat_id": VISITOR, **part} for part in parts]

    @pytest.mark.parametrize(
        ("trouble", "wait"),
        [
            (failed(429, "Too Many Requests: retry after 7", retry_after=7), 7),
            (failed(429, "Too Many Requests: retry later"), None),
            (failed(429, "odd", retry_after="soon"), None),
            ((429, {"Retry-After": "5"}, b"<html>"), 5),
            (as_json({"ok": False, "parameters": 7}, 429), None),
            (failed(500, "Internal Server Error: restart"), None),
            ((502, {}, b"<html>"), None),
            ((503, {"Retry-After": "120"}, b"null"), 120),
            ((302, {"Location": "/elsewhere"}, b""), None),
            ((307, {"Location": "/elsewhere"}, b""), None),
            ((200, {"Content-Type": "text/html"}, b"<html>Please log in to the network"), None),
            (as_json({"ok": False}), None),
            (None, None),
        ],
    )
    def test_a_passing_trouble_is_tried_later(self, api: BotApi, trouble: Answer | None, wait: float | None) -> None:
        api.troubles.append(trouble)
        with pytest.raises(TryLater) as later:
            send({"text": "hello"})
        assert later.value.wait == wait
        assert (api.taken, len(api.paths)) == ([], 1)

    @pytest.mark.parametrize(
        "trouble",
        [
            failed(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=-100123),
            failed(400, "Bad Request: message is too long"),
            failed(401, "Unauthorized"),
            failed(403, "Forbidden: user is deactivated"),
            failed(403, "Forbidden: bot can't initiate conversation with a user"),
            failed(404, "Not Found"),
            (400, {}, b"<html>"),
        ],
    )
    def test_a_lasting_trouble_is_given_up(self, api: BotApi, trouble: Answer) -> None:
        api.troubles.append(trouble)
        with pytest.raises(Undeliverable):
            send({"text": "hello"})

    @pytest.mark.parametrize("chat", [BLOCKED, UNKNOWN])
    def test_who_cannot_be_reached_gets_nothing(self, api: BotApi, chat: int) -> None:
        with pytest.raises(Undeliverable):
            send({"text": "hello"}, chat)

    def test_a_limit_holds_for_one_visitor(self, api: BotApi) -> None:
        api.rate = 1
        send({"text": "hello"})
        with pytest.raises(TryLater) as later:
            send({"text": "hello"})
        assert later.value.wait == 1
        send({"text": "hello"}, 5)

    def test_no_server_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Telegram, "api", "http://127.0.0.1:1")
        with pytest.raises(TryLater):
            send({"text": "hello"})

    def test_a_server_that_says_nothing_is_tried_later(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def send_to_silence() -> None:
            server = await asyncio.start_server(lambda reader, writer: asyncio.sleep(9), "127.0.0.1", 0)
            host, port = server.sockets[0].getsockname()
            monkeypatch.setattr(Telegram, "api", f"http://{host}:{port}")
            async with server:
                await telegram.send(str(VISITOR), {"text": "hello"})

        short = aiohttp.ClientTimeout(total=0.05)
        monkeypatch.setattr("centreguide.channels.messaging.telegram._TIMEOUT", short)
        with pytest.raises(TryLater):
            asyncio.run(send_to_silence())

    def test_a_token_that_is_none_leads_nowhere_else(self, api: BotApi) -> None:
        odd = Telegram({**VALUES, "TELEGRAM_BOT_TOKEN": "../x?y#z\r\n"}, "https://bot.example.nhs.uk")
        with pytest.raises(Undeliverable):
            send({"text": "hello"}, platform=odd)
        assert api.paths == ["/bot..%2Fx%3Fy%23z%0D%0A/sendMessage"]

    def test_nothing_of_a_message_is_logged(self, api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        send({"text": "kestrel"})
        with pytest.raises(Undeliverable) as refusal:
            send({"text": "kestrel"}, BLOCKED)
        api.troubles.append(None)
        with pytest.raises(TryLater) as later:
            send({"text": "kestrel"})
        told = f"{caplog.text} {refusal.value!r} {later.value!r}"
        assert not any(word in told for word in ("kestrel", str(VISITOR), str(BLOCKED), TOKEN, SECRET))


class TestPress:
    @pytest.fixture
    def platform(self) -> Telegram:
        return Telegram(VALUES, "https://bot.example.nhs.uk")

    def test_the_reply_ends_the_wait_of_who_pressed_once(self, api: BotApi, platform: Telegram) -> None:
        read(body(callback_query=press(data="0a" * 9)), platform)
        send({"text": "to another"}, 5, platform)
        assert api.answered == []
        send({"text": "first"}, platform=platform)
        send({"text": "second"}, platform=platform)
        assert api.answered == ["4382bfdwdsb323b2d9"]
        assert [told["text"] for told in api.taken] == ["to another", "first", "second"]

    def test_a_press_that_is_too_old_costs_no_reply(self, api: BotApi, platform: Telegram) -> None:
        read(body(callback_query=press(data="0a" * 9, id="old")), platform)
        send({"text": "hello"}, platform=platform)
        assert (api.answered, len(api.taken)) == ([], 1)

    @pytest.mark.parametrize("trouble", [None, failed(429, "Too Many Requests", retry_after=7), (502, {}, b"<html>")])
    def test_a_trouble_with_the_press_costs_no_reply(self, api: BotApi, platform: Telegram, trouble: Any) -> None:
        read(body(callback_query=press(data="0a" * 9)), platform)
        api.troubles.append(trouble)
        send({"text": "hello"}, platform=platform)
        assert (api.answered, len(api.taken)) == ([], 1)


class TestCheck:
    def test_says_whose_token_it_is(self, api: BotApi) -> None:
        assert asyncio.run(telegram.check()) == "The token is for the bot @riverside_guide_bot."

    @pytest.mark.parametrize("token", ["123456789:AAE-another", "no token"])
    def test_a_wrong_token_is_told(self, api: BotApi, token: str) -> None:
        wrong = Telegram({**VALUES, "TELEGRAM_BOT_TOKEN": token}, "https://bot.example.nhs.uk")
        with pytest.raises(Undeliverable):
            asyncio.run(wrong.check())


class TestRegister:
    def test_tells_telegram_the_webhook_and_the_secret(self, api: BotApi) -> None:
        asyncio.run(telegram.register())
        assert api.webhook == {
            "url": "https://bot.example.nhs.uk/webhooks/telegram/webhook",
            "secret_token": SECRET,
            "allowed_updates": ["message", "callback_query"],
            "drop_pending_updates": False,
        }

    def test_a_secret_that_telegram_refuses_is_told(self, api: BotApi) -> None:
        odd = Telegram({**VALUES, "TELEGRAM_WEBHOOK_SECRET": "not one word"}, "https://bot.example.nhs.uk")
        with pytest.raises(Undeliverable):
            asyncio.run(odd.register())
