"""Greets, thanks, says what it is, and repeats itself when asked to."""

from datetime import date

from actions import suggestions
from actions.answer import answer
from actions.rasa_action import ReplyingAction
from actions.reply import Reply
from actions.second_look import asks, look_again
from actions.turn import Turn
from centreguide.release.content import Content

_REPEAT = "repeat"
_WITH_BUTTONS = frozenset({"greet", "bot_capabilities", "affirm", "deny", "joke_or_chat", "confused", "abuse"})


def small_talk(turn: Turn, content: Content) -> Reply:
    """A short kind reply; one that opens a conversation comes with questions to choose from."""
    said = content.wording.small_talk
    if turn.intent == _REPEAT:
        again = f"{said[_REPEAT]}\n\n{turn.last_reply}" if turn.last_reply else said["nothing_to_repeat"]
        return Reply(again)
    buttons = suggestions.centres(content.knowledge, content.wording) if turn.intent in _WITH_BUTTONS else ()
    return Reply(said[turn.intent], buttons)


class SmallTalkAction(ReplyingAction):
    """Small talk."""

    def name(self) -> str:
        return "action_small_talk"

    def reply(self, turn: Turn, content: Content) -> Reply:
        again = look_again(turn, content)
        return answer(again, content, date.today()) if asks(again) else small_talk(turn, content)
