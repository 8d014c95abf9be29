"""Makes a draft as large as a big trust's: services, facts, ways to ask and intents, put together from `made_up.yml`.

What is made says nothing true; it is distinct, and about as alike as what people write of one hospital.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import Path
from typing import Any

import yaml

from centreguide.knowledge.loader import load
from centreguide.release.content import intents as intents_of

_SEED = 20
_FACTS_A_SUBJECT = 3.8
_WAYS, _EXAMPLES = 4, 22
_A_CENTRE = 25
"""One service of so many is a centre."""

_PARTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))

Entry = dict[str, Any]


def add(draft: Path, facts: int, intents: int) -> list[str]:
    """Adds to the draft until it has so many facts and intents.

    Returns:
        A question for each added fact, which isn't among its ways to ask.

    Raises:
        ValueError: more is asked for than the parts can make.
    """
    chance = random.Random(_SEED)  # noqa: S311
    known, knowledge = intents_of(draft), load(draft / "knowledge")
    made = dict(islice(_intents(chance), max(intents - len(known), 0)))
    wanted = max(facts - len(knowledge.facts), 0)
    subjects = list(islice(_subjects(chance, knowledge.trust.subject), int(wanted / _FACTS_A_SUBJECT)))
    found = list(islice(_facts(chance, subjects, list(made), knowledge.pages[0].id), wanted))
    if (len(known) + len(made), len(knowledge.facts) + len(found)) < (intents, facts):
        raise ValueError("The parts can't make so much.")
    asked = {fact["id"]: [_around(chance, way) for way in chance.sample(ways, _WAYS + 1)] for fact, ways in found}
    ways_to_ask = [{"fact": fact, "ways": ways[1:]} for fact, ways in asked.items()]
    entries = {"subjects": subjects, "facts": [fact for fact, _ in found], "ways_to_ask": ways_to_ask}
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in made.items()]
    _write(draft / "knowledge" / "made_up.yml", entries)
    _write(draft / "data" / "made_up.yml", {"version": "3.1", "nlu": nlu})
    _wire(draft, list(made))
    return [ways[0] for ways in asked.values()]


def _subjects(chance: random.Random, trust: str) -> Iterator[Entry]:
    pairs = list(product(_PARTS["fields"], _PARTS["services"].items()))
    chance.shuffle(pairs)
    for place, (field, (service, others)) in enumerate(pairs):
        yield {
            "id": f"{field}_{service}".replace(" ", "_"),
            "name": f"the {field} {service}",
            "kind": "service" if place % _A_CENTRE else "centre",
            "part_of": trust,
            "also_called": [*(f"{field} {other}" for other in others), f"{service} for {field}"],
        }


def _facts(
    chance: random.Random, subjects: Sequence[Entry], made: Sequence[str], page: str
) -> Iterator[tuple[Entry, list[str]]]:
    """Facts, each with ways to ask: one for each intent that asks, then as many of each kind as there are subjects."""
    for intent in (name for name in made if name.startswith("ask_")):
        aspect, thing = intent.rsplit("_", 1)
        subject = chance.choice(subjects)
        say = f"Ask at the {chance.choice(_PARTS['words'])} desk about {thing} of {subject['name']}."
        ways = [f"{form.format(it=thing)} at {subject['also_called'][0]}" for form in _PARTS["aspects"][aspect]]
        yield _fact(f"{intent}_of_{subject['id']}", subject, [intent], say, page), ways
    for kind, subject in product(_PARTS["kinds"], subjects):
        words = {
            "name": subject["name"],
            "Name": subject["name"].capitalize(),
            "word": chance.choice(_PARTS["words"]),
            "small": chance.randint(4, 19),
            "number": chance.randint(3, 400) * 50,
            "year": chance.randint(1950, 2020),
        }
        say, answers = kind["say"].format(**words), kind["answers"]
        fact = _fact(f"{subject['id']}_{answers[0]}", subject, answers, say, page)
        if "parts" in kind:
            fact["parts"] = yaml.safe_load(kind["parts"].format(**words))
        called = [subject["name"], *subject["also_called"]]
        yield fact, [form.format(it=chance.choice(called), **words) for form in kind["ways"]]


def _fact(name: str, subject: Entry, answers: Sequence[str], say: str, page: str) -> Entry:
    source = {"page": page, "section": subject["name"]}
    return {"id": name, "about": [subject["id"]], "answers": list(answers), "say": say, "source": source}


def _intents(chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    pairs = list(product(_PARTS["aspects"].items(), _PARTS["things"]))
    chance.shuffle(pairs)
    for (aspect, forms), thing in pairs:
        texts: set[str] = set()
        while len(texts) < _EXAMPLES:
            texts.add(_around(chance, chance.choice(forms).format(it=chance.choice(_PARTS["sorts"]).format(thing))))
        yield f"{aspect}_{thing}", sorted(texts)


def _around(chance: random.Random, text: str) -> str:
    return str(chance.choice(_PARTS["openers"]) + text + chance.choice(_PARTS["closers"]))


def _wire(draft: Path, made: Sequence[str]) -> None:
    """Names the intents wherever the project wants them named."""
    files = [draft / name for name in ("domain.yml", "data/rules.yml", "wording/questions.yml", "wording/declines.yml")]
    contents: list[Any] = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    domain, rules, questions, declines = contents
    asked = [name for name in made if name.startswith("ask_")]
    declined = [name for name in made if name.startswith("oos_")]
    domain["intents"] += [{name: {"use_entities": []}} for name in made]
    for action, names in (("action_answer", asked), ("action_decline", declined)):
        steps = next(rule["steps"] for rule in rules["rules"] if rule["steps"][-1] == {"action": action})
        steps[0]["or"] += [{"intent": name} for name in names]
    for name in asked:
        what = name.replace("_", " ")
        questions[name] = {"button": f"May I {what} of {{subject}}?"}
    declines["reasons"] |= {name: f"I can't help with {name.replace('_', ' ')}." for name in declined}
    for file, content in zip(files, contents, strict=True):
        _write(file, content)


def _write(file: Path, content: Mapping[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=1000), encoding="utf-8")
