"""Whatever is wrong in how the examples are written is told at its line; what is sound is read as Rasa reads it."""

from pathlib import Path

import pytest

from centreguide.training_data import Example, examples, faults, read

PROJECT = Path(__file__).resolve().parents[2]

SOUND = """\
version: "3.1"

nlu:
- intent: ask_parking
  examples: |
    - where can I park
    - "blue badge": spaces?

# Small talk
- intent: greet
  examples: |
    - hello
- intent: ask_parking
  examples: |
    - is there a car park
"""


def written(folder: Path, text: str, name: str = "nlu.yml") -> Path:
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / name).write_text(text, encoding="utf-8")
    return folder


def test_examples_have_their_places(tmp_path: Path) -> None:
    assert examples(written(tmp_path, SOUND)) == [
        Example("where can I park", "ask_parking", "data/nlu.yml", 6),
        Example('"blue badge": spaces?', "ask_parking", "data/nlu.yml", 7),
        Example("hello", "greet", "data/nlu.yml", 12),
        Example("is there a car park", "ask_parking", "data/nlu.yml", 15),
    ]
    assert faults(tmp_path) == []


def test_the_project_s_own_examples_are_those_that_rasa_reads() -> None:
    from rasa.shared.data import get_data_files, is_nlu_file
    from rasa.shared.importers.utils import training_data_from_paths

    paths = get_data_files([str(PROJECT / "data")], is_nlu_file)
    rasa = training_data_from_paths(paths, "en").intent_examples
    found = read(PROJECT)
    assert found.faults == []
    assert sorted((example.text, example.intent) for example in found.examples) == sorted(
        (str(message.get("text")), str(message.get("intent"))) for message in rasa
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "told"),
    [
        ("nlu:\n", "nlus:\n", 3, "nlus", 'did you mean "nlu"?'),
        ("nlu:\n", "questions:\n", 3, "questions", "use one of version, nlu, rules, stories"),
        ("  examples: |\n    - hello", "  example: |\n    - hello", 11, "example", 'did you mean "examples"?'),
        ("  examples: |\n    - hello\n", "", 10, "nlu > entry 2", "greet has no examples; put a | after"),
        ("  examples: |\n    - hello\n", "  examples: |\n", 11, "examples", "greet has no examples"),
        ("  examples: |\n    - hello", "  examples:\n    - hello", 11, "examples", "put a | after"),
        ("  examples: |\n    - hello", "  examples: >\n    - hello\n    - hi", 11, "examples", "put a | after"),
        ("  examples: |\n    - hello", '  examples: "- hello"', 11, "examples", "put a | after"),
        ("    - hello", "    hello", 12, "greet", '"hello" is no example; start it with a dash and a space'),
        ("    - hello", "    -hello", 12, "greet", '"-hello" is no example'),
        ("    - hello", "    - hello\n      there", 13, "greet", '"there" is no example'),
        ("    - hello", "    # later\n    - hello", 12, "greet", '"# later" is no example'),
        ("    - hello", "   - hello\n  - hi", 13, "the whole file", "check the spaces at the start of this line"),
        ("    - hello", "\t- hello", 12, "the whole file", "check the spaces at the start of this line"),
        ("- intent: greet\n", "- intent: Greet them\n", 10, "intent", "small letters, digits and underscores"),
        ("- intent: greet\n", "- intent: parking\n", 10, "intent", "start the name with ask_"),
        ("- intent: greet\n", "- intent: nlu_fallback\n", 10, "intent", "start the name with ask_"),
        ("- intent: greet\n", "- intents: greet\n", 10, "intents", 'did you mean "intent"?'),
        ("- intent: greet\n  examples: |\n    - hello\n", "- hello\n", 10, "entry 2", "start with `- intent: `"),
    ],
)
def test_a_mistake_is_told_in_words_at_its_line(
    old: str, new: str, line: int, field: str, told: str, tmp_path: Path
) -> None:
    assert SOUND.count(old) == 1
    found = faults(written(tmp_path, SOUND.replace(old, new)))
    here = [fault for fault in found if (fault.file, fault.line) == ("data/nlu.yml", line)]
    assert [fault for fault in here if fault.field.endswith(field) and told in fault.message], found


@pytest.mark.parametrize("text", ["", "just words\n", "- intent: greet\n"])
def test_a_file_of_another_shape_is_told(text: str, tmp_path: Path) -> None:
    [fault] = faults(written(tmp_path, text))
    assert "it should hold a section such as `nlu:`" in fault.message


def test_mistakes_of_all_files_are_told_at_once_and_sound_examples_are_still_read(tmp_path: Path) -> None:
    written(tmp_path, SOUND.replace("    - hello", "    hello"), "small_talk.yml")
    written(tmp_path, "nlu:\n- intent: ask_food\n", "more.yml")
    found = read(tmp_path)
    assert {fault.file for fault in found.faults} == {"data/small_talk.yml", "data/more.yml"}
    assert found.intents == ["ask_parking"]


def test_a_file_in_a_folder_below_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "data" / "heart").mkdir(parents=True)
    written(tmp_path, SOUND, "heart/nlu.yml")
    assert {example.file for example in examples(tmp_path)} == {"data/heart/nlu.yml"}


def test_a_story_about_questions_without_examples_is_told(tmp_path: Path) -> None:
    written(tmp_path, SOUND)
    steps = "  - intent: ask_parkin\n  - or:\n    - intent: greet\n    - intent: ask_food\n  - intent: nlu_fallback\n"
    written(tmp_path, f"stories:\n- story: a visitor arrives\n  steps:\n{steps}", "stories.yml")
    assert [(fault.file, fault.line, fault.message) for fault in faults(tmp_path)] == [
        ("data/stories.yml", 4, 'there are no examples of "ask_parkin"; did you mean "ask_parking"?'),
        ("data/stories.yml", 7, 'there are no examples of "ask_food"; give it some in data/nlu.yml.'),
    ]


def test_an_unreadable_file_makes_no_story_seem_wrong(tmp_path: Path) -> None:
    written(tmp_path, SOUND.replace("    - hello", "\t- hello"))
    written(tmp_path, "stories:\n- story: hello\n  steps:\n  - intent: greet\n", "stories.yml")
    assert {fault.file for fault in faults(tmp_path)} == {"data/nlu.yml"}
