"""Advice about answers, over the made-up trust's draft with one thing changed."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from centreguide.content.advice import clashes, coverage, figures, lengths, links, reading, reviews, undecided
from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault

AnswersIn = Callable[..., Answers]
Advice = Callable[[Answers], Iterator[Fault]]

EVERY: list[Advice] = [
    clashes.advice,
    coverage.advice,
    figures.advice,
    lengths.answer_advice,
    links.advice,
    reading.advice,
    reviews.advice,
]
LATER = date(2099, 6, 2)
HARD = "Multidisciplinary rehabilitation interventions are comprehensively administered to appropriate individuals."


def change(folder: Path, section: str, entry_id: str, /, **fields: Any) -> None:
    """Changes fields of a subject or a fact, or of the trust's settings."""
    path = folder / "knowledge" / "knowledge.yml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    entry = data[section] if section == "trust" else next(item for item in data[section] if item["id"] == entry_id)
    entry |= fields
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")


def unanswered(answers: Answers) -> list[str]:
    return [fault.field for fault in coverage.advice(answers) if "nobody" in fault.message]


@pytest.fixture
def release(folder: Path, tmp_path: Path) -> Path:
    """The draft as it was at the start."""
    return Path(shutil.copytree(folder, tmp_path / "release"))


def test_what_is_as_published_gets_no_advice(folder: Path, release: Path, answers_in: AnswersIn) -> None:
    answers = answers_in(folder, release)
    for advice in EVERY:
        if advice is not coverage.advice:
            assert list(advice(answers)) == []


@pytest.mark.parametrize(
    ("advice", "section", "name", "fields", "field", "told"),
    [
        (figures.advice, "facts", "heart_since", {"parts": {}}, "heart_since > say", "the figure 1987 isn't"),
        (figures.advice, "facts", "heart_rank", {"parts": {}}, "heart_rank > say", "the figure 2nd isn't"),
        (figures.advice, "facts", "bone_place", {"say": "It is on floor two."}, "bone_place > say", "the figure 2 "),
        (figures.advice, "facts", "trust_income", {"say": "We get £1.5 million."}, "trust_income > say", "1.5million"),
        (reading.advice, "facts", "bone_who", {"say": HARD}, "bone_who > say", "for age 20 or more"),
        (lengths.answer_advice, "facts", "bone_who", {"say": "We help. " * 40}, "bone_who > say", "has 359 characters"),
        (links.advice, "facts", "bone_who", {"say": "See https://bones.example/a."}, "bone_who > say", "bones.example"),
        (links.advice, "facts", "bone_who", {"say": "See www.bones.example."}, "bone_who > say", "bones.example"),
        (links.advice, "pages", "about", {"address": "https://bones.example/a"}, "about > address", "bones.example"),
        (clashes.advice, "subjects", "scans", {"also_called": ["Knees'"]}, "scans > also_called > entry 1", '"knee"'),
        (clashes.advice, "subjects", "scans", {"name": "the heart-centres"}, "scans > name", '"heart centre"'),
        (reviews.advice, "facts", "bone_who", {"review_by": date(2026, 6, 1)}, "review_by", "by 1 June 2026"),
    ],
)  # fmt: skip
def test_what_is_worth_a_look_is_told_at_its_field(
    advice: Advice, section: str, name: str, fields: dict[str, Any], field: str, told: str, folder: Path,
    release: Path, answers_in: AnswersIn,
) -> None:  # fmt: skip
    change(folder, section, name, **fields)
    [fault] = advice(answers_in(folder, release))
    assert fault.file == "knowledge/knowledge.yml"
    assert fault.field.endswith(field)
    assert told in fault.message


@pytest.mark.parametrize(
    "fields",
    [
        {"parts": {"value": 1500000}, "say": "We treat 1.5 million people."},
        {"parts": {"value": 1000}, "say": "We treat over 1,000 people."},
        {"parts": {"value": 1000}, "say": "We treat over a thousand people."},
        {"parts": {"value": 12}, "say": "There are twelve wards."},
        {"parts": {"rank": "top 3"}, "say": "It is among the top three."},
        {"parts": {"since": 1987}, "say": "It opened in 1987."},
        {"source": {"page": "about", "section": "Ward 9"}, "say": "It is on ward 9."},
        {"say": "It is one of the best in the country."},
        {"say": "Its blood tests include HbA1c and T4."},
    ],
)
def test_a_figure_that_is_known_is_not_told(fields: dict[str, Any], folder: Path, answers_in: AnswersIn) -> None:
    change(folder, "facts", "bone_who", **fields)
    assert list(figures.advice(answers_in(folder))) == []


def test_a_service_s_long_name_is_not_held_against_the_writer(folder: Path, answers_in: AnswersIn) -> None:
    name = "percutaneous transluminal coronary revascularisation"
    change(folder, "facts", "bone_who", say=f"We offer {name} to adults.")
    assert len(list(reading.advice(answers_in(folder)))) == 1
    change(folder, "subjects", "scans", also_called=[name])
    assert list(reading.advice(answers_in(folder))) == []


def test_an_answer_without_a_word_has_no_reading_age(folder: Path, answers_in: AnswersIn) -> None:
    change(folder, "facts", "bone_who", say="…")
    assert list(reading.advice(answers_in(folder))) == []


@pytest.mark.parametrize(
    ("settings", "link", "allowed"),
    [
        ({"website": "https://www.riverside.example"}, "https://riverside.example/hearts", True),
        ({"website": "riverside.example"}, "www.riverside.example", True),
        ({"website": "riverside.example"}, "https://notriverside.example", False),
        ({"website": "riverside.example"}, "https://riverside.example.evil.example", False),
        ({"website": "riverside.example"}, "https://riverside.example@evil.example/", False),
        ({"allowed_links": ["nhs.uk"]}, "https://111.nhs.uk/", True),
        ({"allowed_links": ["111.nhs.uk"]}, "https://www.nhs.uk/", False),
    ],
)
def test_links_lead_to_the_trust_s_website_and_to_those_it_agreed_to(
    settings: dict[str, Any], link: str, allowed: bool, folder: Path, answers_in: AnswersIn
) -> None:
    change(folder, "trust", "", **settings)
    change(folder, "facts", "bone_who", say=f"See {link} for more.")
    assert (list(links.advice(answers_in(folder))) == []) is allowed


def test_links_in_the_bot_s_own_sentences_are_looked_at_too(folder: Path, answers_in: AnswersIn) -> None:
    path = folder / "wording" / "small_talk.yml"
    text = path.read_text(encoding="utf-8").replace('thanks: "', 'thanks: "Rate us at https://stars.example. ')
    path.write_text(text, encoding="utf-8")
    [fault] = links.advice(answers_in(folder))
    assert (fault.file, fault.field) == ("wording/small_talk.yml", "thanks")
    assert text.splitlines()[fault.line - 1].startswith("thanks:")


def test_what_the_trust_has_to_decide_is_one_line_until_it_has(
    folder: Path, release: Path, answers_in: AnswersIn
) -> None:
    def blank() -> list[str]:
        return [fault.message for fault in undecided.advice(answers_in(folder, release))]

    [told] = blank()
    assert all(name in told for name in ("`website`", "`contact`", "`address` of the page “About us”"))
    change(folder, "trust", "", website="https://www.riverside.example", contact=" ")
    [told] = blank()
    assert "website" not in told
    change(folder, "trust", "", contact="Switchboard: 01")
    change(folder, "pages", "about", address="https://www.riverside.example/about")
    assert blank() == []


def test_answers_under_the_trust_s_own_date_are_told_together(folder: Path, answers_in: AnswersIn) -> None:
    change(folder, "facts", "bone_who", review_by=date(2098, 1, 1))
    together, alone = sorted(reviews.advice(answers_in(folder, today=LATER)))[::-1]
    fields = sorted((fault.field, fault.message[:30]) for fault in (together, alone))
    assert fields == [
        ("facts > bone_who > review_by", "it was to be reviewed by 1 Jan"),
        ("trust > review_by", "11 answers without a date of t"),
    ]


def test_a_kind_of_question_that_no_fact_answers_is_told(folder: Path, answers_in: AnswersIn) -> None:
    assert "ask_research" in unanswered(answers_in(folder))
    assert "ask_where" not in unanswered(answers_in(folder))
    change(folder, "facts", "bone_who", answers=["ask_research"])
    assert "ask_research" not in unanswered(answers_in(folder))


def test_a_kind_of_question_without_words_of_its_own_is_told_once(folder: Path, answers_in: AnswersIn) -> None:
    new = "nlu:\n- intent: ask_parking\n  examples: |\n    - can I park\n    - a car park?\n"
    (folder / "data" / "more.yml").write_text(new, encoding="utf-8")
    change(folder, "facts", "bone_who", answers=["ask_parking"])
    [fault] = [fault for fault in coverage.advice(answers_in(folder)) if fault.field == "ask_parking"]
    assert (fault.file, fault.line) == ("data/more.yml", 4)
    assert "never offered as a button; to offer it, give it an entry in wording/questions.yml" in fault.message
