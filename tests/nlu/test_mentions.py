import pytest

from centreguide.knowledge.model import Subject
from centreguide.knowledge.query import Knowledge
from centreguide.nlu.mentions import MAX_CHARACTERS, MentionFinder, known_subjects, names_by_subject, names_of


@pytest.fixture(scope="module")
def finder(riverside: Knowledge) -> MentionFinder:
    return MentionFinder(names_by_subject(riverside.subjects))


def found(finder: MentionFinder, text: str) -> list[str]:
    return [mention.subject for mention in finder.find(text)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("where is the heart unit", ["heart_unit"]),
        ("WHERE ARE THE HEART UNITS?", ["heart_unit"]),
        ("do you do a scan", ["scans"]),
        ("kids with bad bones", ["children", "bone_unit"]),
        ("are you at the Hilltop site", ["hilltop"]),
        ("grown ups, grown-ups and grownups", ["adults", "adults", "adults"]),
        ("the children's valves", ["children", "valves"]),
        ("scanning heartily", []),
        ("", []),
        ("\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-3}", []),
    ],
)
def test_subjects_are_found_as_visitors_write_them(text: str, subjects: list[str], finder: MentionFinder) -> None:
    assert found(finder, text) == subjects


def test_the_longest_name_wins(finder: MentionFinder) -> None:
    assert found(finder, "valve repairs for children at riverside hospital") == ["childrens_valves", "riverside"]


def test_a_mention_points_at_its_characters(finder: MentionFinder) -> None:
    text = "İs the Heart Unit at Riverside Hospital?"
    assert [text[mention.start : mention.end] for mention in finder.find(text)] == ["Heart Unit", "Riverside Hospital"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("St. Hilda's", "st. hilda's"),
        ("St. Hilda's", "St. Hilda’s"),
        ("St Hilda's", "st hildas"),
        ("St Hilda's", "St Hilda"),
        ("R.H.U.", "r.h.u."),
        ("R.H.U.", "R.H.U."),
        ("walk-in unit", "walk in unit"),
        ("walk-in unit", "walkin unit"),
        ("the eye ward", "our eye wards"),
        ("the eye unit (ward 3)", "eye unit"),
    ],
)
def test_dots_apostrophes_hyphens_and_plurals_may_be_left_out(written: str, typed: str) -> None:
    finder = MentionFinder(names_by_subject([Subject(id="there", name=written, kind="centre")]))
    assert found(finder, f"how big is {typed} now") == ["there"]


def test_a_place_has_no_plural_of_its_own() -> None:
    finder = MentionFinder(names_by_subject([Subject(id="there", name="Bath", kind="place")]))
    assert found(finder, "are there baths in Bath") == ["there"]


def test_a_pointing_name_is_not_looked_for() -> None:
    that = Subject(id="that", name="that condition", kind="condition", also_called=("bad backs",))
    assert found(MentionFinder(names_by_subject([that])), "is that condition among bad backs") == ["that"]


def test_only_what_there_are_facts_about_is_listed(riverside: Knowledge) -> None:
    known = known_subjects(riverside.subjects)
    assert {"trust", "heart_unit", "scans"} <= set(known["listed"])
    assert not {"children", "valley", "knees"} & set(known["listed"])
    assert known["lent"] == ["children", "adults", "riverside", "hilltop", "valley", "town"]
    assert set(known["names"]) == {subject.id for subject in riverside.subjects}


def test_a_name_stands_once_among_the_names(riverside: Knowledge) -> None:
    for subject in riverside.subjects:
        names = names_of(subject)
        assert len(set(names)) == len(names)


def test_a_very_long_message_is_read_from_its_start_only(finder: MentionFinder) -> None:
    text = "heart unit " + "x " * MAX_CHARACTERS + "bone unit"
    assert found(finder, text) == ["heart_unit"]
