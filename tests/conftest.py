"""The made-up trust with the project's own wording, what it has learned, and folders of knowledge to get wrong."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from centreguide.answering import conversations
from centreguide.answering.features import FactTable
from centreguide.answering.learning import Learned, learn
from centreguide.answering.pipeline import Pipeline
from centreguide.answering.reply import Reply
from centreguide.answering.turn import Thread, Turn
from centreguide.answering.written import Written
from centreguide.encoder import runtime
from centreguide.faults import Fault, FaultsError
from centreguide.heard import Heard
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.knowledge.query import Knowledge
from centreguide.names import THREAD
from centreguide.nlu.mentions import MentionFinder, known_subjects
from centreguide.nlu.segments import segments
from centreguide.release.content import Content, intents
from centreguide.wording import load as load_wording

PROJECT = Path(__file__).resolve().parent.parent
RIVERSIDE = PROJECT / "tests" / "riverside"
TODAY = date(2026, 12, 1)
GENERIC = ("what is the capital of France", "tell me a story", "the weather is nice", "write a poem", "two plus two")


@pytest.fixture(scope="session")
def riverside() -> Knowledge:
    return load_knowledge(RIVERSIDE, intents(PROJECT))


@pytest.fixture(scope="session")
def riverside_content(riverside: Knowledge) -> Content:
    return Content(riverside, load_wording(PROJECT / "wording", intents(PROJECT)), RIVERSIDE)


@pytest.fixture(scope="session")
def understand(riverside: Knowledge) -> Callable[[Sequence[str]], list[Heard]]:
    """NLU without intents: the questions of each message, with their subjects."""
    known = known_subjects(riverside.subjects)
    finder = MentionFinder(known["names"])

    def heard(text: str) -> Heard:
        found = segments(text, finder.find(text), known["listed"], known["lent"])
        return Heard(text, text, "nlu_fallback", found)

    return lambda texts: [heard(text) for text in texts]


@pytest.fixture(scope="session")
def learned(riverside: Knowledge, understand: Callable[[Sequence[str]], list[Heard]]) -> Learned:
    """What answers are found by, learned in a second from the made-up trust's conversations."""
    said = conversations.load(PROJECT / "tests" / "riverside_conversations", riverside, intents(PROJECT))
    kind_words, encode = PROJECT / "safety" / "kind_words.yml", runtime.shared().encode_kept
    return learn(riverside, (), GENERIC, said, kind_words, understand, encode)


@pytest.fixture(scope="session")
def pipeline(riverside_content: Content, learned: Learned) -> Pipeline:
    knowledge, encode = riverside_content.knowledge, runtime.shared().encode_kept
    written = Written(knowledge, [("do you sell ice cream", "oos_practical")])
    return Pipeline(knowledge, riverside_content.wording, FactTable(knowledge), written, learned, encode)


class Visitor:
    """Talks to the pipeline, and keeps the thread as a slot does."""

    def __init__(self, pipeline: Pipeline, understand: Callable[[Sequence[str]], list[Heard]]) -> None:
        self.pipeline, self._understand = pipeline, understand
        self.thread = Thread()
        self.last: Reply | None = None

    def turn(self, text: str) -> Turn:
        return Turn(self._understand([text])[0], self.thread, self.last)

    def say(self, text: str) -> Reply:
        return self.hear(self.turn(text))

    def press(self, fact: str) -> Reply:
        return self.hear(Turn(Heard("/ask_about{}", "", "ask_about", fact=fact), self.thread, self.last))

    def hear(self, turn: Turn) -> Reply:
        reply = self.pipeline.reply(turn, TODAY)
        if THREAD in reply.slots:
            self.thread = Thread.restored(reply.slots[THREAD])
        self.last = reply
        return reply


@pytest.fixture
def visitor(pipeline: Pipeline, understand: Callable[[Sequence[str]], list[Heard]]) -> Visitor:
    """A new visitor of the made-up trust."""
    return Visitor(pipeline, understand)


@pytest.fixture
def new_visitor(pipeline: Pipeline, understand: Callable[[Sequence[str]], list[Heard]]) -> Callable[[], Visitor]:
    return lambda: Visitor(pipeline, understand)


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
