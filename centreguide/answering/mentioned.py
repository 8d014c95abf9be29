"""Which of some subjects a text names, and where; finders are kept, for the same few subjects come again and again."""

from collections.abc import Iterable
from functools import lru_cache

from centreguide.knowledge.model import Subject
from centreguide.nlu.mentions import Mention, MentionFinder, names_by_subject


def mentioned(text: str, subjects: Iterable[Subject]) -> list[Mention]:
    """The mentions of the subjects in the text, in its order."""
    return _finder(tuple(subjects)).find(text)


@lru_cache(maxsize=512)
def _finder(subjects: tuple[Subject, ...]) -> MentionFinder:
    return MentionFinder(names_by_subject(subjects))
