"""The training data: enough of it, in one place each, kept apart from the questions that measure it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from centreguide import names
from centreguide.release.content import intents

PROJECT = Path(__file__).resolve().parent.parent
INTENTS = intents(PROJECT)
UNTRAINED = {names.FALLBACK}
FEWEST = 20
MOST_WORDS_ALIKE = 3
ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


class Example(NamedTuple):
    """One training question, normalised."""

    text: str
    intent: str


def normalised(text: str) -> str:
    """The words alone: neither capitals nor punctuation make a question another one."""
    plain = ANNOTATION.sub(r"\1", text).lower().replace("’", "'").replace("'", "")
    return " ".join(re.findall(r"\w+", plain))


def entries(file: Path, section: str) -> list[dict[str, Any]]:
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return (data or {}).get(section) or []


def examples() -> Iterator[Example]:
    for file in sorted((PROJECT / "data").rglob("*.yml")):
        for entry in entries(file, "nlu"):
            for line in str(entry.get("examples") or "").splitlines():
                if "intent" in entry and (text := normalised(line.strip().removeprefix("- "))):
                    yield Example(text, entry["intent"])


EXAMPLES = list(examples())
LINES = [
    (normalised(line.strip().removeprefix("- ")), f"{file.name}, line {number}")
    for folder in ("data", "safety")
    for file in sorted((PROJECT / folder).rglob("*.yml"))
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
]


def said(value: object) -> Iterator[str]:
    """Whatever stands under `say` in the evaluation's files, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "say" and isinstance(inner, str):
                yield inner
            else:
                yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)


TALKS = [
    (normalised(text), file.name)
    for file in (*sorted((PROJECT / "conversations").glob("*.yml")), PROJECT / "safety" / "urgent_talks.yml")
    for text in said(yaml.load(file.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
]
MEASURES = [file for folder in ("evaluation", "danger") for file in sorted((PROJECT / "tests" / folder).rglob("*.yml"))]


@pytest.mark.parametrize("intent", [name for name in INTENTS if name not in UNTRAINED])
def test_an_intent_has_examples_enough(intent: str) -> None:
    assert len({example.text for example in EXAMPLES if example.intent == intent}) >= FEWEST


def test_what_the_pipeline_sets_itself_has_no_examples() -> None:
    assert not {example.intent for example in EXAMPLES} & UNTRAINED


def test_every_trained_intent_is_in_the_domain() -> None:
    assert {example.intent for example in EXAMPLES} <= set(INTENTS)


def test_no_example_stands_under_two_intents() -> None:
    under = defaultdict(set)
    for example in EXAMPLES:
        under[example.text].add(example.intent)
    assert {text: found for text, found in under.items() if len(found) > 1} == {}


def test_every_intent_is_in_exactly_one_rule() -> None:
    found = Counter(
        step["intent"]
        for rule in entries(PROJECT / "data" / "rules.yml", "rules")
        for outer in rule["steps"]
        for step in outer.get("or", [outer])
        if "intent" in step
    )
    assert found == Counter(INTENTS)


def test_every_rule_leads_to_one_action_of_the_domain() -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    for rule in entries(PROJECT / "data" / "rules.yml", "rules"):
        actions = [step["action"] for step in rule["steps"] if "action" in step]
        assert len(actions) == 1
        assert actions[0] in domain["actions"]


def test_there_are_conversations_enough_to_learn_from() -> None:
    found = [
        len(conversation["turns"])
        for file in sorted((PROJECT / "conversations").glob("*.yml"))
        for conversation in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ]
    assert sum(3 <= turns <= 6 for turns in found) >= 300


@pytest.mark.parametrize("file", MEASURES, ids=lambda file: file.name)
def test_no_question_that_measures_is_trained_on(file: Path) -> None:
    measured = {normalised(text) for text in said(yaml.safe_load(file.read_text(encoding="utf-8")))} - {""}
    assert measured
    # Only the line in the training data is told, so that the questions that measure stay unread. What is a word or two
    # long, such as "thanks", anyone would write.
    learned = (*LINES, *TALKS)
    assert [where for text, where in learned if text in measured and len(text.split()) > MOST_WORDS_ALIKE] == []


def test_capitals_and_punctuation_make_no_other_question() -> None:
    assert normalised("Where’s the [Heart Unit](subject)?") == normalised("wheres the heart unit")
