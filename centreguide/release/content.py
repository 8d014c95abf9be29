"""The content that actions answer from: one folder's knowledge and wording, and what is live in this process."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from centreguide.answering.features import FactTable
from centreguide.answering.learning import Learned
from centreguide.answering.pipeline import Pipeline
from centreguide.answering.written import Written
from centreguide.encoder import runtime as encoder
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.knowledge.query import Knowledge
from centreguide.release import pointer
from centreguide.training_data import examples
from centreguide.wording import Wording
from centreguide.wording import load as load_wording

LEARNED_FOLDER = "answers"
"""Where a release keeps what answers are found by."""

RELEASES = Path("releases")
FOLDER_VARIABLE = "CENTREGUIDE_CONTENT"
"""Where a separate action server finds its content; the live release if unset."""


@dataclass(frozen=True)
class Content:
    """What answers are made of; `folder` also holds what they are found by, once that is learned."""

    knowledge: Knowledge
    wording: Wording
    folder: Path

    def prepare(self) -> None:
        """Reads what answers are found by, if there is any, so that no visitor waits for it."""
        if (self.folder / LEARNED_FOLDER).is_dir():
            assert self.pipeline

    @cached_property
    def pipeline(self) -> Pipeline:
        """What replies are made by.

        Raises:
            OSError: nothing was learned in the folder yet.
        """
        written = Written(self.knowledge, [(each.text, each.intent) for each in examples(self.folder)])
        learned = Learned.load(self.folder / LEARNED_FOLDER)
        table = FactTable(self.knowledge)
        return Pipeline(self.knowledge, self.wording, table, written, learned, encoder.shared().encode)


def intents(folder: Path) -> list[str]:
    """The intents that the folder's `domain.yml` declares."""
    entries = yaml.safe_load((folder / "domain.yml").read_text(encoding="utf-8"))["intents"]
    return [name for entry in entries for name in ([entry] if isinstance(entry, str) else entry)]


def load_content(folder: Path) -> Content:
    """The content of a release or of the draft, which holds `domain.yml`, `knowledge` and `wording`.

    Raises:
        FaultsError: with every fault of both.
    """
    known = intents(folder)
    faults = []
    try:
        knowledge = load_knowledge(folder / "knowledge", known)
    except FaultsError as error:
        faults += error.faults
    try:
        wording = load_wording(folder / "wording", known)
    except FaultsError as error:
        faults += error.faults
    if faults:
        raise FaultsError(faults)
    return Content(knowledge, wording, folder)


def _published() -> Path:
    found = pointer.read(RELEASES)
    return RELEASES / found.version if found else Path()


class _Live:
    def __init__(self) -> None:
        self._content: Content | None = None
        self._bound: ContextVar[Content | None] = ContextVar("content", default=None)
        self._lock = threading.Lock()
        self.off: str | None = None
        """The trust's message while staff have switched the bot off."""

    def use(self, content: Content) -> None:
        """Answers from this content from now on."""
        self._content = content

    @contextmanager
    def bound(self, content: Content | None) -> Iterator[None]:
        """Has what runs inside answer from this content, whatever is put in use meanwhile; None binds nothing."""
        token = self._bound.set(content)
        try:
            yield
        finally:
            self._bound.reset(token)

    def get(self) -> Content:
        """The content in use; loaded first where nothing was put in use, as in a separate action server."""
        if (bound := self._bound.get()) is not None:
            return bound
        with self._lock:
            if self._content is None:
                self._content = load_content(Path(os.environ.get(FOLDER_VARIABLE) or _published()))
            return self._content


live = _Live()
