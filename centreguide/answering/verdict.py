"""Yes, no or not quite: what a visitor believes held against the parts of the facts that answer it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from centreguide import names
from centreguide.answering.claims import Belief, scopes
from centreguide.answering.question import Question
from centreguide.answering.topic import Topic
from centreguide.knowledge.model import Fact, Parts
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge


class Verdict(Enum):
    """What the answer opens with; NONE where the fact alone is the answer."""

    YES = "yes"
    NO = "no"
    NOT_QUITE = "not_quite"
    NONE = "none"


_EXISTENCE = frozenset({names.ASK_SERVICES, names.ASK_WHO, "ask_research", "ask_facilities", "ask_support"})
_COUNTED = frozenset({"ask_how_many", "ask_income"})
_WIDTH = {"region": 1, "outside london": 2, "uk": 3, "europe": 4, "world": 5}
_MORE = re.compile(r"\b(?:more than|over|above|at least|upwards of|exceeds?)\b", re.I)
_LESS = re.compile(r"\b(?:less than|under|below|fewer than|at most|up to)\b", re.I)
_MANY = re.compile(r"\b(?:many|lots|most|every|all|common|plenty|loads|everywhere|any)\b", re.I)
_SOLE = re.compile(
    r"\b(?:the|you|your) only\b|\bonly (?:you|place|one|centre|center|hospital)\b|\bnowhere else\b", re.I
)
_FROM = re.compile(r"\b(?:from|living in|lives? in|based in)\b", re.I)
_KINDS = {
    "size": re.compile(r"\b(?:largest|biggest|greatest|widest|busiest|number one|top)\b", re.I),
    "first": re.compile(r"\b(?:first|1st)\b", re.I),
    "best": re.compile(r"\b(?:best|top|leading|most advanced|number one|highest)\b", re.I),
    "pilot": re.compile(r"\bpilot", re.I),
}
_KIND_OF = {"largest": "size", "widest": "size", "few": "size", "first": "first", "pilot": "pilot"}


def judge(
    question: Question, belief: Belief | None, topic: Topic, facts: Sequence[Fact], knowledge: Knowledge
) -> tuple[Verdict, Fact | None]:
    """The verdict and the fact that it rests on, which is to be said first.

    Args:
        belief: None where the question isn't a yes/no question.
        facts: the facts that answer it, the nearest first.
    """
    if belief is None:
        return Verdict.NONE, None
    named = frozenset(question.subjects)
    places = (knowledge.subject(name) for name in named if knowledge.kind(name) == PLACE)
    if any(place and not scopes(place.name) for place in places):
        belief = replace(belief, scopes=(*belief.scopes, "region"))
    for fact in facts:
        verdict = _against(belief, fact, named, topic, knowledge)
        if verdict is not Verdict.NONE:
            return (Verdict.NONE, fact) if belief.negated or belief.choice else (verdict, fact)
    for fact in (
        fact for name in topic.core for fact in knowledge.facts_about(name) if not (belief.negated or belief.choice)
    ):
        for verdict in _measured(belief, fact.parts, topic):
            if verdict is not Verdict.NONE:
                return verdict, fact
    return _exists(question, belief, topic, facts, knowledge), None


def _against(belief: Belief, fact: Fact, named: frozenset[str], topic: Topic, knowledge: Knowledge) -> Verdict:
    parts = fact.parts
    for verdict in (
        *_measured(belief, parts, topic),
        _place(belief, parts, named, knowledge),
        _scarcity(belief, parts),
        _audience(belief, parts, named, knowledge),
    ):
        if verdict is not Verdict.NONE:
            return verdict
    return Verdict.NONE


def _measured(belief: Belief, parts: Parts, topic: Topic) -> tuple[Verdict, Verdict, Verdict]:
    """What years, figures and ranks say; any fact about the subject may say it."""
    return _year(belief, parts), _figure(belief, parts, topic), _rank(belief, parts)


def _year(belief: Belief, parts: Parts) -> Verdict:
    if parts.since is None or not belief.years:
        return Verdict.NONE
    year = belief.years[0]
    if re.search(r"\bbefore\b", belief.text, re.I):
        return _yes_if(parts.since < year)
    if re.search(r"\b(?:after|later than)\b", belief.text, re.I):
        return _yes_if(parts.since > year)
    return _yes_if(parts.since in belief.years)


def _place(belief: Belief, parts: Parts, named: frozenset[str], knowledge: Knowledge) -> Verdict:
    sites = knowledge.sites() & named
    # "At this one or at that one?" wants the fact alone.
    return _yes_if(parts.place in sites) if parts.place and len(sites) == 1 else Verdict.NONE


def _figure(belief: Belief, parts: Parts, topic: Topic) -> Verdict:
    if parts.value is None:
        return Verdict.NONE
    share = parts.unit == "percent"
    if share and belief.only:
        return Verdict.NO
    claimed = belief.percents if share else belief.figures
    unit = next(iter((parts.unit or "").split()), "")
    if not claimed or not (topic.intent in _COUNTED or (unit and unit.rstrip("s") in belief.text.lower())):
        return Verdict.NONE
    number = claimed[0]
    beyond = parts.bound == "over" and number > parts.value
    if _MORE.search(belief.text):
        known = parts.value > number or (parts.value == number and parts.bound == "over")
        return Verdict.NONE if beyond else _yes_if(known)
    if _LESS.search(belief.text):
        return Verdict.NONE if beyond else _yes_if(parts.value < number)
    return Verdict.NOT_QUITE if beyond else _yes_if(number == parts.value)


def _rank(belief: Belief, parts: Parts) -> Verdict:
    if parts.rank is None or parts.of is None:
        return Verdict.NONE
    if belief.small:
        return Verdict.NO
    if belief.rank is None or not _same_kind(belief, parts.of):
        return Verdict.NONE
    own = parts.rank_number
    if belief.shared:
        return _in_scope(belief, parts)
    if parts.shared_rank:
        return Verdict.NOT_QUITE if belief.rank == 1 or (own and belief.rank <= own) else Verdict.NO
    return _in_scope(belief, parts) if own == belief.rank else Verdict.NO


def _same_kind(belief: Belief, of: str) -> bool:
    kind = _KINDS[_KIND_OF.get(of, "best")]
    return bool(kind.search(belief.text)) or (belief.rank or 0) > 1


def _in_scope(belief: Belief, parts: Parts) -> Verdict:
    """Whether a right rank holds as widely as is believed: "largest in the UK" holds in a region, not in the world."""
    own = next((name for name in scopes(parts.scope or "")), None)
    if own is None:
        return Verdict.YES
    if own == "outside london":
        narrow = "region" in belief.scopes and "london" not in belief.scopes
        return Verdict.YES if narrow or "outside london" in belief.scopes else Verdict.NOT_QUITE
    widest = max((_WIDTH.get(name, 0) for name in belief.scopes), default=0)
    return Verdict.YES if widest <= _WIDTH[own] else Verdict.NOT_QUITE


def _scarcity(belief: Belief, parts: Parts) -> Verdict:
    if belief.choice:
        return Verdict.NONE
    if parts.few and _SOLE.search(belief.text):
        return Verdict.NOT_QUITE
    if parts.few and _MANY.search(belief.text):
        return Verdict.NO
    return Verdict.NO if parts.not_only and belief.only else Verdict.NONE


def _audience(belief: Belief, parts: Parts, named: frozenset[str], knowledge: Knowledge) -> Verdict:
    audiences = {name for name in named if knowledge.kind(name) == AUDIENCE}
    if parts.audience is None or not audiences:
        return Verdict.NONE
    if parts.audience not in audiences:
        return Verdict.NO
    return Verdict.YES if belief.only else Verdict.NONE


def _exists(question: Question, belief: Belief, topic: Topic, facts: Sequence[Fact], knowledge: Knowledge) -> Verdict:
    """Yes to "do you ...?" where the facts are about all that it names and nothing in it is left open."""
    qualified = belief.negated or belief.only or belief.choice or belief.rank or belief.figures or belief.years
    # What is told before the question may be what it is about.
    open_ends = bool(qualified or question.unfamiliar or question.guessed or question.story)
    if topic.intent not in _EXISTENCE or not facts or open_ends:
        return Verdict.NONE
    about = {name for fact in facts for name in fact.about}
    wanted = set(topic.subjects)
    bounded = any(knowledge.kind(name) in (PLACE, AUDIENCE) for name in question.subjects)
    things = any(knowledge.kind(name) not in (PLACE, AUDIENCE) for name in topic.core)
    if not things or (topic.intent == names.ASK_WHO and not bounded):
        return Verdict.NONE
    if _FROM.search(belief.text) and not any(knowledge.kind(name) == PLACE for name in wanted):
        return Verdict.NONE
    return Verdict.YES if all(about & {name, *_around(name, knowledge)} for name in wanted) else Verdict.NONE


def _around(place: str, knowledge: Knowledge) -> Iterator[str]:
    """The wider places that a place lies in."""
    return (name for name in knowledge.parents(place) if knowledge.kind(name) == PLACE)


def _yes_if(true: bool) -> Verdict:
    return Verdict.YES if true else Verdict.NO
