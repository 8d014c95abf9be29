"""Whatever staff write in a knowledge file, they get their knowledge or a list of what to put right."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.loader import load
from centreguide.knowledge.query import Knowledge

FaultsIn = Callable[..., list[Fault]]
Write = Callable[..., Path]

SOUND = """\
trust: {subject: trust, name: Riverside Hospitals, owner: communications, review_by: 2027-06-01, checked: 2026-10-01}
pages: [{id: about, title: About us}]
subjects:
  - {id: trust, name: the trust, kind: trust}
  - {id: heart_unit, name: the Heart Unit, kind: centre, part_of: trust, also_called: [hearts]}
  - {id: bone_unit, name: the Bone Unit, kind: centre, part_of: trust, also_called: [bones]}
facts:
  - id: heart_place
    about: [heart_unit]
    answers: [ask_where]
    say: The Heart Unit is upstairs.
    source: {page: about, section: Heart}
  - id: bone_place
    about: [bone_unit]
    answers: [ask_where]
    say: The Bone Unit is downstairs.
    source: {page: about, section: Bones}
    parts: {value: 3, unit: wards}
    review_by: 2027-01-01
"""


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def test_a_sound_file_becomes_knowledge(write_knowledge: Write) -> None:
    knowledge = load(write_knowledge(SOUND), ["ask_where"])
    fact = knowledge.fact("bone_place")
    assert fact is not None
    assert fact.say == "The Bone Unit is downstairs."
    assert (fact.parts.value, fact.parts.unit) == (3, "wards")
    assert fact.review_by == date(2027, 1, 1)
    assert [subject.id for subject in knowledge.centres()] == ["heart_unit", "bone_unit"]


def test_five_faults_are_told_at_once_each_with_file_line_and_field(write_knowledge: Write) -> None:
    text = SOUND
    for old, new in (
        ("kind: centre, part_of: trust, also_called: [hearts]", "kind: center, part_of: trust, also_called: [hearts]"),
        ("about: [heart_unit]", "about: [hart_unit]"),
        ("    say: The Heart Unit is upstairs.\n", "    says: The Heart Unit is upstairs.\n    say: Upstairs.\n"),
        ("{page: about, section: Bones}", "{page: abuot, section: Bones}"),
        ("value: 3", "value: three"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    with pytest.raises(FaultsError) as raised:
        load(write_knowledge(text, "centres.yml"), ["ask_where"])
    assert [(fault.file, fault.line, fault.field) for fault in raised.value.faults] == [
        ("centres.yml", 5, "subjects > heart_unit > kind"),
        ("centres.yml", 9, "facts > heart_place > about > entry 1"),
        ("centres.yml", 11, "facts > heart_place > says"),
        ("centres.yml", 18, "facts > bone_place > source > page"),
        ("centres.yml", 19, "facts > bone_place > parts > value"),
    ]
    lines = str(raised.value).splitlines()
    assert lines[0] == "5 mistakes to put right:"
    assert lines[1].startswith("  centres.yml, line 5, subjects > heart_unit > kind: choose one of trust, centre, ")
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "told"),
    [
        ("say: The Heart Unit is upstairs.", "say: 12", 11, "heart_place > say", "should be text"),
        ("say: The Heart Unit is upstairs.", "say: ''", 11, "heart_place > say", "is empty"),
        (
            "answers: [ask_where]\n    say: The Heart",
            "answers: ask_where\n    say: The Heart",
            10,
            "heart_place > answers",
            "should be a list",
        ),
        ("value: 3", "value: '3'", 18, "bone_place > parts > value", "whole number, without commas"),
        ("value: 3", "value: 3.5", 18, "bone_place > parts > value", "whole number"),
        ("value: 3", "rank: third", 18, "bone_place > parts > rank", '3 for "third"'),
        ("value: 3", "few: 'yes'", 18, "bone_place > parts > few", "true or false"),
        ("value: 3", "place: upstairs", 18, "bone_place > parts > place", 'no subject "upstairs"'),
        ("id: heart_place", "id: Heart place", 8, "facts > Heart place > id", "small letters"),
        ("    about: [heart_unit]\n", "", 8, "heart_place > about", "is missing"),
        ("about: [heart_unit]", "about: []", 9, "heart_place > about", "nobody could ever ask"),
        (
            "    say: The Heart Unit is upstairs.\n",
            "    say: Up.\n    colour: red\n",
            12,
            "heart_place > colour",
            "no such field; use one of id, about",
        ),
        ("value: 3", "number: 3", 18, "bone_place > parts > number", "no such field; use one of value, bound"),
        ("about: [bone_unit]", "about: [bone_unit, ward]", 14, "bone_place > about > entry 2", "under `subjects:`"),
        (
            "part_of: trust, also_called: [bones]",
            "part_of: trusts, also_called: [bones]",
            6,
            "subjects > bone_unit > part_of",
            'no subject "trusts"',
        ),
        ("subject: trust", "subject: riverside", 1, "trust > subject", 'no subject "riverside"'),
        (
            "title: About us",
            "title: About us, address: www.example.org/about",
            2,
            "pages > about > address",
            "the whole address",
        ),
        (
            "title: About us",
            "title: About us, address: http://www.example.org/about",
            2,
            "pages > about > address",
            "as https://",
        ),
        (
            "title: About us",
            "title: About us, address: 'https://www.example.org/about#us'",
            2,
            "pages > about > address",
            "without an anchor",
        ),
        (
            "title: About us",
            "title: About us, sections: {Heart: '#heart'}",
            2,
            "pages > about > sections > Heart",
            "after the # in the address",
        ),
        ("title: About us", "title: About us, sections: {Heart: 1}", 2, "about > sections > Heart", "should be text"),
        ("title: About us", "title: About us, sections: [Heart]", 2, "pages > about > sections", "`name: value`"),
        (
            "title: About us",
            "title: About us, sections: {Hart: heart}",
            2,
            "pages > about > sections > Hart",
            'no fact is from a section "Hart"',
        ),
        (
            "answers: [ask_where]\n    say: The Heart",
            "answers: [ask_place]\n    say: The Heart",
            10,
            "heart_place > answers > entry 1",
            'no intent "ask_place"; correct the spelling',
        ),
        ("page: about, section: Heart", "page: home, section: Heart", 12, "heart_place > source > page", "`pages:`"),
        ("id: bone_place", "id: heart_place", 13, "heart_place > id", "taken in knowledge.yml, line 8"),
        ("id: bone_unit", "id: heart_unit", 6, "subjects > heart_unit > id", "taken in knowledge.yml, line 5"),
        (
            "also_called: [bones]",
            "also_called: [Hearts]",
            6,
            "subjects > bone_unit > also_called > entry 1",
            'another name of "heart_unit"',
        ),
        ("    say: The Heart", "    about: [trust]\n    say: The Heart", 11, "about", "stands here twice"),
        ("review_by: 2027-01-01", "review_by: soon", 19, "bone_place > review_by", "write a date as 2027-06-01"),
        ("review_by: 2027-01-01", "review_by: 1/6/2027", 19, "bone_place > review_by", "write a date as 2027-06-01"),
        ("review_by: 2027-01-01", "review_by: 2027-02-30", 19, "review_by", "write a date as 2027-06-01"),
        ("facts:\n", "fact:\n", 7, "fact", "no such section; use one of trust, subjects, facts, pages"),
        ("pages: [{id: about, title: About us}]", "pages: about", 2, "pages", "start each entry with a dash"),
        ("  - {id: trust, name: the trust, kind: trust}", "  - trust", 4, "subjects > entry 1", "`name: value`"),
        ("say: The Heart Unit is upstairs.", "say: !upstairs Yes", 11, "say", '"Yes" can\'t be read'),
        ("say: The Heart Unit is upstairs.", "say: The Heart Unit: upstairs.", 11, "the whole file", "colon in quotes"),
        ("    about: [heart_unit]", "   about: [heart_unit]", 9, "the whole file", "spaces at the start of this line"),
    ],
)
def test_a_fault_is_told_in_words_at_its_line(
    old: str, new: str, line: int, field: str, told: str, faults_in: FaultsIn
) -> None:
    found = faults_in(changed(old, new))
    here = [fault for fault in found if fault.line == line and fault.field.endswith(field)]
    assert [fault for fault in here if told in fault.message], found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it should hold sections such as `subjects:`"),
        ("# nothing yet\n", "it should hold sections such as `subjects:`"),
        ("- heart_unit\n", "it should hold sections such as `subjects:`"),
        ("just words", "it should hold sections such as `subjects:`"),
        ("subjects: []\n", "no file has the trust's settings"),
        ("subjects: &loop [*loop]\n", "an entry is in itself"),
        pytest.param("[" * 600, "too deep", id="too deep"),
        pytest.param("name: \0", "it isn't YAML", id="NUL"),
    ],
)
def test_a_file_that_is_no_knowledge_is_told(text: str, told: str, faults_in: FaultsIn) -> None:
    assert any(told in fault.message for fault in faults_in(text))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match=r"holds no \.yml file") as raised:
        load(tmp_path)
    assert raised.value.faults[0].file == str(tmp_path)


def test_bytes_that_are_no_text_are_told(write_knowledge: Write) -> None:
    folder = write_knowledge(SOUND)
    (folder / "photo.yml").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(FaultsError, match=r"photo\.yml, line 1, the whole file: it can't be read"):
        load(folder)


def test_a_second_file_can_t_take_an_id_or_the_trust_s_settings_again(write_knowledge: Write) -> None:
    write_knowledge(SOUND, "a.yml")
    folder = write_knowledge(SOUND.splitlines()[0] + "\npages:\n  - {id: about, title: About}\n", "b.yml")
    with pytest.raises(FaultsError) as raised:
        load(folder)
    assert [(fault.file, fault.line, fault.field) for fault in raised.value.faults] == [
        ("b.yml", 1, "trust"),
        ("b.yml", 3, "pages > about > id"),
    ]
    assert "two places" in raised.value.faults[0].message
    assert "taken in a.yml, line 2" in raised.value.faults[1].message


def test_one_broken_entry_hides_no_other(faults_in: FaultsIn) -> None:
    text = changed("about: [heart_unit]", "about: 7").replace("about: [bone_unit]", "about: [ward]")
    assert [fault.line for fault in faults_in(text)] == [9, 14]


def test_subjects_of_an_entry_that_is_wrong_elsewhere_are_still_known(faults_in: FaultsIn) -> None:
    text = changed("kind: centre, part_of: trust, also_called: [bones]", "kind: ward")
    assert [fault.field for fault in faults_in(text)] == ["subjects > bone_unit > kind"]


def test_intents_go_unchecked_where_none_are_given(write_knowledge: Write) -> None:
    text = changed("answers: [ask_where]\n    say: The Heart", "answers: [ask_anything]\n    say: The Heart")
    assert load(write_knowledge(text)).facts_for("ask_anything", ["heart_unit"])


def test_a_year_alone_is_no_review_date(faults_in: FaultsIn) -> None:
    assert faults_in(changed("review_by: 2027-01-01", "review_by: 2027"))


def test_a_source_written_as_a_list_is_told(faults_in: FaultsIn) -> None:
    assert faults_in(changed("source: {page: about, section: Heart}", "source: [home, Heart]"))


def test_an_empty_set_of_subjects_that_mean_another_is_told(faults_in: FaultsIn) -> None:
    assert faults_in(changed("also_called: [bones]", "also_called: [bones], together: [[]]"))


def test_another_subject_s_name_can_t_be_an_other_name(faults_in: FaultsIn) -> None:
    assert faults_in(changed("also_called: [bones]", "also_called: [the Heart Unit]"))


def test_another_subject_s_name_can_t_be_an_other_name_without_its_article(faults_in: FaultsIn) -> None:
    assert faults_in(changed("also_called: [bones]", "also_called: [Heart Unit]"))


@pytest.mark.parametrize("value", ["true", "7", "heart_unit", "{a: b}", "[heart_unit]"])
def test_what_is_no_list_of_sets_of_subjects_is_told(value: str, faults_in: FaultsIn) -> None:
    found = faults_in(changed("also_called: [bones]", f"also_called: [bones], together: {value}"))
    assert [fault for fault in found if fault.field.startswith("subjects > bone_unit > together")]


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(max_size=8),
    st.sampled_from(["trust", "heart_unit", "about", "ask_where", "one of the", "top 3", "2027-01-01", ""]),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(SCALARS, inner, max_size=3)),
    max_leaves=8,
)
FIELDS = [
    (section, index, field)
    for section, entries in yaml.safe_load(SOUND).items()
    for index, entry in enumerate(entries if isinstance(entries, list) else [entries])
    for field in (*entry, "parts", "together", "plural", "owner", "website")
]


def loads_or_lists_faults(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "knowledge.yml").write_text(text, encoding="utf-8")
        try:
            loaded: Knowledge | list[Fault] = load(Path(folder), ["ask_where"])
        except FaultsError as error:
            loaded = error.faults
    assert isinstance(loaded, Knowledge) or loaded
    assert isinstance(loaded, Knowledge) or all(fault.line >= 1 and fault.field and fault.message for fault in loaded)


@settings(deadline=None, max_examples=40)
@given(data=DATA, sections=st.dictionaries(st.sampled_from(["trust", "subjects", "facts", "pages"]), DATA))
def test_any_data_loads_or_is_told_as_faults(data: object, sections: dict[str, object]) -> None:
    loads_or_lists_faults(yaml.safe_dump(data, allow_unicode=True))
    loads_or_lists_faults(yaml.safe_dump(sections, allow_unicode=True))


@settings(deadline=None, max_examples=50)
@given(place=st.sampled_from(FIELDS), value=DATA)
def test_any_value_in_a_field_loads_or_is_told_as_a_fault(place: tuple[str, int, str], value: object) -> None:
    section, index, field = place
    data = yaml.safe_load(SOUND)
    entry = data[section][index] if isinstance(data[section], list) else data[section]
    entry[field] = value
    loads_or_lists_faults(yaml.safe_dump(data, allow_unicode=True))


@settings(deadline=None, max_examples=40)
@given(text=st.text(alphabet="ab:-[]{}&*!|>'\"#%@\n\t ,?0", max_size=40))
def test_any_text_loads_or_is_told_as_faults(text: str) -> None:
    loads_or_lists_faults(text)
    loads_or_lists_faults(SOUND + text)
