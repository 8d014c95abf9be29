import json
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.faults import FaultsError
from centreguide.release import pointer
from centreguide.release.checksums import ChangedRelease
from centreguide.release.pointer import PUBLISHED, Entry, Live, PointerError
from centreguide.release.store import MANIFEST_FILE, MODEL_FILE, Release, Releases
from tests.release.conftest import NoEncoder


class Trainer:
    """Counts how often it trains; with `fails`, leaves half a model and gives up."""

    def __init__(self) -> None:
        self.trained = 0
        self.fails = False

    def __call__(self, draft: Path, target: Path) -> None:
        self.trained += 1
        target.write_bytes(b"model %d" % self.trained)
        if self.fails:
            raise RuntimeError("out of memory")


@pytest.fixture
def train() -> Trainer:
    return Trainer()


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "releases")


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def said(release: Release, fact: str) -> str:
    found = release.content().knowledge.fact(fact)
    assert found is not None
    return found.say


def test_a_release_holds_model_knowledge_and_wording(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    assert release.model_file.read_bytes() == b"model 1"
    assert said(release, "heart_since") == "The Riverside Heart Unit opened in 1987."
    assert release.content().wording.answers["no"] == "No."
    assert releases.get(release.manifest.version) == release
    assert releases.all() == [release]


def test_the_same_draft_is_built_once(draft: Path, releases: Releases, train: Trainer) -> None:
    assert releases.build(draft, train) == releases.build(draft, train)
    assert train.trained == 1


def test_rewording_makes_a_release_without_training(draft: Path, releases: Releases, train: Trainer) -> None:
    before = releases.build(draft, train)
    change(draft / "knowledge" / "knowledge.yml", "opened in 1987", "first opened in 1987")
    after = releases.build(draft, train)
    assert train.trained == 1
    assert after.manifest.version != before.manifest.version
    assert after.model_file.read_bytes() == before.model_file.read_bytes()
    assert said(after, "heart_since") == "The Riverside Heart Unit first opened in 1987."
    assert said(before, "heart_since") == "The Riverside Heart Unit opened in 1987."


def test_a_new_other_name_is_trained(draft: Path, releases: Releases, train: Trainer) -> None:
    before = releases.build(draft, train)
    change(draft / "knowledge" / "knowledge.yml", "heart centre, hearts]", "heart centre, hearts, tickers]")
    after = releases.build(draft, train)
    assert train.trained == 2
    assert after.model_file.read_bytes() != before.model_file.read_bytes()


def test_the_draft_may_go_on_changing_after_the_build(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    change(draft / "wording" / "answers.yml", '"No."', '"Nope."')
    assert release.content().wording.answers["no"] == "No."


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("knowledge/knowledge.yml", "about: [bone_unit, hilltop]", "about: [bone_unt, hilltop]"),
        ("wording/answers.yml", "yes:", "yess:"),
    ],
)
def test_faults_stop_a_build_before_it_trains(
    file: str, old: str, new: str, draft: Path, releases: Releases, train: Trainer
) -> None:
    change(draft / file, old, new)
    with pytest.raises(FaultsError):
        releases.build(draft, train)
    assert train.trained == 0
    assert releases.all() == []


def test_faults_of_knowledge_and_wording_are_told_together(draft: Path, releases: Releases, train: Trainer) -> None:
    change(draft / "knowledge" / "knowledge.yml", "about: [bone_unit, hilltop]", "about: [bone_unt, hilltop]")
    change(draft / "wording" / "answers.yml", "yes:", "yess:")
    with pytest.raises(FaultsError) as raised:
        releases.build(draft, train)
    assert {fault.file for fault in raised.value.faults} == {"knowledge.yml", "answers.yml"}


def test_a_training_that_fails_leaves_nothing_behind(draft: Path, releases: Releases, train: Trainer) -> None:
    train.fails = True
    with pytest.raises(RuntimeError):
        releases.build(draft, train)
    assert list(releases.folder.iterdir()) == []
    train.fails = False
    assert releases.build(draft, train).model_file.read_bytes() == b"model 2"


@pytest.mark.parametrize("lost", [MODEL_FILE, MANIFEST_FILE])
def test_a_half_built_folder_is_no_release_and_is_built_anew(
    lost: str, draft: Path, releases: Releases, train: Trainer
) -> None:
    release = releases.build(draft, train)
    (release.folder / lost).unlink()
    assert releases.get(release.manifest.version) is None
    assert releases.all() == []
    assert releases.build(draft, train).model_file.is_file()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": "other", "model": "m"}', '{"version": 1}'])
def test_a_broken_manifest_is_no_release(text: str, draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    (release.folder / MANIFEST_FILE).write_text(text)
    assert releases.get(release.manifest.version) is None


def test_a_folder_under_another_name_is_no_release(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    release.folder.rename(releases.folder / "copy")
    assert releases.all() == []


def test_nothing_is_live_before_it_is_published(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    assert releases.published() is None
    point(releases, release)
    assert releases.published() == release


def test_a_pointer_to_a_release_that_is_gone_is_told_and_not_passed_over(
    draft: Path, releases: Releases, train: Trainer
) -> None:
    release = releases.build(draft, train)
    point(releases, release)
    release.model_file.unlink()
    with pytest.raises(PointerError, match=f"{release.manifest.version} isn't whole"):
        releases.published()


def test_the_release_holds_all_that_it_was_made_from(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    for name in ("domain.yml", "config.yml", "data/nlu.yml", "safety/urgent_signs.yml", "wording/answers.yml"):
        assert (release.folder / name).read_bytes() == (draft / name).read_bytes()
    assert releases.build(release.folder, train) == release


def test_what_is_trained_is_what_is_released_though_the_draft_changes_meanwhile(
    draft: Path, releases: Releases, train: Trainer
) -> None:
    def slow(folder: Path, target: Path) -> None:
        change(draft / "wording" / "answers.yml", '"No."', '"Nope."')
        assert folder != draft
        train(folder, target)

    release = releases.build(draft, slow)
    assert release.content().wording.answers["no"] == "No."
    assert release.manifest.version != releases.build(draft, train).manifest.version


def test_a_release_is_of_another_program_once_its_model_would_be_another(
    draft: Path, releases: Releases, train: Trainer, encoder: NoEncoder
) -> None:
    release = releases.build(draft, train)
    assert releases.is_current(release)
    encoder.fingerprint = "weights 2"
    assert not releases.is_current(release)


def test_the_manifest_says_what_it_is_made_of(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    written = json.loads((release.folder / MANIFEST_FILE).read_text())
    assert written["version"] == release.folder.name
    assert written["model"] == release.manifest.model


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / MODEL_FILE).write_bytes(b"another model"), f"{MODEL_FILE} was changed"),
        (lambda folder: (folder / "wording" / "answers.yml").unlink(), r"answers\.yml is missing"),
        (lambda folder: (folder / "knowledge" / "more.yml").touch(), r"more\.yml was added"),
    ],
)
def test_a_release_that_was_changed_is_not_loaded_and_is_built_anew(
    change: Callable[[Path], object], told: str, draft: Path, releases: Releases, train: Trainer
) -> None:
    release = releases.build(draft, train)
    change(release.folder)
    with pytest.raises(ChangedRelease, match=told):
        release.content()
    again = releases.build(draft, train)
    again.verify()
    assert again.model_file.read_bytes().startswith(b"model ")


def test_a_changed_model_is_not_taken_over_into_the_next_release(
    draft: Path, releases: Releases, train: Trainer
) -> None:
    releases.build(draft, train).model_file.write_bytes(b"another model")
    change(draft / "wording" / "answers.yml", '"No."', '"Nope."')
    assert releases.build(draft, train).model_file.read_bytes() == b"model 2"


def point(releases: Releases, release: Release) -> None:
    entry = Entry(1, PUBLISHED, "Ann", "to try", "2026-11-25T12:00:00+00:00")
    pointer.write(releases.folder, Live(release.manifest.version, None, entry))
