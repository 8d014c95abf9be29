from pathlib import Path
from typing import Any

import pytest

from centreguide.release.versions import model_version, release_version


def versions(draft: Path) -> tuple[str, str]:
    model = model_version(draft)
    return model, release_version(draft, model)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


REWORDED = [
    ("knowledge/knowledge.yml", "opened in 1987", "first opened in 1987"),
    ("knowledge/knowledge.yml", "section: Heart", "section: Hearts"),
    ("knowledge/knowledge.yml", "name: Riverside Hospitals", "name: Riverside"),
    ("wording/answers.yml", '"No."', '"No, sorry."'),
]
TRAINED_FROM = [
    ("knowledge/knowledge.yml", "heart centre, hearts]", "heart centre, hearts, tickers]"),
    ("knowledge/knowledge.yml", "name: scans", "name: heart scans"),
    ("data/nlu.yml", "[]", "[{intent: greet, examples: '- hi'}]"),
    ("config.yml", "en", "cy"),
    ("domain.yml", "session_expiration_time: 60", "session_expiration_time: 30"),
    ("safety/urgent_signs.yml", "[]", "[choking]"),
]


def test_the_same_draft_has_the_same_versions_wherever_it_is(draft: Path) -> None:
    before = versions(draft)
    assert versions(draft.rename(draft.with_name("moved"))) == before


@pytest.mark.parametrize(("file", "old", "new"), REWORDED)
def test_rewording_makes_a_new_release_of_the_same_model(file: str, old: str, new: str, draft: Path) -> None:
    model, release = versions(draft)
    change(draft / file, old, new)
    assert model_version(draft) == model
    assert versions(draft)[1] != release


@pytest.mark.parametrize(("file", "old", "new"), TRAINED_FROM)
def test_what_the_model_is_trained_from_makes_a_new_model(file: str, old: str, new: str, draft: Path) -> None:
    model, release = versions(draft)
    change(draft / file, old, new)
    assert model_version(draft) != model
    assert versions(draft)[1] != release


def test_a_subject_that_the_page_now_names_makes_a_new_model(draft: Path) -> None:
    before = model_version(draft)
    change(draft / "knowledge" / "knowledge.yml", "kind: unlisted", "kind: service")
    assert model_version(draft) != before


def test_another_encoder_makes_a_new_model(draft: Path, encoder: Any) -> None:
    before = versions(draft)
    encoder.fingerprint = "weights 2"
    assert versions(draft)[0] != before[0]
    assert versions(draft)[1] != before[1]


def test_a_new_file_of_training_data_makes_a_new_model(draft: Path) -> None:
    before = model_version(draft)
    (draft / "data" / "more").mkdir()
    (draft / "data" / "more" / "nlu.yml").write_text("nlu: []\n")
    assert model_version(draft) != before


def test_a_word_moved_from_one_file_to_another_is_a_change(draft: Path) -> None:
    (draft / "data" / "a.yml").write_text("x")
    (draft / "data" / "b.yml").write_text("")
    before = model_version(draft)
    (draft / "data" / "a.yml").write_text("")
    (draft / "data" / "b.yml").write_text("x")
    assert model_version(draft) != before


def test_versions_are_safe_names_of_folders(draft: Path) -> None:
    assert all(version.isalnum() and len(version) >= 12 for version in versions(draft))
