"""Kinds of question: the families of intents and what a kind may do, all from the reviewed `kinds.yml`."""

from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

_KINDS: dict[str, Any] = yaml.safe_load((files("centreguide") / "kinds.yml").read_text(encoding="utf-8"))


class Family(Enum):
    """What is done with an intent."""

    QUESTION = "question"
    SMALL_TALK = "small_talk"
    DECLINED = "declined"
    URGENT = "urgent"


@cache
def kinds(may: str) -> frozenset[str]:
    """The intents that may do what the entry of `kinds.yml` says, such as "overview"."""
    return frozenset(_KINDS[may])


def table(name: str) -> dict[str, Any]:
    """A table of `kinds.yml`, such as what replies are worth."""
    return dict(_KINDS[name])


FEEDBACK, BUILT_IN, GUARDED = kinds("feedback"), kinds("built_in"), kinds("guarded")


@lru_cache(maxsize=1024)
def _family(intent: str) -> Family | None:
    for name, members in _KINDS["families"].items():
        if any(intent == member or (member.endswith("_") and intent.startswith(member)) for member in members):
            return Family(name)
    return None


def family(intent: str) -> Family:
    """The family of an intent; what isn't known is declined."""
    return _family(intent) or Family.DECLINED


def is_known_kind(intent: str) -> bool:
    """Whether the name tells what is done with the intent: new ones start with ask_, oos_ or chat_."""
    return _family(intent) is not None and intent not in kinds("not_for_examples")
