"""The words of a reply: the national lines first, an honest no for each kind, the source and when it was checked."""

from dataclasses import replace
from datetime import date

import pytest

from centreguide import names
from centreguide.answering.compose import Compose
from centreguide.answering.guard import urgent
from centreguide.answering.reply import Reply
from centreguide.answering.sources import source_line
from centreguide.answering.turn import Part, Thread, Turn, Way
from centreguide.heard import Heard, Segment
from centreguide.intents import Family, family
from centreguide.knowledge.model import Source
from centreguide.release.content import Content, intents
from tests.conftest import PROJECT, TODAY

DECLINED = [name for name in intents(PROJECT) if family(name) is Family.DECLINED]
CHATTED = [name for name in intents(PROJECT) if family(name) is Family.SMALL_TALK and name != "repeat"]


def danger(kind: str, content: Content) -> str:
    reply = urgent(Turn(Heard("help", "help", kind)), content.wording)
    assert reply is not None
    assert not reply.buttons
    return reply.text


def composed(content: Content, *parts: Part, last_reply: str | None = None, today: date = TODAY) -> Reply:
    turn = Turn(Heard("words", "words", names.FALLBACK), last_reply=last_reply, parts=parts)
    return Compose(content.knowledge, content.wording, today)(turn, Thread())


def part(way: Way, kind: str = "", *facts: str, content: Content | None = None) -> Part:
    known = [fact for fact in content.knowledge.facts if fact.id in facts] if content else []
    return Part(Segment("words"), "words", way=way, kind=kind, facts=tuple(known))


def test_danger_to_life_gets_999_first(riverside_content: Content) -> None:
    said = danger(names.EMERGENCY, riverside_content)
    assert said.index("999") < said.index("111")
    assert "call 999 now" in said


def test_a_crisis_gets_999_then_111_and_samaritans(riverside_content: Content) -> None:
    said = danger(names.CRISIS, riverside_content)
    assert said.index("999") < said.index("111") < said.index("116 123")
    assert "option 2" in said
    assert "Samaritans" in said


@pytest.mark.parametrize("intent", ["ask_where", "medical_advice", "greet", names.FALLBACK])
def test_only_danger_is_answered_as_danger(intent: str, riverside_content: Content) -> None:
    assert urgent(Turn(Heard("words", "words", intent)), riverside_content.wording) is None


@pytest.mark.parametrize("kind", DECLINED)
def test_every_kind_of_question_gets_its_own_honest_no(kind: str, riverside_content: Content) -> None:
    reply = composed(riverside_content, part(Way.DECLINE, kind))
    assert reply.text.startswith(riverside_content.wording.reasons[kind])
    assert riverside_content.wording.declines["can_answer"] in reply.text
    assert reply.buttons


def test_medical_advice_points_to_those_who_give_it(riverside_content: Content) -> None:
    said = composed(riverside_content, part(Way.DECLINE, "medical_advice")).text
    assert all(one in said for one in ("GP", "pharmacist", "111", "999"))


@pytest.mark.parametrize("kind", CHATTED)
def test_small_talk_has_its_own_line(kind: str, riverside_content: Content) -> None:
    assert composed(riverside_content, part(Way.CHAT, kind)).text == riverside_content.wording.small_talk[kind]


def test_what_was_said_is_said_again(riverside_content: Content) -> None:
    said = composed(riverside_content, part(Way.CHAT, "repeat"), last_reply="It is at Hilltop.").text
    assert said.endswith("\n\nIt is at Hilltop.")
    nothing = riverside_content.wording.small_talk["nothing_to_repeat"]
    assert composed(riverside_content, part(Way.CHAT, "repeat")).text == nothing


def test_where_else_to_look_is_said_if_the_trust_has_set_it(riverside_content: Content) -> None:
    knowledge = riverside_content.knowledge
    trust = replace(knowledge.trust, website="www.riverside.example", contact="Switchboard: 01")
    set_up = replace(riverside_content, knowledge=replace(knowledge, trust=trust))
    said = composed(set_up, part(Way.DECLINE, "oos_hours")).text
    assert "www.riverside.example" in said
    assert "Switchboard: 01" in said


def test_what_can_be_answered_comes_before_what_can_not(riverside_content: Content) -> None:
    answered = part(Way.TELL, "", "heart_place", content=riverside_content)
    said = composed(riverside_content, part(Way.DECLINE, "oos_travel"), answered).text
    assert said.index("Riverside Hospital") < said.index(riverside_content.wording.reasons["oos_travel"])
    lone = composed(riverside_content, part(Way.DECLINE, names.FALLBACK), answered).text
    assert riverside_content.wording.reasons[names.FALLBACK] not in lone


def test_the_nearest_says_that_it_may_not_be_what_was_asked(riverside_content: Content) -> None:
    reply = composed(riverside_content, part(Way.OFFER, "", "heart_place", content=riverside_content))
    assert reply.text.startswith(riverside_content.wording.answers["nearest"])
    assert reply.unsure


def test_a_choice_is_offered_as_buttons_in_visitors_words(riverside_content: Content) -> None:
    reply = composed(riverside_content, part(Way.CHOOSE, "", "heart_place", "bone_place", content=riverside_content))
    assert [button.title for button in reply.buttons] == [
        "Where is the Riverside Heart Unit?",
        "Where is the Hilltop Bone Unit?",
    ]
    assert reply.slots[names.THREAD]["offered"] == ("heart_place", "bone_place")


def test_three_facts_are_a_list(riverside_content: Content) -> None:
    three = part(Way.TELL, "", "heart_place", "heart_since", "heart_rank", content=riverside_content)
    assert composed(riverside_content, three).text.count("• ") == 3


def test_pages_and_sections_are_named_once(riverside_content: Content) -> None:
    knowledge, wording = riverside_content.knowledge, riverside_content.wording
    place, since = knowledge.facts[0], knowledge.facts[1]
    line = source_line((place, since, replace(since, source=Source("about", "Bones"))), knowledge, wording, TODAY)
    assert line == "Source: our “About us” page, “Heart”, “Bones”."


def test_past_the_review_date_the_month_of_the_last_check_is_said(riverside_content: Content) -> None:
    told = part(Way.TELL, "", "heart_place", content=riverside_content)
    assert "checked" not in composed(riverside_content, told).text
    late = composed(riverside_content, told, today=date(2099, 1, 2)).text
    assert late.endswith("Last checked in October 2026.")
