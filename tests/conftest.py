"""The made-up trust with the project's own wording around it, and folders of knowledge to get wrong."""

import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from centreguide.faults import Fault, FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.knowledge.model import Fact
from centreguide.knowledge.query import Knowledge
from centreguide.release.content import Content, intents
from centreguide.wording import load as load_wording

PROJECT = Path(__file__).resolve().parent.parent


def word_overlap(wordings: Sequence[str], facts: Sequence[Fact]) -> list[float]:
    """A nearness that needs no encoder: 1 where question and fact have the same words, 0 where they share none."""
    asked = _words(wordings[0])
    return [_shared(asked, _words(fact.say)) for fact in facts]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _shared(asked: frozenset[str], said: frozenset[str]) -> float:
    return len(asked & said) / math.sqrt(len(asked) * len(said)) if asked and said else 0.0


@pytest.fixture(scope="session")
def riverside() -> Knowledge:
    return load_knowledge(PROJECT / "tests" / "riverside", intents(PROJECT))


@pytest.fixture(scope="session")
def riverside_content(riverside: Knowledge) -> Content:
    return Content(riverside, load_wording(PROJECT / "wording", intents(PROJECT)), word_overlap)


@pytest.fixture
def write_knowledge(tmp_path: Path) -> Callable[..., Path]:
    """Writes a knowledge file, and gives the folder that it is in."""

    def write(text: str, name: str = "knowledge.yml") -> Path:
        folder = tmp_path / "knowledge"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def faults_in(write_knowledge: Callable[..., Path]) -> Callable[..., list[Fault]]:
    """The faults of a knowledge file with this text, in a bot that knows two intents."""

    def faults(text: str) -> list[Fault]:
        try:
            load_knowledge(write_knowledge(text), ["ask_where", "ask_about"])
        except FaultsError as error:
            return error.faults
        return []

    return faults
