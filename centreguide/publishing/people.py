"""Who is who: people are known by their names, however they are spaced or capitalised."""

import getpass
import os

from centreguide.publishing.errors import PublishingError

EDITOR_VARIABLE = "CENTREGUIDE_EDITOR"


def same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other)


def whoever(name: str | None) -> str:
    """The name that was given; else that in CENTREGUIDE_EDITOR, else the operating system's user.

    Raises:
        PublishingError: there is no name at all.
    """
    try:
        found = " ".join((name or os.environ.get(EDITOR_VARIABLE) or getpass.getuser()).split())
    except (OSError, KeyError):
        found = ""
    if not _plain(found):
        raise PublishingError("Say who you are: add --as and your name.")
    return found


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
