"""What advice is given about: the draft, and what of it is new or changed since the published release."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from centreguide import training_data
from centreguide.content import loading
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import Entries, load
from centreguide.knowledge.model import Fact, Subject
from centreguide.knowledge.query import Knowledge
from centreguide.knowledge.references import Entry
from centreguide.training_data import Example
from centreguide.wording import Wording
from centreguide.yaml_lines import Document, Place, read


@dataclass(frozen=True)
class Sentence:
    """A sentence of the bot's own, in a wording file."""

    document: Document
    place: Place
    text: str


@dataclass(frozen=True)
class Before:
    """What the published release has; nothing, if there is none to compare with."""

    examples: frozenset[tuple[str, str]] = frozenset()
    facts: frozenset[Fact] = frozenset()
    subjects: frozenset[Subject] = frozenset()
    sentences: frozenset[str] = frozenset()

    @classmethod
    def of(cls, folder: Path | None) -> "Before":
        """What the release's folder has, as far as it can be read."""
        if folder is None:
            return cls()
        examples = frozenset((example.text, example.intent) for example in training_data.examples(folder))
        sentences = frozenset(sentence.text for sentence in sentences_in(folder))
        try:
            knowledge = load(folder / "knowledge")
        except FaultsError:
            return cls(examples, sentences=sentences)
        return cls(examples, frozenset(knowledge.facts), frozenset(knowledge.subjects), sentences)


@dataclass(frozen=True)
class Examples:
    """All examples of the draft, and the new ones among them."""

    every: Sequence[Example]
    new: Sequence[Example]

    @classmethod
    def of(cls, examples: Sequence[Example], before: Before) -> "Examples":
        return cls(examples, [item for item in examples if (item.text, item.intent) not in before.examples])


@dataclass(frozen=True)
class Answers:
    """What the bot can say: `facts`, `subjects` and `sentences` are the new and the changed ones, with their places.

    `entries` are all that the knowledge was made from; dates are past by `today`.
    """

    knowledge: Knowledge
    wording: Wording
    examples: Examples
    facts: Sequence[tuple[Entry, Fact]]
    subjects: Sequence[tuple[Entry, Subject]]
    sentences: Sequence[Sentence]
    entries: Entries
    today: date

    @classmethod
    def of(cls, folder: Path, intents: Collection[str], examples: Examples, before: Before) -> "Answers":
        """The answers of the draft in the folder.

        Args:
            intents: the intents that the bot knows.

        Raises:
            FaultsError: with every mistake in the knowledge and the wording.
        """
        said = loading.load(folder, intents)
        facts = zip(said.entries["facts"], said.knowledge.facts, strict=True)
        subjects = zip(said.entries["subjects"], said.knowledge.subjects, strict=True)
        return cls(
            knowledge=said.knowledge,
            wording=said.wording,
            examples=examples,
            facts=[(entry, fact) for entry, fact in facts if fact not in before.facts],
            subjects=[(entry, subject) for entry, subject in subjects if subject not in before.subjects],
            sentences=[sentence for sentence in sentences_in(folder) if sentence.text not in before.sentences],
            entries=said.entries,
            today=date.today(),
        )


def sentences_in(folder: Path) -> Iterator[Sentence]:
    """Every sentence in the draft's or the release's wording."""
    for path in sorted((folder / "wording").glob("*.yml")):
        document = read(path, path.relative_to(folder).as_posix())
        for place in document.lines:
            value = document.data
            for key in place:
                value = value[key]
            if isinstance(value, str):
                yield Sentence(document, place, value)
