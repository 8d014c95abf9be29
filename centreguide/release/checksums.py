"""A release never changes: checksums of its files, taken when it is built, tell what was changed all the same."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from centreguide.errors import ServerError

Checksums = Mapping[str, str]
"""SHA-256 by the file's path inside the release."""


class ChangedRelease(ServerError):
    """A release isn't as it was built; the text names a file and says what to do."""


def checksums(folder: Path, beside: str) -> dict[str, str]:
    """Those of every file in the folder, but for the one named `beside`, which they are kept in.

    Raises:
        OSError: A file can't be read.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / beside)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def compare(folder: Path, built: Checksums, beside: str) -> None:
    """Makes sure that the folder holds what was built, and nothing else.

    Raises:
        ChangedRelease: It doesn't.
    """
    try:
        found = checksums(folder, beside)
    except OSError as error:
        raise ChangedRelease(f"{error.filename} can't be read: {error.strerror}. {_remedy(folder)}") from error
    for name in sorted(built.keys() | found.keys()):
        if name not in found:
            raise ChangedRelease(f"{folder / name} is missing. {_remedy(folder)}")
        if name not in built:
            raise ChangedRelease(f"{folder / name} was added after the release was built. {_remedy(folder)}")
        if found[name] != built[name]:
            raise ChangedRelease(f"{folder / name} was changed after the release was built. {_remedy(folder)}")


def _remedy(folder: Path) -> str:
    return (
        "What is said is changed in the draft, and published. Restore the folder "
        f"{folder} from the backup (docs/backup.md), or go back to the release before: centreguide rollback."
    )
