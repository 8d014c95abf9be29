import pytest

from centreguide.knowledge.query import Knowledge
from centreguide.nlu.mentions import MentionFinder, names_by_subject
from centreguide.nlu.segments import segments


@pytest.fixture(scope="module")
def finder(riverside: Knowledge) -> MentionFinder:
    return MentionFinder(names_by_subject(riverside.subjects))


LISTED = ("heart_unit", "bone_unit", "valves", "scans")
LENT = ("children", "adults", "riverside", "hilltop", "valley")


def cut(finder: MentionFinder, text: str) -> list[tuple[str, list[str]]]:
    found = segments(text, finder.find(text), LISTED, LENT)
    return [(segment.text, list(segment.subjects)) for segment in found]


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


def test_what_no_page_names_isn_t_lent_where_a_subject_of_ours_is(finder: MentionFinder) -> None:
    assert cut(finder, "Her dentist does teeth. She needs a scan. Where is that done?") == [
        ("Where is that done?", ["scans"])
    ]
    assert cut(finder, "It is about her teeth. Where is that done?") == [("Where is that done?", ["teeth"])]


def test_a_question_that_names_an_audience_only_is_about_what_was_said_before(finder: MentionFinder) -> None:
    assert cut(finder, "My mum has had a valve repair. Is that for adults?") == [
        ("Is that for adults?", ["adults", "valves"])
    ]


def test_what_is_said_after_a_question_lends_it_its_subject(finder: MentionFinder) -> None:
    assert cut(finder, "Where do I go? I am having a scan.") == [("Where do I go?", ["scans"])]


def test_a_question_with_a_subject_borrows_none(finder: MentionFinder) -> None:
    assert cut(finder, "I had a scan. Where is the bone unit?") == [("Where is the bone unit?", ["bone_unit"])]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [("hello", []), ("bone unit location", ["bone_unit"]), ("scans. scans. kids.", ["scans", "children"]), ("", [])],
)
def test_a_message_that_asks_nothing_is_one_segment(text: str, subjects: list[str], finder: MentionFinder) -> None:
    assert cut(finder, text) == [(text, subjects)]


def test_a_question_with_a_subject_takes_the_place_and_the_people_spoken_of(finder: MentionFinder) -> None:
    text = "We live in the Valley, my kids had a scan. Do you treat bones?"
    assert cut(finder, text) == [("Do you treat bones?", ["bone_unit", "valley", "children"])]


def test_what_is_spoken_of_is_lent_to_the_next_question_only(finder: MentionFinder) -> None:
    assert cut(finder, "I had a scan. When was that? Where do I go?") == [
        ("When was that?", ["scans"]),
        ("Where do I go?", []),
    ]


def test_a_question_with_a_subject_isn_t_about_an_unlisted_one_spoken_of(finder: MentionFinder) -> None:
    assert cut(finder, "My knee hurts. Where is the bone unit?") == [("Where is the bone unit?", ["bone_unit"])]


@pytest.mark.parametrize(
    "text", ["the heart unit", "Bones please", "your heart unit, please!", "scans, bones", "the kids"]
)
def test_a_subject_alone_is_bare(text: str, finder: MentionFinder) -> None:
    [segment] = segments(text, finder.find(text), LISTED)
    assert segment.bare


@pytest.mark.parametrize("text", ["bone unit location", "not the heart unit", "please", "", "where is the heart unit"])
def test_a_subject_with_more_and_no_subject_aren_t(text: str, finder: MentionFinder) -> None:
    [segment] = segments(text, finder.find(text), LISTED)
    assert not segment.bare


def test_what_is_told_before_a_question_is_its_story(finder: MentionFinder) -> None:
    text = "Hello. I had a scan. Where is that done? Is it big?"
    found = segments(text, finder.find(text), LISTED, LENT)
    assert [segment.story for segment in found] == ["Hello. I had a scan.", ""]
