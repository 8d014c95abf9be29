"""By what other words than its own a question is found."""

from collections.abc import Iterable, Iterator

from centreguide.answering.written import plain
from centreguide.knowledge.query import Knowledge


def names_of(subjects: Iterable[str], knowledge: Knowledge) -> Iterator[str]:
    """All that people call the subjects with these ids."""
    for subject in filter(None, map(knowledge.subject, dict.fromkeys(subjects))):
        yield from (subject.name, *subject.also_called)


def more_words(texts: Iterable[str], known: str) -> str:
    """The words of the texts that aren't in the known one, each once."""
    seen = set(plain(known).split())
    return " ".join(word for word in dict.fromkeys(plain(" ".join(texts)).split()) if word not in seen)
