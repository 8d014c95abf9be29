"""Yes, no or not quite: what a visitor believes held against the parts of the facts that answer it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from centreguide.answering.claims import Belief, scopes
from centreguide.answering.existence import exists
from centreguide.answering.mentioned import mentioned
from centreguide.answering.stems import share, stems
from centreguide.answering.topic import Topic
from centreguide.answering.turn import Verdict
from centreguide.intents import kinds
from centreguide.knowledge.model import Fact, Parts
from centreguide.knowledge.query import AUDIENCE, PLACE, Knowledge
from centreguide.language import pattern, table, words


def hold(
    belief: Belief | None, topic: Topic, facts: Sequence[Fact], knowledge: Knowledge
) -> tuple[Verdict, Fact | None]:
    """The verdict and the fact that it rests on, which is to be said first.

    Args:
        belief: None where the question isn't a yes/no question.
        facts: the facts that answer it, the nearest first.
    """
    if belief is None:
        return Verdict.NONE, None
    named = frozenset(topic.named)
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
        for verdict in _measured(belief, fact, topic, knowledge):
            if verdict is not Verdict.NONE:
                return verdict, fact
    return (Verdict.YES if exists(belief, topic, facts, knowledge) else Verdict.NONE), None


def _against(belief: Belief, fact: Fact, named: frozenset[str], topic: Topic, knowledge: Knowledge) -> Verdict:
    parts = fact.parts
    for verdict in (
        *_measured(belief, fact, topic, knowledge),
        _place(belief, parts, named, knowledge),
        _scarcity(belief, parts),
        _audience(belief, fact, named, topic, knowledge),
    ):
        if verdict is not Verdict.NONE:
            return verdict
    return Verdict.NONE


def _measured(belief: Belief, fact: Fact, topic: Topic, knowledge: Knowledge) -> tuple[Verdict, Verdict, Verdict]:
    """What years, figures and ranks say; any fact about the subject may say it."""
    return _year(belief, fact.parts), _figure(belief, fact, topic, knowledge), _rank(belief, fact, topic, knowledge)


def _year(belief: Belief, parts: Parts) -> Verdict:
    if parts.since is None or not belief.years:
        return Verdict.NONE
    year = belief.years[0]
    if pattern("earlier").search(belief.text):
        return _yes_if(parts.since < year)
    if pattern("later").search(belief.text):
        return _yes_if(parts.since > year)
    return _yes_if(parts.since in belief.years)


def _place(belief: Belief, parts: Parts, named: frozenset[str], knowledge: Knowledge) -> Verdict:
    sites = knowledge.sites() & named
    # "At this one or at that one?" wants the fact alone.
    return _yes_if(parts.place in sites) if parts.place and len(sites) == 1 else Verdict.NONE


def _figure(belief: Belief, fact: Fact, topic: Topic, knowledge: Knowledge) -> Verdict:
    parts = fact.parts
    if parts.value is None:
        return Verdict.NONE
    of_all = parts.unit == "percent"
    if of_all and (belief.only or belief.every):
        return Verdict.NO if _says_of_what(belief, fact, knowledge) else Verdict.NONE
    if (of_all and _from_elsewhere(belief, fact, knowledge)) or _other_period(belief, parts):
        return Verdict.NONE
    claimed = belief.percents if of_all else belief.figures
    unit = next(iter((parts.unit or "").split()), "")
    if not claimed or not (topic.intent in kinds("counted") or (unit and unit.rstrip("s") in belief.text.lower())):
        return Verdict.NONE
    number = claimed[0]
    beyond = parts.bound == "over" and number > parts.value
    if pattern("more_than").search(belief.text):
        known = parts.value > number or (parts.value == number and parts.bound == "over")
        return Verdict.NONE if beyond else _yes_if(known)
    if pattern("less_than").search(belief.text):
        return Verdict.NONE if beyond else _yes_if(parts.value < number)
    return Verdict.NOT_QUITE if beyond else _yes_if(number == parts.value)


def _says_of_what(belief: Belief, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether it names what the share is of, or whose it is: "it all" may be anything."""
    about = [subject for name in fact.about if (subject := knowledge.subject(name))]
    named = {mention.subject for mention in mentioned(belief.text, about)} - {knowledge.trust.subject}
    return bool(named) or bool(share(belief.text, fact.say, [fact.parts.by or ""]))


def _from_elsewhere(belief: Belief, fact: Fact, knowledge: Knowledge) -> bool:
    """Whether it is believed to come from what the fact doesn't name: half of the income, but from gifts."""
    named = pattern("come_from").search(belief.text)
    origin = belief.text[named.end() :] if named else ""
    about = (subject for name in fact.about if (subject := knowledge.subject(name)))
    known = [fact.say, *(called for subject in about for called in (subject.name, *subject.also_called))]
    return bool(stems(origin)) and not share(origin, " ".join(known))


def _other_period(belief: Belief, parts: Parts) -> bool:
    """Whether the figure is believed to be a month's, say, and is a year's."""
    believed, own = (
        {name for name, period in table("periods").items() if period.search(text)}
        for text in (belief.text, parts.unit or "")
    )
    return bool(believed and own) and not believed & own


def _rank(belief: Belief, fact: Fact, topic: Topic, knowledge: Knowledge) -> Verdict:
    parts = fact.parts
    if parts.rank is None or parts.of is None:
        return Verdict.NONE
    if belief.small:
        return Verdict.NO
    if belief.rank is None or not _same_kind(belief, parts.of) or not _speaks_of(fact, topic.core, knowledge):
        return Verdict.NONE
    own = parts.rank_number
    if belief.shared:
        return _in_scope(belief, parts)
    if parts.shared_rank:
        return Verdict.NOT_QUITE if belief.rank == 1 or (own and belief.rank <= own) else Verdict.NO
    return _in_scope(belief, parts) if own == belief.rank else Verdict.NO


def _speaks_of(fact: Fact, names: Collection[str], knowledge: Knowledge) -> bool:
    """Whether the fact's claim names one of these, not a part of it: the rank of heart scans isn't the heart unit's."""
    about = [subject for name in fact.about if (subject := knowledge.subject(name))]
    claim = fact.say.partition(". ")[0]
    named = {mention.subject for mention in mentioned(claim, about)}
    return not named or not named.isdisjoint(names)


def _same_kind(belief: Belief, of: str) -> bool:
    kind = table("superlatives")[words("superlative_of").get(of, "best")]
    return bool(kind.search(belief.text)) or (belief.rank or 0) > 1


def _in_scope(belief: Belief, parts: Parts) -> Verdict:
    """Whether a right rank holds as widely as is believed: "largest in the UK" holds in a region, not in the world."""
    own = next((name for name in scopes(parts.scope or "")), None)
    if own is None:
        return Verdict.YES
    if own == "outside london":
        narrow = "region" in belief.scopes and "london" not in belief.scopes
        return Verdict.YES if narrow or "outside london" in belief.scopes else Verdict.NOT_QUITE
    widest = max((words("scope_width").get(name, 0) for name in belief.scopes), default=0)
    return Verdict.YES if widest <= words("scope_width")[own] else Verdict.NOT_QUITE


def _scarcity(belief: Belief, parts: Parts) -> Verdict:
    if belief.choice:
        return Verdict.NONE
    if parts.few and pattern("sole").search(belief.text):
        return Verdict.NOT_QUITE
    if parts.few and pattern("many_places").search(belief.text):
        return Verdict.NO
    return Verdict.NO if parts.not_only and belief.only else Verdict.NONE


def _audience(belief: Belief, fact: Fact, named: frozenset[str], topic: Topic, knowledge: Knowledge) -> Verdict:
    audiences = {name for name in named if knowledge.kind(name) == AUDIENCE}
    # Whom a treatment is for says nothing of the other treatments for what it treats.
    if fact.parts.audience is None or not audiences or fact.about[0] not in topic.core:
        return Verdict.NONE
    if fact.parts.audience not in audiences:
        return Verdict.NO
    return Verdict.YES if belief.only else Verdict.NONE


def _yes_if(true: bool) -> Verdict:
    return Verdict.YES if true else Verdict.NO
