"""Says honestly that the page doesn't answer, where else to look, and what can be asked instead."""

import re
from datetime import date

from actions import suggestions
from actions.answer import answer
from actions.rasa_action import ReplyingAction
from actions.reasons import reason
from actions.reply import Kind, Reply
from actions.second_look import asks, look_again
from actions.turn import Turn
from centreguide.intents import GUARDED, Family, family
from centreguide.release.content import Content


def decline(turn: Turn, content: Content) -> Reply:
    """An honest no; a message without words is asked for a question instead."""
    wording, trust = content.wording, content.knowledge.trust
    buttons = suggestions.centres(content.knowledge, wording)
    if not any(re.search(r"\w", question.text) for question in turn.questions):
        return Reply(wording.clarify["empty"], buttons, kind=Kind.QUESTION)
    declined = [q.intent for q in turn.questions if family(q.intent) is Family.DECLINED]
    declined = [turn.intent] if turn.intent in GUARDED else declined
    lines = list(dict.fromkeys(reason(intent, content) for intent in declined or [turn.intent]))[:2]
    if trust.website:
        lines.append(wording.declines["website"].format(website=trust.website))
    if trust.contact:
        lines.append(wording.declines["contact"].format(contact=trust.contact))
    return Reply("\n\n".join([*lines, wording.declines["can_answer"]]), buttons, kind=Kind.DECLINE)


class DeclineAction(ReplyingAction):
    """Declines what the page doesn't answer."""

    def name(self) -> str:
        return "action_decline"

    def reply(self, turn: Turn, content: Content) -> Reply:
        if turn.intent in GUARDED:
            return decline(turn, content)
        again = look_again(turn, content)
        return answer(again, content, date.today()) if asks(again) else decline(turn, content)
