import shutil
from pathlib import Path

import pytest

from benchmarks.made_up import add
from centreguide.knowledge.loader import load
from centreguide.release.content import intents
from centreguide.wording import load as load_wording

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    for folder in ("data", "knowledge", "wording"):
        shutil.copytree(PROJECT / folder, tmp_path / folder)
    shutil.copy(PROJECT / "domain.yml", tmp_path)
    return tmp_path


def test_the_draft_that_is_made_has_no_mistakes_and_is_as_large_as_asked_for(draft: Path) -> None:
    questions = add(draft, facts=200, intents=80)
    known = intents(draft)
    knowledge = load(draft / "knowledge", known)
    load_wording(draft / "wording", known)
    assert (len(knowledge.facts), len(known)) == (200, 80)
    assert not set(questions) & {way for entry in knowledge.ways_to_ask for way in entry.ways}


def test_more_than_the_parts_can_make_is_refused(draft: Path) -> None:
    with pytest.raises(ValueError, match="so much"):
        add(draft, facts=10**6, intents=80)
