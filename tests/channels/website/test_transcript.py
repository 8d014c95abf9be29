from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from centreguide.channels.website.transcript import RATING, REASON, TITLE, button_id, history, replies

PAYLOAD = '/ask_where{"subject": "heart_unit"}'


def asked(text: str, message_id: str, **metadata: Any) -> UserUttered:
    return UserUttered(text, message_id=message_id, metadata=metadata)


def rated(reply: str, helpful: bool, message_id: str, **more: str | None) -> list[Event]:
    thanks = BotUttered("Thank you.")
    return [asked("/feedback_good", message_id, **{RATING: {"reply": reply, "helpful": helpful, **more}}), thanks]


ANSWER = BotUttered("On the third floor.", {"buttons": [{"title": "How big?", "payload": PAYLOAD}]}, {"kind": "answer"})


def test_a_reply_has_what_its_action_gave_it_and_no_payload() -> None:
    (reply,) = replies([ANSWER.message()], "one")
    button = {"id": button_id(PAYLOAD), "title": "How big?"}
    assert reply == {
        "id": "one.1",
        "text": "On the third floor.",
        "source": None,
        "kind": "answer",
        "buttons": [button],
    }
    assert "ask_where" not in button["id"]


def test_a_reply_of_unknown_kind_is_talk() -> None:
    assert replies([BotUttered("Hello.").message()], "one")[0]["kind"] == "talk"


def test_a_source_is_apart_from_the_text() -> None:
    source = {"text": "Source: our page.", "links": [{"title": "Our page", "address": "https://www.example.org/a"}]}
    whole = "On the third floor.\n\nSource: our page. https://www.example.org/a"
    answer = BotUttered(whole, metadata={"kind": "answer", "said": "On the third floor.", "source": source})
    assert [(one["text"], one["source"]) for one in replies([answer.message()], "one")] == [
        ("On the third floor.", source)
    ]
    assert history([asked("where?", "one"), answer])[1]["source"] == source


def test_a_pressed_button_shows_its_title() -> None:
    shown = history([asked(PAYLOAD, "one", **{TITLE: "How big?"}), ANSWER])
    assert [(one["from"], one["text"]) for one in shown] == [("visitor", "How big?"), ("bot", "On the third floor.")]


def test_a_rating_stands_on_its_reply_and_the_last_one_counts() -> None:
    events = [asked("where?", "one"), ANSWER, *rated("one.1", True, "two"), *rated("one.1", False, "three")]
    assert [one.get(RATING) for one in history(events)] == [None, False]


def test_the_last_rating_s_reason_stands_on_its_reply() -> None:
    events = [asked("where?", "one"), ANSWER, *rated("one.1", False, "two")]
    assert history(events)[1][REASON] is None
    events += rated("one.1", False, "three", reason="unclear")
    assert history(events)[1][REASON] == "unclear"
    events += rated("one.1", True, "four", reason=None)
    assert (history(events)[1][RATING], history(events)[1][REASON]) == (True, None)


def test_a_message_that_got_no_reply_shows_once_it_has_one() -> None:
    failed = asked("where?", "one")
    assert history([failed]) == []
    assert [one["id"] for one in history([failed, failed, ANSWER])] == ["one", "one.1"]
