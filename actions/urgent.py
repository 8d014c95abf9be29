"""Danger to life and crisis: the national lines, before and instead of anything else."""

from actions.rasa_action import ReplyingAction
from actions.reply import Kind, Reply
from actions.turn import Turn
from centreguide import names
from centreguide.release.content import Content


def speak_up(turn: Turn, content: Content) -> Reply:
    """999 first; for a crisis also NHS 111 and Samaritans. No buttons: nothing else matters now."""
    kind = names.CRISIS if turn.intent == names.CRISIS else names.EMERGENCY
    safety = content.wording.safety
    return Reply(f"{safety[kind]}\n\n{safety[f'{kind}_then']}", kind=Kind.URGENT)


class UrgentAction(ReplyingAction):
    """Speaks up where life is in danger."""

    def name(self) -> str:
        return "action_urgent"

    def reply(self, turn: Turn, content: Content) -> Reply:
        return speak_up(turn, content)
