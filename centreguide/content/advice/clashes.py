"""Names of two subjects that are nearly the same, so that a visitor who uses one may get the other."""

import re
from collections.abc import Iterator

from centreguide.content.advice.looked_at import Answers
from centreguide.faults import Fault
from centreguide.knowledge.model import Subject


def advice(answers: Answers) -> Iterator[Fault]:
    """Names that differ from another subject's only in articles, punctuation or a plural."""
    owners: dict[str, list[tuple[str, str]]] = {}
    for subject in answers.knowledge.subjects:
        for name in (subject.name, *subject.also_called):
            owners.setdefault(_core(name), []).append((subject.id, name))
    told: set[tuple[str, frozenset[str]]] = set()
    for entry, subject in answers.subjects:
        for place, name in _names(subject):
            for other, theirs in owners[_core(name)]:
                pair = _core(name), frozenset({subject.id, other})
                if other != subject.id and pair not in told:
                    told.add(pair)
                    message = f'"{name}" is nearly "{theirs}", a name of "{other}"; leave it with one of them.'
                    yield entry.fault(message, *place)


def _names(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("name",), subject.name
    yield from ((("also_called", index), alias) for index, alias in enumerate(subject.also_called))


def _core(name: str) -> str:
    words = re.findall(r"\w+", re.sub(r"['’]", "", name.casefold()))
    singular = [
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    ]
    return " ".join(word for word in singular if word not in ("the", "our", "a", "an"))
