"""The code knows no trust: none of the words that only this trust has stands in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from centreguide.knowledge.loader import load
from centreguide.knowledge.query import PLACE, TRUST, Knowledge

PROJECT = Path(__file__).resolve().parent.parent
CODE = [
    path
    for folder in ("centreguide", "actions", "widget", "scripts")
    for path in sorted((PROJECT / folder).rglob("*"))
    if path.suffix in (".py", ".js") and "node_modules" not in path.parts
]
WORD = re.compile(r"[^\W\d_]+")
# What is in the names of many trusts and places.
GENERAL = frozenset(
    {"england", "english", "north", "northern", "south", "east", "west", "general", "royal", "teaching", "university"}
)
SHORTEST = 4


def own_words(knowledge: Knowledge, neutral: str) -> set[str]:
    """The capitalised words of the names of the trust, its centres and places that are proper nouns.

    Args:
        neutral: text about no trust; what stands in it is a common word. So is what the facts write small.
    """
    named = [
        knowledge.trust.name,
        *(s.name for s in knowledge.subjects if s.kind in (TRUST, PLACE, "centre")),
        *(alias for s in knowledge.subjects if s.kind == PLACE for alias in s.also_called),
    ]
    things = [s for s in knowledge.subjects if s.kind not in (TRUST, PLACE)]
    said = " ".join([*(fact.say for fact in knowledge.facts), *(name for s in things for name in s.also_called)])
    common = {word.lower() for word in WORD.findall(neutral)} | {word for word in WORD.findall(said) if word.islower()}
    found = {word.lower() for name in named for word in WORD.findall(name) if word[0].isupper()}
    return {word for word in found - common - GENERAL if len(word) >= SHORTEST}


def wording() -> str:
    return " ".join(path.read_text(encoding="utf-8") for path in (PROJECT / "wording").glob("*.yml"))


def lines_with(words: set[str], path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for word in WORD.findall(line):
            if word.lower() in words:
                yield f"{path.relative_to(PROJECT)}:{number} {word}"


@pytest.fixture(scope="module")
def words() -> set[str]:
    return own_words(load(PROJECT / "knowledge"), wording())


def test_the_made_up_trust_s_own_words_are_told_from_common_ones(riverside: Knowledge) -> None:
    assert own_words(riverside, wording()) == {"riverside", "rivertown", "hilltop", "valley"}


def test_this_trust_has_words_of_its_own(words: set[str]) -> None:
    knowledge = load(PROJECT / "knowledge")
    assert len(words) >= 5
    assert words & {word.lower() for word in WORD.findall(knowledge.trust.name)}
    assert words & {word.lower() for centre in knowledge.centres() for word in WORD.findall(centre.name)}


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_file_of_code_names_no_trust(path: Path, words: set[str]) -> None:
    assert list(lines_with(words, path)) == []


def test_a_name_in_code_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, riverside: Knowledge) -> None:
    monkeypatch.setattr(f"{__name__}.PROJECT", tmp_path)
    (tmp_path / "code.py").write_text('NAME = "x"\nPATTERN = r"region|hilltop"\n')
    assert list(lines_with(own_words(riverside, ""), tmp_path / "code.py")) == ["code.py:2 hilltop"]
