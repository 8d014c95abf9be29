from dataclasses import replace
from datetime import date

import pytest

from centreguide import names
from centreguide.answering.reply import Source
from centreguide.knowledge.query import AUDIENCE, PLACE
from centreguide.pages.questions import Answered, Section, sections
from centreguide.release.content import Content

TODAY = date(2026, 12, 1)


def found(content: Content, today: date = TODAY) -> tuple[Section, ...]:
    return sections(content, today)


def answers(content: Content, subject: str) -> tuple[Answered, ...]:
    topics = [topic for section in found(content) for topic in section.topics if topic.id == subject]
    assert len(topics) == 1, subject
    return topics[0].answers


def everything(content: Content) -> list[Answered]:
    return [answered for section in found(content) for topic in section.topics for answered in topic.answers]


class TestRiverside:
    def test_each_centre_has_a_section_and_the_trust_the_last(self, riverside_content: Content) -> None:
        made = found(riverside_content)
        assert [section.name for section in made] == [
            "The Riverside Heart Unit",
            "The Hilltop Bone Unit",
            "Riverside Hospitals",
        ]
        assert [topic.name for topic in made[0].topics] == [
            "The Riverside Heart Unit",
            "Valve repairs",
            "Scans",
            "Valve repairs for children",
        ]

    def test_a_centre_s_own_questions_come_first(self, riverside_content: Content) -> None:
        assert all(section.topics[0].id == section.id for section in found(riverside_content))

    def test_what_little_is_known_is_one_answer_to_all_its_questions(self, riverside_content: Content) -> None:
        assert answers(riverside_content, "childrens_valves") == (
            Answered(
                id="childrens_valves-ask_about",
                question="Tell me about valve repairs for children",
                also=("What do you offer for valve repairs for children?",),
                facts=("We repair valves in children too.",),
                source=Source("Source: our “About us” page, “Heart”."),
                words="",
            ),
        )

    def test_where_more_is_known_each_question_has_its_own_answer(
        self, riverside_content: Content, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("centreguide.pages.questions.LONG_WORDS", 10)
        assert [(one.question, one.also) for one in answers(riverside_content, "heart_unit")] == [
            ("Where is the Riverside Heart Unit?", ()),
            ("What does the Riverside Heart Unit offer?", ()),
            ("How does the Riverside Heart Unit compare with others?", ()),
            ("When did the Riverside Heart Unit start?", ()),
            ("What figures are there for the Riverside Heart Unit?", ()),
        ]
        # Both of its questions have the same answer.
        assert [(one.question, one.also) for one in answers(riverside_content, "bone_unit")] == [
            ("Where is the Hilltop Bone Unit?", ()),
            ("Who is the Hilltop Bone Unit for?", ("What does the Hilltop Bone Unit offer?",)),
        ]

    def test_what_is_overdue_says_when_it_was_checked(self, riverside_content: Content) -> None:
        late = found(riverside_content, date(2099, 1, 2))[0].topics[0].answers[0]
        assert late.source.text.endswith("Last checked in October 2026.")

    def test_a_fact_about_a_place_alone_has_its_question(self, riverside_content: Content) -> None:
        knowledge = riverside_content.knowledge
        fact = replace(knowledge.facts[0], id="hill", about=("hilltop",), say="It stands on a hill.")
        more = replace(knowledge, facts=(*knowledge.facts, fact))
        made = found(replace(riverside_content, knowledge=more))
        assert [topic.name for topic in made[-1].topics] == ["The trust", "Hilltop Hospital"]

    @pytest.mark.parametrize("long_words", [10, 1000])
    def test_what_the_wording_has_no_question_for_is_told_with_what_it_is(
        self, long_words: int, riverside_content: Content, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("centreguide.pages.questions.LONG_WORDS", long_words)
        knowledge = riverside_content.knowledge
        fact = replace(knowledge.facts[0], id="parking", answers=("ask_parking",), say="Park behind it.")
        more = replace(knowledge, facts=(*knowledge.facts, fact))
        about = answers(replace(riverside_content, knowledge=more), "heart_unit")[0]
        assert about.question == "Tell me about the Riverside Heart Unit"
        assert "Park behind it." in about.facts

    def test_a_subject_of_which_nothing_is_known_is_left_out(self, riverside_content: Content) -> None:
        listed = {topic.id for section in found(riverside_content) for topic in section.topics}
        assert not listed & {"knees", "teeth", "riverside", "children"}


class TestOurs:
    def test_every_fact_that_answers_a_question_is_there(self, content: Content) -> None:
        facts = [fact for fact in content.knowledge.facts if set(fact.answers) & set(content.wording.questions)]
        told = {fact for one in everything(content) for fact in one.facts}
        assert len(facts) > 50
        assert [fact.id for fact in facts if fact.say not in told] == []

    def test_a_question_is_there_once(self, content: Content) -> None:
        asked = [question for one in everything(content) for question in (one.question, *one.also)]
        assert len(asked) > 100
        assert len(asked) == len(set(asked))

    def test_an_overview_that_is_left_out_is_told_by_the_section(self, content: Content) -> None:
        knowledge = content.knowledge
        for subject in knowledge.subjects:
            facts = knowledge.facts_for(names.ASK_ABOUT, [subject.id])
            if facts and subject.kind not in (PLACE, AUDIENCE):
                told = {say for one in answers(content, subject.id) for say in one.facts}
                assert {fact.say for fact in facts} <= told

    def test_anchors_are_unique(self, content: Content) -> None:
        ids = [topic.id for section in found(content) for topic in section.topics]
        ids += [one.id for one in everything(content)]
        assert len(ids) == len(set(ids))
