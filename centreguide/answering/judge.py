"""Whether the answer is yes, no or not quite: what the visitor believes, held against the facts that are told."""

from dataclasses import replace

from centreguide.answering.claims import read_belief
from centreguide.answering.features import FactTable
from centreguide.answering.topic import Topic
from centreguide.answering.turn import Part, Verdict, Way
from centreguide.answering.verdict import hold
from centreguide.language import pattern

_CONTRADICTING = 2


def judge(part: Part, table: FactTable) -> Part:
    """The part with its verdict and the fact that it rests on first; only what is told, not offered, is held."""
    if part.way is not Way.TELL or _is_of_something_else(part, table):
        return part
    verdict, lead = hold(read_belief(part.text), _topic(part, table), part.facts, table.knowledge)
    facts = part.facts
    if lead is not None:
        facts = (lead, *(fact for fact in facts if fact is not lead))
        facts = facts if verdict is Verdict.NONE else facts[:_CONTRADICTING]
    return replace(part, facts=facts, verdict=verdict)


def _is_of_something_else(part: Part, table: FactTable) -> bool:
    """Whether the question says "it" of what the fact isn't about."""
    knowledge, spoken_of = table.knowledge, part.thread.subjects
    named = any(map(knowledge.is_telling, part.subjects))
    if named or not spoken_of or not pattern("pointing").search(part.text):
        return False
    return not set(spoken_of) & set(part.facts[0].about)


def _topic(part: Part, table: FactTable) -> Topic:
    knowledge, lead = table.knowledge, part.facts[0]
    likely = [name for name, _ in part.question.intents if name in lead.answers]
    points = bool(pattern("pointing").search(part.text))
    subjects = tuple(name for name in part.subjects if not knowledge.is_home(name))
    solid = tuple(filter(knowledge.is_telling, subjects)) or tuple(filter(knowledge.is_thing, subjects))
    if not solid:
        solid = tuple(name for name in part.thread.subjects if name in lead.about) or lead.about[:1]
        subjects = (*solid, *subjects)
    uncovered = table.uncovered(part.text)[table.ids.index(lead.id), 1] > 0
    told_apart = part.whole.strip() != part.text.strip()
    return Topic(
        intent=likely[0] if likely else lead.answers[0],
        named=part.question.subjects,
        subjects=subjects,
        core=solid,
        beside=part.thread.subjects if points else (),
        open_ended=bool(uncovered or told_apart),
    )
