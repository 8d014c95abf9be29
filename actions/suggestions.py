"""The buttons under a reply: what else can be asked, about the same subject or about the trust's centres."""

from collections.abc import Collection, Iterable

from actions.reply import Button
from centreguide import names
from centreguide.knowledge.query import AUDIENCE, PLACE, TRUST, Knowledge
from centreguide.wording import Wording

MOST = 3


def about(
    subject: str, asked: str, told: Collection[str], knowledge: Knowledge, wording: Wording
) -> tuple[Button, ...]:
    """Up to three questions about the subject that have something new to say; its whole's, where it has none left."""
    found: list[Button] = []
    for name in (subject, *knowledge.parents(subject)):
        item = knowledge.subject(name)
        if item is None or item.kind in (PLACE, AUDIENCE, TRUST):
            continue
        able = knowledge.intents_about(name)
        for intent in (intent for intent in wording.questions if intent in able):
            fresh = [fact for fact in knowledge.facts_for(intent, [name]) if fact.id not in told]
            if intent not in (asked, names.ASK_ABOUT) and fresh:
                found.append(Button(wording.question(intent, item).button, intent, name))
            if len(found) == MOST:
                return tuple(found)
        if not found and name != subject:
            found.append(Button(wording.question(names.ASK_ABOUT, item).button, names.ASK_ABOUT, name))
    return tuple(found) or centres(knowledge, wording)


def centres(
    knowledge: Knowledge, wording: Wording, intent: str = names.ASK_ABOUT, most: int = MOST
) -> tuple[Button, ...]:
    """The question put to each centre that has an answer to it."""
    able = [centre for centre in knowledge.centres() if knowledge.facts_for(intent, [centre.id])]
    return tuple(Button(wording.question(intent, centre).button, intent, centre.id) for centre in able[:most])


def unique(buttons: Iterable[Button]) -> tuple[Button, ...]:
    """The first three, none of them twice."""
    return tuple(dict.fromkeys(buttons))[:MOST]
