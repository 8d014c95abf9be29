"""Only the lines of what is changed differ, in the project's own files and in files that people laid out themselves."""

import difflib
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from centreguide.content.texts import tidy, tidy_lines
from centreguide.content.yaml_files import UnreadableError, YamlFile
from centreguide.faults import FaultsError

PROJECT = Path(__file__).resolve().parents[2]
FIELDS = {"facts": "say", "subjects": "name", "ways_to_ask": "fact", "nlu": "intent"}
FILES = [
    path.relative_to(PROJECT).as_posix()
    for folder in ("knowledge", "data")
    for path in (PROJECT / folder).glob("*.yml")
]


def opened(text: str) -> YamlFile:
    return YamlFile("file.yml", text.encode())


def written(file: YamlFile) -> str:
    return file.content().decode()


def lost_and_gained(before: str, after: str) -> tuple[int, int]:
    matcher = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    edits = [(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return sum(lost for lost, _ in edits), sum(gained for _, gained in edits)


@pytest.mark.parametrize("name", FILES)
def test_a_change_of_an_entry_of_the_project_changes_its_line_alone(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    file = opened(text)
    entries = [entry for section in FIELDS for entry in file.entries(section)]
    for entry in entries:
        # One letter more: a text that is folded over some lines changes in the last of them only.
        entry.set(FIELDS[entry.section], entry.data[FIELDS[entry.section]] + "x")
    assert lost_and_gained(text, written(file)) == (len(entries), len(entries))


@pytest.mark.parametrize("name", FILES)
def test_a_new_item_of_a_list_of_the_project_changes_one_line(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    file = opened(text)
    named = [entry for entry in file.entries("subjects") if entry.data["kind"] != "unlisted"]
    lost = sum("also_called" in entry.data for entry in named)
    asked = file.entries("ways_to_ask")
    for entry in named:
        entry.append("also_called", "something else")
    for entry in asked:
        entry.append("ways", "something else")
    assert lost_and_gained(text, written(file)) == (lost, len(named) + len(asked))


@pytest.mark.parametrize("name", FILES)
def test_an_entry_of_the_project_goes_with_its_own_lines_alone(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    file = opened(text)
    removed = [entry for section in FIELDS for entry in file.entries(section)[1::2]]
    for entry in removed:
        file.remove(entry)
    lost, gained = lost_and_gained(text, written(file))
    assert (lost >= len(removed), gained) == (True, 0)


BY_HAND = """\
# The units.   Keep this comment.
subjects:   # who we are
    -   id:    heart_unit
        name:  'the Heart Unit'     # agreed in May
        also_called:
            - hearts
            - "no"

    # The second unit
    -
        id: bone_unit
        name: >-
            the
            Bone Unit
        also_called: [bones,joints,
                      hips]
        plural: yes
    - {id: town,   name: Rivertown, also_called: [ town ]}   # the town

# what we say


facts:
- id: heart_place
  say: The Heart Unit
    is upstairs.
  # checked twice
- id: bone_place   # the last
  say: Downstairs.
# the end"""


def changed(before: str, after: str) -> list[str]:
    diff = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in diff if line[0] in "+-"]


def test_what_people_laid_out_themselves_stays_so() -> None:
    file = opened(BY_HAND)
    heart, bone, town = file.entries("subjects")
    heart.append("also_called", "tickers")
    bone.discard("also_called", "joints")
    town.append("also_called", "the borough")
    file.entries("facts")[1].set("say", "In the basement.")
    file.add("facts", {"id": "town_place", "say": "Everywhere: here, there.", "about": ["town"]})
    found = changed(BY_HAND, written(file))
    for line in (
        "+             - tickers",
        "-     - {id: town,   name: Rivertown, also_called: [ town ]}   # the town",
        "+     - {id: town, name: Rivertown, also_called: [town, the borough]}   # the town",
        "-   say: Downstairs.",
        "+   say: In the basement.",
        "+ - id: town_place",
        '+   say: "Everywhere: here, there."',
        "+   about: [town]",
    ):
        assert line in found
    kept = ("# The units", "# who we are", "# agreed in May", "# The second unit", "# what we say", "# checked twice")
    assert all(comment in written(file) for comment in (*kept, "# the last", "# the end"))
    assert "name: 'the Heart Unit'" in written(file).replace("  ", " ")
    assert "facts:\n- id: heart_place\n  say: The Heart Unit\n    is upstairs.\n  # checked twice\n" in written(file)


def test_a_removed_entry_takes_its_own_comment_along_and_leaves_the_next_one_s() -> None:
    file = opened(BY_HAND)
    file.remove(file.entries("subjects")[0])
    file.remove(file.entries("facts")[0])
    assert changed(BY_HAND, written(file)) == [
        "-     -   id:    heart_unit",
        "-         name:  'the Heart Unit'     # agreed in May",
        "-         also_called:",
        "-             - hearts",
        '-             - "no"',
        "- - id: heart_place",
        "-   say: The Heart Unit",
        "-     is upstairs.",
        "-   # checked twice",
    ]


@pytest.mark.parametrize(
    ("text", "entry", "after"),
    [
        ("", {"id": "a"}, "facts:\n  - id: a\n"),
        ("facts:\n", {"id": "a"}, "facts:\n  - id: a\n"),
        ("facts: []  # none yet\n", {"id": "a"}, "facts:  # none yet\n  - id: a\n"),
        ("facts:\n- id: b", {"id": "a"}, "facts:\n- id: b\n- id: a\n"),
        (
            "facts:\n  - {id: b}\npages: [{id: c}]\n",
            {"id": "a", "say": "x, y"},
            'facts:\n  - {id: b}\n  - {id: a, say: "x, y"}\npages: [{id: c}]\n',
        ),
        ("pages: []\n", {"id": "a", "about": ["x"]}, "pages: []\n\nfacts:\n  - id: a\n    about: [x]\n"),
    ],
)
def test_an_entry_is_added_whatever_stands_there(text: str, entry: dict[str, object], after: str) -> None:
    file = opened(text)
    file.add("facts", entry)
    assert written(file) == after


def test_the_last_entry_leaves_an_empty_list() -> None:
    file = opened("facts: # all\n  - id: a\npages: []\n")
    file.remove(file.entries("facts")[0])
    assert written(file) == "facts: [] # all\npages: []\n"


def test_windows_line_ends_and_byte_order_mark_stay() -> None:
    text = (
        "\ufefffacts:\r\n  - id: a\r\n    say: Café.\r\n\r\nways_to_ask:\r\n  - fact: a\r\n    ways:\r\n      - w\r\n"
    )
    file = opened(text)
    file.entries("facts")[0].set("say", "Tea.")
    file.entries("ways_to_ask")[0].append("ways", "x")
    file.add("facts", {"id": "b"})
    after = text.replace("Café.\r\n", "Tea.\r\n  - id: b\r\n").replace("- w\r\n", "- w\r\n      - x\r\n")
    assert written(file) == after


def test_an_unchanged_file_is_the_same_bytes() -> None:
    content = BY_HAND.encode()
    assert YamlFile("", content).content() == content


@pytest.mark.parametrize("text", ["facts: [", "- a\n- b\n", "a: 2027-13-45\n", "a: {a: b", "\tfacts: []"])
def test_what_is_no_mapping_of_sections_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError):
        opened(text)


@pytest.mark.parametrize("text", ["facts: a\n", "facts: [a]\n", "facts: {a: b}\n"])
def test_a_section_that_is_no_list_of_entries_is_unreadable(text: str) -> None:
    with pytest.raises(UnreadableError):
        opened(text).entries("facts")


def test_what_can_t_be_changed_alone_is_left_to_people() -> None:
    file = opened("facts:\n  - id: a\n    about: &x [one]\n  - id: b\n    about: *x\n")
    with pytest.raises(FaultsError, match=r"line 4.*by hand"):
        file.entries("facts")[1].set("say", "Something.")
    in_one_line = opened("facts: [{id: a}]\n")
    in_one_line.add("facts", {"id": "b"})
    with pytest.raises(FaultsError, match=r"line 1.*by hand"):
        in_one_line.content()


def test_an_empty_field_can_be_taken_out() -> None:
    file = opened("facts:\n  - id: a\n    owner:\n    say: b\n")
    file.entries("facts")[0].set("owner", None)
    assert written(file) == "facts:\n  - id: a\n    say: b\n"


SENTENCES = """\
# Small talk
greet:   "Hello."   # first
thanks: You're welcome.
reasons:
  oos_hours: |
    We don't know.
    Ask us.
  # the last
  oos_jobs: "None."
"""


def test_sentences_are_changed_added_and_taken_out() -> None:
    file = opened(SENTENCES)
    file.say(("greet",), 'Hello: "you".')
    file.say(("reasons", "oos_hours"), None)
    file.say(("reasons", "oos_wifi"), "No wifi.")
    file.say(("bye",), "Bye.")
    assert written(file) == (
        '# Small talk\ngreet: "Hello: \\"you\\"." # first\nthanks: You\'re welcome.\nreasons:\n'
        '  # the last\n  oos_jobs: "None."\n  oos_wifi: "No wifi."\nbye: Bye.\n'
    )
    assert (file.sentence("bye"), file.sentence("reasons", "oos_hours")) == ("Bye.", None)


READ_OTHERWISE = """yes|no|12:30|1e3|~|null|2027-01-01|- a|# b|a # b|a: b|{a}|[a|*a|&a|!a|@a|`a|'|"|?|?0|0?|a,b|=|<<
0x1F|012|1_000|%a|>|trust's|a:|---|...|a &b|-|Ünï 🙂"""
"""Texts that without quotes aren't read as they are, somewhere."""

TEXTS = st.text(min_size=1, max_size=40) | st.sampled_from([*re.split(r"[|\n]", READ_OTHERWISE), "|", "a\nb", " a\n b"])


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_read_back_as_it_was_meant(text: str) -> None:
    line, said = tidy(text), tidy_lines(text)
    if line:
        file = opened(BY_HAND + "\nways_to_ask:\n  - fact: a\n    ways:\n      - b\n")
        for entry in file.entries("subjects"):
            entry.append("also_called", line)
        file.entries("facts")[0].set("say", said)
        file.entries("ways_to_ask")[0].append("ways", line)
        file.add("facts", {"id": "c", "say": said, "source": {"page": line}, "about": [line]})
        file.add("nlu", {"intent": "ask_a", "examples": f"- {line}\n- b\n"})
        file.say(("greet",), line)
        data = yaml.safe_load(file.content())
        assert [subject["also_called"][-1] for subject in data["subjects"]] == [line] * 3
        assert [data["facts"][0]["say"], data["facts"][2]["say"], data["greet"]] == [said, said, line]
        assert data["ways_to_ask"][0]["ways"] == ["b", line]
        assert data["facts"][2]["source"]["page"] == data["facts"][2]["about"][0] == line
        assert data["nlu"][0]["examples"] == f"- {line}\n- b\n"
