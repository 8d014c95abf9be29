"""The page is whole HTML that needs nothing else and runs nothing; the JSON holds the same."""

import json
import re
from dataclasses import replace
from datetime import datetime, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest

from centreguide.evaluation.guesses import Guess
from centreguide.evaluation.history import Last
from centreguide.evaluation.report import MOST_MISTAKES, MOST_TAGS, Report, page, write
from centreguide.evaluation.running import UrgentResult
from tests.evaluation.stand_in import result

MADE = datetime(2026, 3, 1, 12, 30, tzinfo=timezone.utc)
MARKUP = "<script>alert('x')</script> & \"where\"?"
VOID = {"meta", "link", "rect", "line", "br"}

FULL = Report(
    made=MADE,
    files=("questions.yml",),
    results=(result("good"), result("bad", f"lacks {MARKUP}", MARKUP), result("no", expected="decline", sure=0.2)),
    urgent=(UrgentResult(MARKUP, "crisis", None), UrgentResult("dying to know", None, None)),
    guesses=(
        Guess(MARKUP, "ask_where", "ask_who", 0.6, 0.6),
        Guess("who", "ask_who", "ask_who", 0.9, 0.9),
        Guess("hours", "oos_hours", "oos_hours", 0.9, 0.1),
    ),
    before=Last("2026-02-28T09:00:00+00:00", {("questions.yml", "good"): False, ("questions.yml", "bad"): True}),
    minimum=0.9,
)


class Reader(HTMLParser):
    """Checks that tags are closed in order, and collects elements, ids and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.elements if (value := attrs.get(attribute))]


def section(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}".*?</section>', html, re.S)
    assert found
    return found[0]


@pytest.mark.parametrize(
    "report",
    [
        FULL,
        Report(MADE, ("questions.yml",), (result("good"),)),
        Report(MADE, ("urgent.yml",), urgent=(UrgentResult("help", "crisis", "crisis"),)),
    ],
)
def test_the_page_is_whole_and_needs_nothing_else(report: Report) -> None:
    reader = Reader(page(report))
    assert not reader.open
    tags = {tag for tag, _ in reader.elements}
    assert {"header", "main", "footer", "nav", "h1", "title"} <= tags
    assert not {"script", "img", "iframe", "object"} & tags
    assert all(link.startswith(("#", "data:")) for link in reader.values("href"))
    assert not reader.values("src")
    assert "url(" not in page(report).replace("url(#", "")


def test_each_link_and_label_leads_somewhere_on_the_page() -> None:
    reader = Reader(page(FULL))
    ids = reader.values("id")
    assert len(ids) == len(set(ids))
    wanted = [link.removeprefix("#") for link in reader.values("href") if link.startswith("#")]
    assert {*wanted, *reader.values("aria-labelledby"), *reader.values("aria-describedby")} <= set(ids)


def test_what_visitors_and_the_bot_say_is_escaped() -> None:
    html = page(FULL)
    assert "<script" not in html
    assert MARKUP in Reader(html).text


def test_a_mistake_shows_what_was_understood() -> None:
    found = Reader(section(page(FULL), "mistakes")).text
    for words in ("bad", "On the third floor.", "Who is it for?", "ask_where", "75%", "sure", "heart_unit"):
        assert words in found


def test_what_changed_is_told_by_case() -> None:
    found = section(page(FULL), "changes")
    failing, passing = Reader(found).text.split("Newly passing")
    assert "Since 28 February 2026, 09:00" in failing
    assert "bad" in failing
    assert "good" in passing
    assert "bad" not in passing
    assert "1 case is new" in failing


def test_a_first_report_says_so() -> None:
    assert "This is the first report" in page(Report(MADE, ("questions.yml",), (result("good"),)))


def test_many_tags_and_mistakes_are_cut_and_counted() -> None:
    many = [replace(result(f"case{n}", "wrong"), tags=(f"tag{n:02}",)) for n in range(MOST_MISTAKES + 5)]
    found = Reader(page(Report(MADE, ("questions.yml",), tuple(many)))).text
    assert f"The other {len(many) - MOST_TAGS} tags" in found
    assert f"{MOST_MISTAKES} of {len(many)} are shown" in found
    assert all(f"tag{n:02}" in found for n in range(len(many)))


def test_both_files_are_written_and_latest_points_at_them(tmp_path: Path) -> None:
    first, second = write(FULL, tmp_path), write(FULL, tmp_path)
    assert (first.name, second.name) == ("2026-03-01-123000", "2026-03-01-123000-2")
    assert (tmp_path / "latest").resolve() == second
    found = json.loads((tmp_path / "latest" / "report.json").read_text(encoding="utf-8"))
    assert found["score"] == {"name": "cases", "passed": 2, "of": 3, "share": 0.6667}
    assert found["changes"]["failing"] == [["questions.yml", "bad"]]
    assert found["cases"][1]["turns"][0]["said"] == MARKUP
    assert (tmp_path / "latest" / "report.html").read_text(encoding="utf-8") == page(FULL)
