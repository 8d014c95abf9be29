from actions.turn import Turn
from actions.urgent import speak_up
from centreguide import names
from centreguide.answering.question import Context, Question
from centreguide.release.content import Content


def reply_to(content: Content, intent: str) -> str:
    asked = (Question("he isn't breathing", intent, names.SURE), Question("where is the unit", "ask_where", names.SURE))
    reply = speak_up(Turn(asked, Context(("heart_unit",), "ask_where"), intent), content)
    assert reply.buttons == ()
    assert not reply.slots
    return reply.text


def test_danger_to_life_gets_999_first(riverside_content: Content) -> None:
    text = reply_to(riverside_content, names.EMERGENCY)
    assert "999" in text.split(".")[0]
    assert text.index("999") < text.index("111")


def test_a_crisis_gets_999_then_111_and_samaritans(riverside_content: Content) -> None:
    text = reply_to(riverside_content, names.CRISIS)
    assert text.index("999") < text.index("111") < text.index("116 123")
    assert "option 2" in text
    assert "Samaritans" in text


def test_nothing_else_that_was_asked_is_answered(riverside_content: Content) -> None:
    for kind in (names.EMERGENCY, names.CRISIS):
        assert "Riverside" not in reply_to(riverside_content, kind)


def test_whatever_brings_one_here_gets_999(riverside_content: Content) -> None:
    assert "999" in reply_to(riverside_content, "ask_where")
