import pytest

from centreguide import names
from centreguide.knowledge.query import Knowledge
from centreguide.nlu.mentions import MentionFinder, names_by_subject
from centreguide.nlu.segments import segments


@pytest.fixture(scope="module")
def finder(riverside: Knowledge) -> MentionFinder:
    return MentionFinder(names_by_subject(riverside.subjects))


LISTED = ("heart_unit", "bone_unit", "valves", "scans")


def cut(finder: MentionFinder, text: str) -> list[tuple[str, list[str]]]:
    found = segments(text, finder.find(text), LISTED)
    return [(segment[names.SEGMENT_TEXT], segment[names.SEGMENT_SUBJECTS]) for segment in found]


def test_each_question_has_its_own_subjects(finder: MentionFinder) -> None:
    assert cut(finder, "Where is the heart unit? Do you do scans for kids?") == [
        ("Where is the heart unit?", ["heart_unit"]),
        ("Do you do scans for kids?", ["scans", "children"]),
    ]


def test_a_second_question_that_names_nothing_is_left_to_the_conversation(finder: MentionFinder) -> None:
    assert cut(finder, "Where is the heart unit and when did it open?") == [
        ("Where is the heart unit", ["heart_unit"]),
        ("when did it open?", []),
    ]


def test_what_is_said_before_a_question_lends_it_its_subject(finder: MentionFinder) -> None:
    assert cut(finder, "My son needs a valve repair. Where is that done?") == [("Where is that done?", ["valves"])]


def test_a_question_that_names_an_audience_only_is_about_what_was_said_before(finder: MentionFinder) -> None:
    assert cut(finder, "My mum has had a valve repair. Is that for adults?") == [
        ("Is that for adults?", ["adults", "valves"])
    ]


def test_what_is_said_after_a_question_lends_it_its_subject(finder: MentionFinder) -> None:
    assert cut(finder, "Where do I go? I am having a scan.") == [("Where do I go?", ["scans"])]


def test_a_question_with_a_subject_borrows_none(finder: MentionFinder) -> None:
    assert cut(finder, "I had a scan. Where is the bone unit?") == [("Where is the bone unit?", ["bone_unit"])]


def test_a_subject_of_ours_is_marked_in_its_own_question_only(finder: MentionFinder) -> None:
    text = "Do you do knees? Do you do scans?"
    found = segments(text, finder.find(text), ["scans"])
    assert [segment[names.SEGMENT_LISTED] for segment in found] == [False, True]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [("hello", []), ("bone unit location", ["bone_unit"]), ("scans. scans. kids.", ["scans", "children"]), ("", [])],
)
def test_a_message_that_asks_nothing_is_one_segment(text: str, subjects: list[str], finder: MentionFinder) -> None:
    assert cut(finder, text) == [(text, subjects)]
