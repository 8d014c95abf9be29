"""The actions that Rasa's rules name, one for each family of intents; all of them reply by the pipeline."""

from actions.rasa_action import ReplyingAction


class AnswerAction(ReplyingAction):
    """Answers a question."""

    def name(self) -> str:
        return "action_answer"


class DeclineAction(ReplyingAction):
    """Declines what the page doesn't answer; what was misheard may be answered all the same."""

    def name(self) -> str:
        return "action_decline"


class SmallTalkAction(ReplyingAction):
    """Chats, unless the message has a question in it."""

    def name(self) -> str:
        return "action_small_talk"


class FeedbackAction(ReplyingAction):
    """Thanks for a word on an answer, good or bad."""

    def name(self) -> str:
        return "action_feedback"


class UrgentAction(ReplyingAction):
    """Puts danger to life before everything."""

    def name(self) -> str:
        return "action_urgent"
