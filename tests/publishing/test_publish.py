import json
from collections.abc import Callable
from pathlib import Path

import pytest

from centreguide.publishing.candidate import Candidate
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.publish import LONGEST_MESSAGE, PROGRAM, Publishing
from centreguide.release import pointer
from centreguide.release.checksums import ChangedRelease
from centreguide.release.pointer import OFF, ON, PUBLISHED, REBUILT, ROLLED_BACK, PointerError
from centreguide.release.store import MANIFEST_FILE, Release
from tests.publishing.conftest import Compared, train
from tests.release.conftest import NoEncoder

Reword = Callable[[str], None]


def candidate(publishing: Publishing, draft: Path, compared: Compared, by: str = "Ann") -> Candidate:
    return publishing.candidates.make(draft, by, "politer", train, compared)


def says_no(publishing: Publishing) -> str:
    release = publishing.releases.published()
    assert release is not None
    return release.content().wording.answers["no"]


def whats(publishing: Publishing) -> list[str]:
    return [record.entry.what for record in publishing.history.records()]


def test_the_draft_is_published_as_it_is_where_nothing_is_live(publishing: Publishing, draft: Path) -> None:
    live = publishing.releases.live()
    assert live is not None
    assert (live.entry.number, live.entry.what, live.entry.who) == (1, PUBLISHED, PROGRAM)
    assert publishing.to_serve(draft, train).manifest.version == live.version
    assert whats(publishing) == [PUBLISHED]


def test_starting_serves_what_is_live_and_not_the_draft(publishing: Publishing, draft: Path, reword: Reword) -> None:
    before = publishing.releases.published()
    reword("Nope.")
    assert publishing.to_serve(draft, train) == before
    assert says_no(publishing) == "No."


def test_a_candidate_changes_nothing_until_it_is_published(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    found = candidate(publishing, draft, compared)
    assert says_no(publishing) == "No."
    live = publishing.publish(found.version, "Bob", "kinder")
    assert says_no(publishing) == "No, sorry."
    assert (live.entry.number, live.entry.who, live.entry.why, live.entry.authors) == (2, "Bob", "kinder", ("Ann",))
    assert publishing.releases.live() == live


@pytest.mark.parametrize("approver", ["Ann", "ann", "  ANN ", "Cy"])
def test_no_author_approves(
    approver: str, publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    publishing.history.record_draft(draft, "Cy", "a kinder no")
    found = candidate(publishing, draft, compared)
    assert found.authors == ("Ann", "Cy")
    with pytest.raises(PublishingError, match="someone else has to approve"):
        publishing.publish(found.version, approver, "fine")
    assert says_no(publishing) == "No."
    publishing.publish(found.version, "Bob", "fine")


def test_authors_of_what_was_published_before_may_approve_of_what_comes_after(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    publishing.publish(candidate(publishing, draft, compared, "Ann").version, "Bob", "fine")
    reword("I'm afraid not.")
    publishing.publish(candidate(publishing, draft, compared, "Bob").version, "Ann", "fine")
    assert says_no(publishing) == "I'm afraid not."


def test_a_regression_blocks_unless_the_approver_says_why(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    compared.finds("worse")
    found = candidate(publishing, draft, compared)
    for despite in ("", "  "):
        with pytest.raises(PublishingError, match="answered worse than now"):
            publishing.publish(found.version, "Bob", "fine", despite)
    live = publishing.publish(found.version, "Bob", "fine", "the unit has moved")
    assert live.entry.despite == "the unit has moved"
    assert next(publishing.history.records()).entry.despite == "the unit has moved"


@pytest.mark.parametrize("verdict", ["better", "changed", "missed"])
def test_other_changes_do_not_block(
    verdict: str, publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    compared.finds(verdict)  # type: ignore[arg-type]
    publishing.publish(candidate(publishing, draft, compared).version, "Bob", "fine")


def test_a_candidate_that_was_compared_with_something_else_is_not_published(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    first = candidate(publishing, draft, compared)
    reword("I'm afraid not.")
    second = candidate(publishing, draft, compared)
    publishing.publish(first.version, "Bob", "fine")
    with pytest.raises(PublishingError, match="make the candidate again"):
        publishing.publish(second.version, "Bob", "fine")
    assert says_no(publishing) == "No, sorry."


def test_what_is_no_candidate_is_not_published(publishing: Publishing) -> None:
    live = publishing.releases.live()
    assert live is not None
    for version in ("nothing", live.version, "../published"):
        with pytest.raises(PublishingError, match="No candidate begins with"):
            publishing.publish(version, "Bob", "fine")


def test_a_candidate_is_known_by_the_beginning_of_its_version(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    found = candidate(publishing, draft, compared)
    for short in ("", found.version[:3]):
        with pytest.raises(PublishingError, match="too short"):
            publishing.publish(short, "Bob", "fine")
    other = found.version[:6] + ("1" if found.version[6] == "0" else "0") * 6
    (publishing.releases.folder / "candidates" / f"{other}.json").touch()
    with pytest.raises(PublishingError, match=f"could be any of .*{found.version}.*type more"):
        publishing.publish(found.version[:6], "Bob", "fine")
    assert publishing.publish(found.version[:7], "Bob", "fine").version == found.version
    assert says_no(publishing) == "No, sorry."


def test_one_step_back_and_any_number_of_steps(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    versions = [publishing.releases.live()]
    for text in ("No, sorry.", "I'm afraid not."):
        reword(text)
        versions.append(publishing.publish(candidate(publishing, draft, compared).version, "Bob", "fine"))
    publishing.roll_back("Bob", "too sad", train)
    assert says_no(publishing) == "No, sorry."
    first = versions[0]
    assert first is not None
    publishing.roll_back("Bob", "the first was best", train, first.version[:6])
    assert says_no(publishing) == "No."
    assert whats(publishing) == [ROLLED_BACK, ROLLED_BACK, PUBLISHED, PUBLISHED, PUBLISHED]


def test_there_is_nothing_before_the_first(publishing: Publishing) -> None:
    with pytest.raises(PublishingError, match="no release to go back to"):
        publishing.roll_back("Bob", "hm", train)
    with pytest.raises(PublishingError, match="No release that was live begins with"):
        publishing.roll_back("Bob", "hm", train, "zzzz")


def test_off_and_on_leave_the_release_and_are_in_the_history(publishing: Publishing, draft: Path) -> None:
    before = publishing.releases.published()
    live = publishing.switch_off("  We are\nputting something right. ", "Bob", "a wrong place")
    assert live.off == "We are putting something right."
    assert publishing.to_serve(draft, train) == before
    assert publishing.releases.live() == live
    assert publishing.switch_on("Cy", "it is right now").off is None
    records = list(publishing.history.records())
    assert [(one.entry.what, one.entry.who, one.off) for one in records[:2]] == [
        (ON, "Cy", None),
        (OFF, "Bob", "We are putting something right."),
    ]
    with pytest.raises(PublishingError, match="isn't switched off"):
        publishing.switch_on("Cy", "again")


def test_it_stays_off_over_publishing_and_rolling_back(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    publishing.switch_off("Back at noon.", "Bob", "a wrong place")
    reword("No, sorry.")
    assert publishing.publish(candidate(publishing, draft, compared).version, "Bob", "fine").off == "Back at noon."
    assert publishing.roll_back("Bob", "hm", train).off == "Back at noon."


@pytest.mark.parametrize("message", ["", "   ", "x" * (LONGEST_MESSAGE + 1)])
def test_a_message_that_nobody_could_read_is_refused(message: str, publishing: Publishing) -> None:
    with pytest.raises(PublishingError, match="Write a message"):
        publishing.switch_off(message, "Bob", "trouble")


def test_a_newer_program_trains_the_same_content_anew(
    publishing: Publishing, draft: Path, reword: Reword, encoder: NoEncoder
) -> None:
    reword("Nope.")
    encoder.fingerprint = "weights 2"
    release = publishing.to_serve(draft, train)
    assert release.content().wording.answers["no"] == "No."
    assert publishing.releases.is_current(release)
    assert whats(publishing) == [REBUILT, PUBLISHED]


def test_a_release_of_an_older_program_is_trained_anew_before_one_goes_back_to_it(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared, encoder: NoEncoder
) -> None:
    reword("No, sorry.")
    publishing.publish(candidate(publishing, draft, compared).version, "Bob", "fine")
    encoder.fingerprint = "weights 2"
    publishing.to_serve(draft, train)
    first = list(publishing.history.records())[-1]
    publishing.roll_back("Bob", "hm", train, first.version)
    release = publishing.releases.published()
    assert release is not None
    assert publishing.releases.is_current(release)
    assert says_no(publishing) == "No."


def test_a_lost_release_is_told_and_the_draft_is_not_put_in_its_place(
    publishing: Publishing, draft: Path, reword: Reword
) -> None:
    release = publishing.releases.published()
    assert release is not None
    release.model_file.unlink()
    reword("Nope.")
    with pytest.raises(PointerError, match="isn't whole"):
        publishing.to_serve(draft, train)


def test_an_entry_that_a_crash_kept_out_of_the_history_is_added_by_the_next_use(
    publishing: Publishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publishing.history, "record_live", lambda *_: None)
        publishing.switch_off("Back at noon.", "Bob", "a wrong place")
    assert whats(publishing) == [PUBLISHED]
    publishing.switch_on("Bob", "right again")
    assert whats(publishing) == [ON, OFF, PUBLISHED]


def without_checksums(release: Release) -> None:
    """Makes it one of an older program."""
    manifest = {"version": release.manifest.version, "model": release.manifest.model}
    (release.folder / MANIFEST_FILE).write_text(json.dumps(manifest))


def edited_by_hand(publishing: Publishing, version: str) -> Path:
    answers = publishing.releases.folder / version / "wording" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace('"No', '"Never, no'), encoding="utf-8")
    return answers


def test_a_word_that_was_edited_by_hand_in_the_live_release_is_not_served(publishing: Publishing, draft: Path) -> None:
    live = publishing.releases.live()
    assert live is not None
    edited_by_hand(publishing, live.version)
    with pytest.raises(ChangedRelease, match=r"(?s)answers\.yml was changed after .*backup\.md.*centreguide rollback"):
        publishing.to_serve(draft, train)
    assert whats(publishing) == [PUBLISHED]


def test_a_way_back_past_an_edit_by_hand(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    reword("No, sorry.")
    first, second = publishing.releases.live(), candidate(publishing, draft, compared)
    assert first is not None
    edited_by_hand(publishing, second.version)
    with pytest.raises(ChangedRelease, match=r"answers\.yml was changed"):
        publishing.publish(second.version, "Bob", "fine")
    again = candidate(publishing, draft, compared)
    assert publishing.publish(again.version, "Bob", "fine").version == second.version
    edited_by_hand(publishing, second.version)
    publishing.roll_back("Bob", "damaged", train)
    assert says_no(publishing) == "No."
    with pytest.raises(ChangedRelease):
        publishing.roll_back("Bob", "a mistake", train, second.version)


def test_a_release_of_an_older_program_is_built_anew_without_training(publishing: Publishing, draft: Path) -> None:
    live = publishing.releases.published()
    assert live is not None
    without_checksums(live)
    renamed = live.folder.rename(publishing.releases.folder / "0123456789ab")
    for file in (renamed / MANIFEST_FILE, publishing.releases.folder / pointer.POINTER):
        file.write_text(file.read_text().replace(live.manifest.version, renamed.name))

    def no_training(folder: Path, target: Path) -> None:
        raise AssertionError("the model is the same")

    release = publishing.to_serve(draft, no_training)
    assert release.manifest.files
    assert whats(publishing)[0] == REBUILT
    assert says_no(publishing) == "No."


def test_live_content_that_a_newer_program_cannot_use_is_told_with_the_way_out(
    publishing: Publishing, draft: Path, encoder: NoEncoder
) -> None:
    release = publishing.releases.published()
    assert release is not None
    answers = release.folder / "wording" / "answers.yml"
    answers.write_text(answers.read_text(encoding="utf-8").replace("no:", "# no:"), encoding="utf-8")
    without_checksums(release)
    encoder.fingerprint = "weights 2"
    with pytest.raises(PublishingError, match=r"(?s)remove releases/published.*answers\.yml"):
        publishing.to_serve(draft, train)


def test_going_back_twice_goes_further_back_and_never_to_what_was_bad(
    publishing: Publishing, draft: Path, reword: Reword, compared: Compared
) -> None:
    for text in ("No, sorry.", "I'm afraid not."):
        reword(text)
        publishing.publish(candidate(publishing, draft, compared).version, "Bob", "fine")
    publishing.roll_back("Bob", "bad", train)
    assert says_no(publishing) == "No, sorry."
    publishing.roll_back("Bob", "bad as well", train)
    assert says_no(publishing) == "No."
    with pytest.raises(PublishingError, match="none before"):
        publishing.roll_back("Bob", "once more", train)


def test_the_switch_works_with_a_damaged_pointer_and_mends_it(publishing: Publishing) -> None:
    before = publishing.releases.live()
    assert before is not None
    (publishing.releases.folder / "published").write_text("{")
    live = publishing.switch_off("Back at noon.", "Bob", "trouble")
    assert (live.version, live.off, live.entry.number) == (before.version, "Back at noon.", 2)
    assert publishing.releases.live() == live
    assert whats(publishing) == [OFF, PUBLISHED]


def test_the_history_goes_on_where_the_pointer_was_removed(publishing: Publishing, draft: Path) -> None:
    publishing.switch_off("Back at noon.", "Bob", "trouble")
    (publishing.releases.folder / "published").unlink()
    publishing.to_serve(draft, train)
    publishing.switch_off("Back at one.", "Bob", "more trouble")
    assert whats(publishing) == [OFF, PUBLISHED, OFF, PUBLISHED]
