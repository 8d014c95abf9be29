"""From what was typed at `centreguide content` to the operations that it asks for."""

import argparse
from collections.abc import Mapping
from typing import Any

from centreguide.content.draft import Draft
from centreguide.content.files import PAGES
from centreguide.content.operations import (
    AddAlias,
    AddExamples,
    AddFact,
    AddIntent,
    AddSubject,
    AddWaysToAsk,
    ChangeDecline,
    ChangeFact,
    ChangeSmallTalk,
    ChangeSubject,
    Operation,
    RemoveAlias,
    RemoveExamples,
    RemoveWaysToAsk,
    RetireFact,
    RetireIntent,
    RetireSubject,
)
from centreguide.content.texts import plain
from centreguide.intents import Family, family

Options = argparse.Namespace
Plan = list[Operation]

_FACT = ("about", "answers", "question", "say", "owner", "review_by")
_SUBJECT = ("name", "kind", "part_of", "plural", "general")


def add_fact(options: Options, draft: Draft) -> Plan:
    return _new_fact(options, draft, options.id, options.answers)


def change_fact(options: Options, draft: Draft) -> Plan:
    now = draft.entry("fact", options.id)
    fields = {**_given(options, _FACT), **dict.fromkeys(options.without)}
    if source := _given(options, ("page", "section")):
        fields["source"] = {**now["source"], **source}
    if options.part:
        fields["parts"] = {**now.get("parts", {}), **dict(options.part)}
    change = [ChangeFact(options.id, fields, options.version)] if fields or not options.way else []
    return [*change, *_ways(options.id, options)]


def retire_fact(options: Options, draft: Draft) -> Plan:
    return [RetireFact(options.id, options.version)]


def add_way(options: Options, draft: Draft) -> Plan:
    return [AddWaysToAsk(options.fact, tuple(options.ways))]


def remove_way(options: Options, draft: Draft) -> Plan:
    return [RemoveWaysToAsk(options.fact, tuple(options.ways))]


def add_subject(options: Options, draft: Draft) -> Plan:
    return [AddSubject({"id": options.id, **_given(options, (*_SUBJECT, "also_called"))}, options.file)]


def change_subject(options: Options, draft: Draft) -> Plan:
    fields = {**_given(options, _SUBJECT), **dict.fromkeys(options.without)}
    names = options.also_called or []
    change = [ChangeSubject(options.id, fields, options.version)] if fields or not names else []
    return [*change, *(AddAlias(options.id, name) for name in names)]


def retire_subject(options: Options, draft: Draft) -> Plan:
    return [RetireSubject(options.id, options.version)]


def add_name(options: Options, draft: Draft) -> Plan:
    return [AddAlias(options.subject, name) for name in options.names]


def remove_name(options: Options, draft: Draft) -> Plan:
    return [RemoveAlias(options.subject, name) for name in options.names]


def add_example(options: Options, draft: Draft) -> Plan:
    return [*_moved(options, draft, options.examples), AddExamples(options.intent, tuple(options.examples))]


def remove_example(options: Options, draft: Draft) -> Plan:
    return [RemoveExamples(options.intent, tuple(options.examples))]


def add_intent(options: Options, draft: Draft) -> Plan:
    """The kind of question with what it needs to be answered: a fact, a reply, or a reason to decline."""
    name, examples = options.intent, tuple(options.example)
    plan: Plan = [*_moved(options, draft, examples), AddIntent(name, examples, options.file)]
    match options.say and family(name):
        case Family.QUESTION:
            plan += _new_fact(options, draft, options.id or name.removeprefix("ask_"), [name])
        case Family.SMALL_TALK:
            plan.append(ChangeSmallTalk(name, options.say, None))
        case Family.DECLINED:
            plan.append(ChangeDecline(name, options.say, None))
    return plan


def retire_intent(options: Options, draft: Draft) -> Plan:
    return [RetireIntent(options.intent)]


def small_talk(options: Options, draft: Draft) -> Plan:
    return [ChangeSmallTalk(options.intent, options.text, options.version)]


def decline(options: Options, draft: Draft) -> Plan:
    return [ChangeDecline(options.intent, options.text, options.version)]


def _given(options: Options, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(options, name)) is not None}


def _new_fact(options: Options, draft: Draft, name: str, answers: list[str]) -> Plan:
    pages = draft.files().names(PAGES)
    page = options.page or (pages[0] if len(pages) == 1 else None)
    fact: Mapping[str, Any] = {
        "id": name,
        "about": options.about or [],
        "answers": answers,
        "question": options.question,
        "say": options.say,
        "parts": dict(options.part) or None,
        "source": {"page": page, "section": options.section},
        "owner": options.owner,
        "review_by": options.review_by,
    }
    return [AddFact(fact, options.fact_file), *_ways(name, options)]


def _ways(fact: str, options: Options) -> Plan:
    return [AddWaysToAsk(fact, tuple(options.way))] if options.way else []


def _moved(options: Options, draft: Draft, examples: list[str] | tuple[str, ...]) -> Plan:
    """With --move, takes the examples out where they are now."""
    if not options.move:
        return []
    asked = draft.files().asked
    found = [(asked[plain(text)].intent, text) for text in examples if plain(text) in asked]
    return [RemoveExamples(intent, (text,)) for intent, text in found if intent != options.intent]
