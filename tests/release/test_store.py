import json
import threading
from pathlib import Path

import pytest

from centreguide.faults import FaultsError
from centreguide.release.store import MANIFEST_FILE, MODEL_FILE, POINTER, Release, Releases


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
    assert releases.published() is None
    release = releases.build(draft, train)
    assert releases.published() is None
    releases.publish(release)
    assert releases.published() == release


def test_a_pointer_to_a_release_that_is_gone_is_none(draft: Path, releases: Releases, train: Trainer) -> None:
    releases.publish(releases.build(draft, train))
    (releases.folder / POINTER).write_text("gone\n")
    assert releases.published() is None
    (releases.folder / POINTER).write_text("")
    assert releases.published() is None


def test_one_can_go_back_to_an_older_release(draft: Path, releases: Releases, train: Trainer) -> None:
    old, new = two(draft, releases, train)
    releases.publish(new)
    releases.publish(old)
    assert releases.published() == old


def test_the_pointer_stays_where_it_was_if_moving_it_fails(
    draft: Path, releases: Releases, train: Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = two(draft, releases, train)
    releases.publish(old)

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        patch.setattr("os.replace", full)
        with pytest.raises(OSError, match="no space"):
            releases.publish(new)
    assert releases.published() == old


def test_whoever_reads_the_pointer_while_it_moves_finds_a_whole_release(
    draft: Path, releases: Releases, train: Trainer
) -> None:
    both = two(draft, releases, train)
    releases.publish(both[0])
    seen: list[Release | None] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.append(releases.published())

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(100):
        releases.publish(both[turn % 2])
    done.set()
    reader.join()
    assert seen
    assert all(release in both for release in seen)


def test_publishing_leaves_only_the_pointer(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    releases.publish(release)
    assert {path.name for path in releases.folder.iterdir()} == {release.manifest.version, POINTER}


def test_the_manifest_says_what_it_is_made_of(draft: Path, releases: Releases, train: Trainer) -> None:
    release = releases.build(draft, train)
    written = json.loads((release.folder / MANIFEST_FILE).read_text())
    assert written["version"] == release.folder.name
    assert written["model"] == release.manifest.model


def two(draft: Path, releases: Releases, train: Trainer) -> tuple[Release, Release]:
    old = releases.build(draft, train)
    change(draft / "wording" / "answers.yml", '"No."', '"No, sorry."')
    return old, releases.build(draft, train)
