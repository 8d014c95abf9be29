"""Finds what a person means by the beginning of its version or id, as git does."""

from collections.abc import Iterable

from centreguide.publishing.errors import PublishingError

SHORTEST = 4
"""Characters; with fewer, a slip would too easily mean something else."""


def begun(beginning: str, known: Iterable[str], what: str, remedy: str) -> str:
    """The one that begins so.

    Args:
        what: what they are, as in "No candidate begins ...".
        remedy: what to do where none does.

    Raises:
        PublishingError: none does, or several do, or too little of it was typed.
    """
    if len(beginning) < SHORTEST:
        raise PublishingError(f'"{beginning}" is too short: type at least the first {SHORTEST} characters.')
    found = sorted(name for name in known if name.startswith(beginning))
    if not found:
        raise PublishingError(f'No {what} begins with "{beginning}". {remedy}')
    if len(found) > 1:
        raise PublishingError(f'"{beginning}" could be any of {", ".join(found)}: type more of it.')
    return found[0]
