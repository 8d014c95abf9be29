"""The words of a reply: the national lines first, an honest no for each kind, the source and when it was checked."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from centreguide import names
from centreguide.answering.compose import Compose
from centreguide.answering.guard import urgent
from centreguide.answering.reply import Link, Reply
from centreguide.answering.reply import Source as Cited
from centreguide.answering.sources import source
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


def composed(content: Content, *parts: Part, last_reply: Reply | None = None, today: date = TODAY) -> Reply:
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
    last = Reply("It is at Hilltop.", source=Cited("Source: our page."))
    said = composed(riverside_content, part(Way.CHAT, "repeat"), last_reply=last)
    assert said.whole.endswith("\n\nIt is at Hilltop.\n\nSource: our page.")
    assert said.source == last.source
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


def cited(content: Content, *sections: str, **page: Any) -> Cited:
    """The source of a fact from each of these sections of the page, which is as `page` says."""
    knowledge = replace(content.knowledge, pages=(replace(content.knowledge.pages[0], **page),))
    facts = [replace(knowledge.facts[0], source=Source("about", section)) for section in sections]
    return source(facts, knowledge, content.wording, TODAY)


def test_pages_and_sections_are_named_once(riverside_content: Content) -> None:
    known = cited(riverside_content, "Heart", "Heart", "Bones")
    assert known == Cited("Source: our “About us” page, “Heart”, “Bones”.")
    assert known.line == known.text


class TestAddresses:
    ADDRESS = "https://www.riverside.example/about"

    def test_a_section_leads_to_its_anchor_and_one_without_to_its_page(self, riverside_content: Content) -> None:
        known = cited(
            riverside_content, "Heart", "Bones", "Money", address=self.ADDRESS, sections={"Heart": "heart-unit"}
        )
        assert known.links == (Link("Heart", f"{self.ADDRESS}#heart-unit"), Link("About us", self.ADDRESS))

    def test_an_anchor_alone_leads_nowhere(self, riverside_content: Content) -> None:
        assert cited(riverside_content, "Heart", sections={"Heart": "heart-unit"}).links == ()

    def test_text_alone_has_the_address_in_its_last_line(self, riverside_content: Content) -> None:
        reply = Reply("Upstairs.", source=cited(riverside_content, "Heart", address=self.ADDRESS))
        assert reply.whole == f"Upstairs.\n\nSource: our “About us” page, “Heart”. {self.ADDRESS}"

    def test_it_is_the_same_again_after_its_way_through_rasa(self, riverside_content: Content) -> None:
        known = cited(riverside_content, "Heart", address=self.ADDRESS)
        assert Cited.restored(json.loads(json.dumps(known.data()))) == known


def test_past_the_review_date_the_month_of_the_last_check_is_said(riverside_content: Content) -> None:
    told = part(Way.TELL, "", "heart_place", content=riverside_content)
    assert "checked" not in composed(riverside_content, told).whole
    late = composed(riverside_content, told, today=date(2099, 1, 2)).whole
    assert late.endswith("Last checked in October 2026.")
