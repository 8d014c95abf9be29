"""Words a reply: the parts that are answered before those that aren't, with the source, and what may be asked next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from centreguide import names
from centreguide.answering import buttons
from centreguide.answering.reply import Button, Kind, Reply
from centreguide.answering.sources import source
from centreguide.answering.turn import Part, Thread, Turn, Verdict, Way
from centreguide.intents import kinds
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge
from centreguide.wording import Wording

_LISTED = 3


class Compose:
    """Makes the reply to a turn whose parts are all decided.

    Args:
        today: when it is; a fact past its review date says when it was checked.
    """

    def __init__(self, knowledge: Knowledge, wording: Wording, today: date) -> None:
        self._knowledge, self._wording, self._today = knowledge, wording, today

    def __call__(self, turn: Turn, thread: Thread) -> Reply:
        """The reply, which keeps the thread as it is after the turn."""
        parts = sorted(turn.parts, key=lambda part: not _answers(part))
        if any(map(_answers, parts)):
            parts = [part for part in parts if _answers(part) or part.kind != names.FALLBACK]
        if all(part.way is Way.CHAT for part in parts):
            return self.small_talk(turn, parts[0].kind, thread)
        parts = [part for part in parts if part.way is not Way.CHAT]
        facts = tuple(dict.fromkeys(fact for part in parts if _answers(part) for fact in part.facts))
        lines = list(dict.fromkeys(self._text(part) for part in parts))
        if turn.personal:
            lines[0] = f"{self._wording.answer('kind_word')} {lines[0]}"
        if not facts and parts[0].way is Way.DECLINE:
            lines += self._ways_on()
        offered = self._buttons(parts, thread)
        kind = Kind.ANSWER if facts else Kind.QUESTION if parts[0].way is Way.CHOOSE else Kind.DECLINE
        unsure = any(part.way is Way.OFFER for part in parts)
        known = source(facts, self._knowledge, self._wording, self._today) if facts else None
        return replace(self._reply("\n\n".join(lines), offered, thread, kind), unsure=unsure, source=known)

    def small_talk(self, turn: Turn, kind: str, thread: Thread) -> Reply:
        """A short kind reply; one that opens a conversation comes with questions to choose from."""
        said = self._wording.small_talk
        if kind == "repeat":
            if (last := turn.last_reply) is None:
                return Reply(said["nothing_to_repeat"])
            return Reply(f"{said[kind]}\n\n{last.text}", source=last.source)
        starters = buttons.starters(self._knowledge, self._wording) if kind in kinds("with_starters") else ()
        return self._reply(said[kind], starters, thread, Kind.TALK) if starters else Reply(said[kind])

    def empty(self, thread: Thread) -> Reply:
        """The reply to a message without words."""
        starters = buttons.starters(self._knowledge, self._wording)
        return self._reply(self._wording.clarify["empty"], starters, thread, Kind.QUESTION)

    def _reply(self, text: str, offered: tuple[Button, ...], thread: Thread, kind: Kind) -> Reply:
        after = replace(thread, offered=tuple(button.fact for button in offered))
        return Reply(text, offered, {names.THREAD: after.state()}, kind)

    def _text(self, part: Part) -> str:
        wording = self._wording
        if part.missing:
            subject = self._knowledge.subject(part.missing)
            assert subject is not None, "what is missing is a known subject"
            related = [wording.answer("unlisted_related"), _joined(part.facts)] if part.facts else []
            return " ".join([wording.answer("unlisted", subject), *related])
        if part.way is Way.CHOOSE:
            return f"{wording.clarify['did_you_mean']} {wording.clarify['neither']}"
        if part.way is Way.DECLINE:
            return wording.reasons.get(part.kind, wording.reasons[names.FALLBACK])
        opening = self._opening(part)
        return ("\n" if len(part.facts) >= _LISTED else " ").join(filter(None, (opening, _joined(part.facts))))

    def _opening(self, part: Part) -> str:
        wording, knowledge, lead = self._wording, self._knowledge, part.facts[0]
        if part.way is Way.OFFER:
            return wording.answer("nearest")
        if part.verdict is not Verdict.NONE:
            return wording.answer(part.verdict.value)
        things = list(filter(knowledge.is_telling, part.subjects))
        if not things or set(things) & set(lead.about):
            return ""
        subject = knowledge.subject(things[0])
        holder = next((name for name in knowledge.parents(things[0]) if name in lead.about), None)
        inherits = kinds("inherited") & set(lead.answers) & {name for name, _ in part.question.intents[:1]}
        whole = knowledge.subject(holder) if holder else None
        if subject is None or whole is None or whole.id == knowledge.trust.subject or not inherits:
            return ""
        return wording.answer("from_whole", subject, holder=whole.name)

    def _ways_on(self) -> list[str]:
        """Where else to look, if the trust has set that, and what can be asked instead."""
        trust, declines = self._knowledge.trust, self._wording.declines
        lines = [declines["website"].format(website=trust.website)] if trust.website else []
        lines += [declines["contact"].format(contact=trust.contact)] if trust.contact else []
        return [*lines, declines["can_answer"]]

    def _buttons(self, parts: Sequence[Part], thread: Thread) -> tuple[Button, ...]:
        knowledge, wording = self._knowledge, self._wording
        chosen = [fact for part in parts if part.way is Way.CHOOSE for fact in part.facts]
        if chosen:
            return buttons.choices(dict.fromkeys(chosen), knowledge, wording)
        things = dict.fromkeys(name for part in reversed(parts) for name in _about(part, knowledge))
        declined = [] if any(map(_answers, parts)) else parts
        near = [fact for part in declined if (fact := _nearest(part, thread, knowledge))]
        return buttons.about(things or thread.subjects, thread.told, knowledge, wording, near)


def _answers(part: Part) -> bool:
    return bool(part.facts) and part.way is not Way.CHOOSE


def _about(part: Part, knowledge: Knowledge) -> Sequence[str]:
    """What a part is about, for what may be asked next."""
    named = list(filter(knowledge.is_telling, part.subjects))
    lead = [name for fact in part.facts[:1] for name in fact.about if knowledge.is_thing(name)]
    return [name for name in named if name in lead] or lead[:1] or named


def _nearest(part: Part, thread: Thread, knowledge: Knowledge) -> Fact | None:
    """Of the facts not told, that which comes nearest to what is declined; None where nearness would say nothing."""
    if part.ranking is None or part.kind in kinds("near_nothing"):
        return None
    ranked = (knowledge.facts[int(place)] for place in part.ranking.order)
    return next((fact for fact in ranked if fact.id not in thread.told), None)


def _joined(facts: Sequence[Fact]) -> str:
    """One or two facts as a paragraph, more as a list, which is easier to scan."""
    if len(facts) < _LISTED:
        return " ".join(fact.say for fact in facts)
    return "\n".join(f"• {fact.say}" for fact in facts)
