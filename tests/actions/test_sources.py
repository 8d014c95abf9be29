from dataclasses import replace
from datetime import date

import pytest

from actions.sources import source_line
from centreguide.knowledge.model import Fact, Page, Source
from centreguide.release.content import Content

TODAY = date(2026, 11, 25)


@pytest.fixture
def place(riverside_content: Content) -> Fact:
    fact = riverside_content.knowledge.fact("heart_place")
    assert fact is not None
    return fact


def line(content: Content, *facts: Fact, today: date = TODAY) -> str:
    return source_line(facts, content.knowledge, content.wording, today)


def test_the_page_and_the_section_are_named(riverside_content: Content, place: Fact) -> None:
    assert line(riverside_content, place) == "Source: our “About us” page, “Heart”."


def test_a_section_of_two_facts_is_named_once(riverside_content: Content, place: Fact) -> None:
    assert line(riverside_content, place, place) == "Source: our “About us” page, “Heart”."


def test_sections_of_one_page_stand_together(riverside_content: Content, place: Fact) -> None:
    other = replace(place, source=Source("about", "Bones"))
    assert line(riverside_content, place, other) == "Source: our “About us” page, “Heart”, “Bones”."


def test_each_page_is_named(riverside_content: Content, place: Fact) -> None:
    pages = (*riverside_content.knowledge.pages, Page("news", "News"))
    content = replace(riverside_content, knowledge=replace(riverside_content.knowledge, pages=pages))
    other = replace(place, source=Source("news", "May"))
    assert line(content, place, other) == "Source: our “About us” page, “Heart”. Source: our “News” page, “May”."


@pytest.mark.parametrize(
    ("review_by", "today", "overdue"),
    [
        (date(2026, 11, 24), TODAY, True),
        (date(2026, 11, 25), TODAY, False),
        (date(2026, 11, 26), TODAY, False),
        (None, TODAY, False),
        (None, date(2099, 1, 1), False),
        (None, date(2099, 1, 2), True),
    ],
)
def test_past_the_review_date_the_month_of_the_last_check_is_said(
    review_by: date | None, today: date, overdue: bool, riverside_content: Content, place: Fact
) -> None:
    said = line(riverside_content, replace(place, review_by=review_by), today=today)
    assert said.endswith("Last checked in October 2026.") is overdue


def test_one_overdue_fact_among_others_is_enough(riverside_content: Content, place: Fact) -> None:
    overdue = replace(place, review_by=date(2026, 1, 1))
    assert line(riverside_content, place, overdue).count("Last checked in October 2026.") == 1
