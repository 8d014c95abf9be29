import re
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.faults import FaultsError
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.publish import Publishing
from tests.publishing.conftest import Compared, train

Reword = Callable[[str], None]


def test_it_is_kept_with_all_that_was_found(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    compared.finds("worse")
    made = publishing.candidates.make(draft, "Ann", "politer", train, compared)
    assert publishing.candidates.get(made.version) == made
    assert publishing.candidates.latest() == made
    live = publishing.releases.live()
    assert live is not None
    assert (made.base, made.by, made.why) == (live.version, "Ann", "politer")
    assert made.comparison.of("worse")[0].after == "On floor 2."


def test_hand_edits_are_recorded_as_their_candidates_author(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    publishing.candidates.make(draft, "Ann", "politer", train, compared)
    edit = next(publishing.history.edits())
    assert (edit.by, edit.why) == ("Ann", "Edited by hand")
    diff = publishing.history.diff(edit.commit)
    assert re.search(r'^-no: "No\."$', diff, re.MULTILINE)
    assert re.search(r'^\+no: "No, sorry\."$', diff, re.MULTILINE)
    assert len(re.findall(r"^[-+](?![-+])", diff, re.MULTILINE)) == 2


def test_a_draft_without_changes_is_no_candidate(publishing: Publishing, draft: Path, compared: Compared) -> None:
    with pytest.raises(PublishingError, match="nothing to publish"):
        publishing.candidates.make(draft, "Ann", "again", train, compared)


def test_mistakes_are_told_and_nothing_is_made(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("")
    with pytest.raises(FaultsError, match=r"answers\.yml"):
        publishing.candidates.make(draft, "Ann", "politer", train, compared)
    with pytest.raises(PublishingError, match="no candidate"):
        publishing.candidates.latest()


def test_nothing_is_compared_where_nothing_is_live(tmp_path: Path, draft: Path, compared: Compared) -> None:
    with pytest.raises(PublishingError, match="Nothing is live yet"):
        Publishing(tmp_path / "others").candidates.make(draft, "Ann", "first", train, compared)


def test_new_ways_to_ask_are_tried_with_the_answer_that_they_are_for(
    publishing: Publishing, draft: Path, compared: Compared
) -> None:
    ways = "ways_to_ask:\n  - fact: heart_since\n    ways: [when did it all begin]\n"
    (draft / "knowledge" / "ways.yml").write_text(ways, encoding="utf-8")
    publishing.candidates.make(draft, "Ann", "more ways", train, compared)
    assert compared.new_ways == [("when did it all begin", "The Riverside Heart Unit opened in 1987.")]
