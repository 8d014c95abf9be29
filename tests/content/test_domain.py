"""The domain and the rules follow from the examples, and no other line of theirs ever changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from centreguide import training_data
from centreguide.content import domain
from centreguide.faults import FaultsError

PROJECT = Path(__file__).resolve().parents[2]

Changed = Callable[[], dict[str, list[str]]]


def add_examples(folder: Path, *intents: str) -> None:
    entries = "".join(f"- intent: {name}\n  examples: |\n    - a question of {name}\n" for name in intents)
    (folder / "data" / "more.yml").write_text(f"nlu:\n{entries}", encoding="utf-8")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(folder: Path) -> list[str]:
    return [str(fault) for fault in domain.faults(folder, training_data.read(folder))]


def test_in_the_project_as_it_is_everything_is_derived_already() -> None:
    assert domain.derived(PROJECT) == {}
    assert domain.faults(PROJECT, training_data.read(PROJECT)) == []


def test_a_new_intent_of_each_family_goes_into_the_domain_and_under_its_rule(
    folder: Path, lines_changed: Changed
) -> None:
    add_examples(folder, "ask_parking", "oos_weather", "chat_football")
    assert domain.write(folder) == [Path("domain.yml"), Path("data/rules.yml")]
    changes = lines_changed()
    assert sorted(changes["domain.yml"]) == sorted(
        line
        for name in ("ask_parking", "oos_weather", "chat_football")
        for line in (f"+  - {name}:", "+      use_entities: []")
    )
    assert {line.strip("+ ") for line in changes["data/rules.yml"]} == {
        "- intent: ask_parking",
        "- intent: oos_weather",
        "- intent: chat_football",
    }
    rules = yaml.safe_load((folder / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    by_action = {rule["steps"][1]["action"]: rule["steps"][0]["or"] for rule in rules}
    assert {"intent": "ask_parking"} in by_action["action_answer"]
    assert {"intent": "oos_weather"} in by_action["action_decline"]
    assert {"intent": "chat_football"} in by_action["action_small_talk"]
    assert domain.derived(folder) == {}


def test_a_new_intent_stands_after_the_others_of_its_first_word(folder: Path) -> None:
    add_examples(folder, "ask_parking", "ask_food")
    names = list(yaml.safe_load(domain.derived(folder)[Path("domain.yml")])["intents"])
    names = [next(iter(name)) for name in names]
    place = names.index("ask_parking")
    assert names[place - 1].startswith("ask_")
    assert names[place : place + 2] == ["ask_parking", "ask_food"]


def test_an_intent_without_examples_leaves_both_and_comments_stay(folder: Path, lines_changed: Changed) -> None:
    edit(folder / "domain.yml", "  - ask_staff:\n", "  # Doctors\n  - ask_staff:\n")
    edit(folder / "domain.yml", "  - ask_why:\n", "\n  # Reasons\n  - ask_why:\n")
    edit(folder / "data" / "nlu.yml", "- intent: ask_staff\n", "- intent: ask_about\n")
    assert len(told(folder)) == 1
    assert "ask_staff has no examples but is in domain.yml and data/rules.yml: give it some" in told(folder)[0]
    domain.write(folder)
    text = (folder / "domain.yml").read_text(encoding="utf-8")
    assert "  # Doctors\n\n  # Reasons\n  - ask_why:\n" in text
    assert "ask_staff" not in text
    assert lines_changed()["data/rules.yml"] == ["-          - intent: ask_staff"]


def test_what_the_program_sets_itself_stays_without_examples(folder: Path) -> None:
    text = (folder / "data" / "nlu.yml").read_text(encoding="utf-8")
    for name in ("emergency", "crisis", "feedback_good", "feedback_bad"):
        text = text.replace(f"- intent: {name}\n", "- intent: greet\n")
    (folder / "data" / "nlu.yml").write_text(text, encoding="utf-8")
    assert domain.derived(folder) == {}


def test_what_is_missing_is_told_once_for_each_intent_at_its_first_example(folder: Path) -> None:
    add_examples(folder, "ask_parking")
    assert told(folder) == [
        "data/more.yml, line 4, ask_parking: ask_parking has examples but isn't in domain.yml and data/rules.yml yet: "
        "run `centreguide check --write`, which adds it."
    ]


def test_entities_are_kept_from_steering_what_comes_next(folder: Path, lines_changed: Changed) -> None:
    edit(folder / "domain.yml", "  - ask_where:\n      use_entities: []\n", "  - ask_where\n")
    assert "in another form" in told(folder)[0]
    domain.write(folder)
    assert lines_changed() == {}


def test_an_intent_under_the_wrong_rule_is_moved(folder: Path, lines_changed: Changed) -> None:
    edit(folder / "data" / "rules.yml", "          - intent: ask_where\n", "")
    edit(folder / "data" / "rules.yml", "          - intent: oos_hours\n", "          - intent: ask_where\n")
    assert [line.split(": ", 1)[1][:30] for line in told(folder)] == [
        "ask_where stands twice, in ano",
        "oos_hours has examples but isn",
    ]
    domain.write(folder)
    assert domain.derived(folder) == {}
    rules = yaml.safe_load((folder / "data" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    assert {"intent": "ask_where"} in rules[0]["steps"][0]["or"]
    assert len(lines_changed()["data/rules.yml"]) == 4


def test_an_intent_with_a_rule_of_its_own_keeps_it(folder: Path) -> None:
    edit(folder / "data" / "rules.yml", "          - intent: oos_hours\n", "")
    with (folder / "data" / "rules.yml").open("a", encoding="utf-8") as file:
        file.write("  - rule: opening hours\n    steps:\n      - intent: oos_hours\n      - action: action_hours\n")
    assert domain.derived(folder) == {}


def test_windows_line_ends_stay(folder: Path) -> None:
    path = folder / "domain.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    add_examples(folder, "ask_parking")
    domain.write(folder)
    assert b"  - ask_parking:\r\n      use_entities: []\r\n" in path.read_bytes()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("file", "text", "why"),
    [
        ("domain.yml", "intents: [greet, ask_where]\n", "one intent a line, each after a dash"),
        ("domain.yml", "intents:\n", "one intent a line, each after a dash"),
        ("domain.yml", "intents: [\n", "check the spaces"),
        ("data/rules.yml", "rules: []\n", "one intent a line, each after a dash"),
    ],
)
def test_a_file_that_can_t_be_added_to_is_told_and_left_alone(
    file: str, text: str, why: str, folder: Path, lines_changed: Changed
) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    before = lines_changed()
    with pytest.raises(FaultsError, match=why):
        domain.write(folder)
    assert lines_changed() == before


def test_nothing_is_derived_from_examples_that_can_t_be_read(folder: Path) -> None:
    (folder / "data" / "more.yml").write_text("nlu:\n- intent: ask_parking\n   examples: |\n", encoding="utf-8")
    with pytest.raises(FaultsError, match=r"data/more\.yml, line 3"):
        domain.derived(folder)
