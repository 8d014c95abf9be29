"""The project's own knowledge: nothing in it is out of reach, and nothing is promised that isn't there."""

import re
from pathlib import Path

import pytest

from centreguide.answering.claims import read_belief
from centreguide.intents import kinds
from centreguide.knowledge.loader import load
from centreguide.knowledge.model import Fact, Parts, Subject
from centreguide.knowledge.query import AUDIENCE, PLACE, UNLISTED
from centreguide.nlu.mentions import MentionFinder, names_by_subject
from centreguide.release.content import intents

PROJECT = Path(__file__).resolve().parents[2]
KNOWLEDGE = load(PROJECT / "knowledge", intents(PROJECT))
PROMISED = [name for name in intents(PROJECT) if name.startswith("ask_") and name not in kinds("of_the_talk")]
MOST_WORDS = 60
LEANS_ON_WHAT_STANDS_BEFORE = re.compile(r"(?:it|its|they|their|this|that|those|there|he|she)\b", re.I)
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 10: "ten", 12: "twelve"}
ORDINALS = {1: "first|largest|biggest|widest", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}
SCALES = ((10**9, "billion"), (10**6, "million"))

every_fact = pytest.mark.parametrize("fact", KNOWLEDGE.facts, ids=lambda fact: fact.id)


@pytest.fixture(scope="module")
def finder() -> MentionFinder:
    return MentionFinder(names_by_subject(KNOWLEDGE.subjects))


@every_fact
def test_a_fact_has_a_question_of_its_own_and_ways_to_ask_for_it(fact: Fact) -> None:
    assert fact.question
    assert fact.question.endswith("?")
    assert [other.id for other in KNOWLEDGE.facts if other.question == fact.question] == [fact.id]
    assert any(entry.fact == fact.id and len(entry.ways) >= 5 for entry in KNOWLEDGE.ways_to_ask)


@pytest.mark.parametrize("intent", PROMISED)
def test_every_kind_of_question_has_a_fact(intent: str) -> None:
    assert [fact.id for fact in KNOWLEDGE.facts if intent in fact.answers]


@pytest.mark.parametrize("subject", KNOWLEDGE.subjects, ids=lambda subject: subject.id)
def test_every_subject_has_a_fact_unless_it_only_narrows_or_is_unlisted(subject: Subject) -> None:
    assert KNOWLEDGE.facts_about(subject.id) or subject.kind in (PLACE, AUDIENCE, UNLISTED)


def test_no_fact_is_about_what_is_said_to_be_unlisted() -> None:
    assert not [fact.id for fact in KNOWLEDGE.facts if any(KNOWLEDGE.kind(name) == UNLISTED for name in fact.about)]


@pytest.mark.parametrize("subject", KNOWLEDGE.subjects, ids=lambda subject: subject.id)
def test_a_subject_is_found_by_each_of_its_names(subject: Subject, finder: MentionFinder) -> None:
    missed = [
        name
        for name in written(subject)
        if subject.id not in [mention.subject for mention in finder.find(f"do you know {name} at all")]
    ]
    assert missed == []


def written(subject: Subject) -> tuple[str, ...]:
    """What staff wrote as its names; "that condition" is only for saying."""
    return subject.also_called if subject.name.startswith("that ") else (subject.name, *subject.also_called)


@every_fact
def test_a_fact_is_short(fact: Fact) -> None:
    assert len(fact.say.split()) <= MOST_WORDS


@every_fact
def test_a_fact_stands_alone(fact: Fact) -> None:
    assert not LEANS_ON_WHAT_STANDS_BEFORE.match(fact.say)
    assert fact.say[0].isupper()
    assert fact.say.endswith((".", "!", "?"))


@every_fact
def test_a_fact_s_parts_are_what_it_says(fact: Fact) -> None:
    unsaid = [
        forms for forms in number_forms(fact.parts) if not re.search(rf"(?<![\d,.])(?:{forms})\b", fact.say, re.I)
    ]
    assert unsaid == []


def number_forms(parts: Parts) -> list[str]:
    """A pattern for each number in the parts, for the ways in which it can be written."""
    found = [str(parts.since)] if parts.since else []
    if parts.value is not None:
        forms = [str(parts.value), f"{parts.value:,}", NUMBERS.get(parts.value, "")]
        forms += [f"{parts.value // scale} {word}" for scale, word in SCALES if parts.value % scale == 0]
        found.append("|".join(form for form in forms if form))
    if isinstance(parts.rank, int):
        found.append(ORDINALS[parts.rank])
    elif parts.rank_number:
        found.append(f"top {parts.rank_number}|top {NUMBERS.get(parts.rank_number, parts.rank_number)}")
    elif parts.rank:
        found.append("one of|among|some of|a small number of")
    return found


@pytest.mark.parametrize("parts", [Parts(since=1234), Parts(value=98765), Parts(rank=5), Parts(rank="top 9")], ids=str)
def test_a_part_that_isn_t_said_is_noticed(parts: Parts) -> None:
    forms = number_forms(parts)
    assert not any(re.search(rf"(?<![\d,.])(?:{one})\b", fact.say, re.I) for one in forms for fact in KNOWLEDGE.facts)


@every_fact
def test_a_fact_is_owned_and_reviewed_after_it_was_checked(fact: Fact) -> None:
    assert fact.owner or KNOWLEDGE.trust.owner
    assert (fact.review_by or KNOWLEDGE.trust.review_by) > KNOWLEDGE.trust.checked


def test_no_two_facts_say_the_same() -> None:
    said = [fact.say for fact in KNOWLEDGE.facts]
    assert len(set(said)) == len(said)


def test_a_fact_isn_t_taken_for_a_yes_no_question() -> None:
    assert [fact.id for fact in KNOWLEDGE.facts if read_belief(fact.say)] == []


def test_an_unlisted_subject_is_part_of_something_known() -> None:
    lost = [s.id for s in KNOWLEDGE.subjects if s.kind == UNLISTED and not list(KNOWLEDGE.parents(s.id))]
    assert lost == []
