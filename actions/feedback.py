"""Thanks visitors for their word on an answer, good or bad; nothing of it is stored."""

from actions import suggestions
from actions.rasa_action import ReplyingAction
from actions.reply import Reply
from actions.turn import Turn
from centreguide.release.content import Content

_BAD = "feedback_bad"


def thank(turn: Turn, content: Content) -> Reply:
    """Thanks; after a complaint with questions to choose from."""
    buttons = suggestions.centres(content.knowledge, content.wording) if turn.intent == _BAD else ()
    return Reply(content.wording.small_talk[turn.intent], buttons)


class FeedbackAction(ReplyingAction):
    """Takes feedback words."""

    def name(self) -> str:
        return "action_feedback"

    def reply(self, turn: Turn, content: Content) -> Reply:
        return thank(turn, content)
