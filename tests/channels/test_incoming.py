from typing import Any

import pytest

from centreguide.channels.incoming import LONGEST_TEXT, BadRequest, clean, incoming


@pytest.mark.parametrize("sender", [None, ""])
def test_a_sender_without_a_name_gets_a_new_one(sender: Any) -> None:
    names = {incoming("rest", sender, "hello").sender for _ in range(10)}
    assert len(names) == 10
    assert all(len(name) == 32 for name in names)


def test_channels_do_not_share_conversations() -> None:
    assert incoming("rest", "a", "hello").conversation == "rest-a"
    assert incoming("sms", "a", "hello").conversation == "sms-a"


@pytest.mark.parametrize("sender", [1, ["a"], {}, True, "a" * 201, "a\x00b", "a\nb", "\ud800"])
def test_a_sender_that_is_none_is_refused(sender: Any) -> None:
    with pytest.raises(BadRequest, match="sender") as refusal:
        incoming("rest", sender, "hello")
    assert refusal.value.status == 400


@pytest.mark.parametrize("text", [None, 1, [], {}, True])
def test_a_message_that_is_no_string_is_refused(text: Any) -> None:
    with pytest.raises(BadRequest, match="message must be a string"):
        incoming("rest", "a", text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  where is it?  ", "where is it?"),
        ("where\x00 is\x07 it", "where is it"),
        ("where\nis\r\nit", "where is  it"),
        ("/restart", "restart"),
        (" / /\x00/ restart", "restart"),
        ("\x1f/restart", "restart"),
        ("and/or", "and/or"),
        ("////", ""),
        ("\x00\x01", ""),
        ("half \ud83d of one", "half  of one"),
        ("café 🙂 日本語", "café 🙂 日本語"),
        ("a" * 20_000, "a" * LONGEST_TEXT),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned
