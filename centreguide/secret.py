"""The secret that sessions and addresses are protected with: long enough, or nothing is signed at all."""

import os
import secrets
import tempfile
from pathlib import Path

from centreguide import disk
from centreguide.errors import ServerError

SHORTEST = 32
"""Characters that a secret has at least."""


def checked(secret: str) -> str:
    """The secret.

    Raises:
        ServerError: It is too short, such as the empty one that a full disk leaves.
    """
    if len(secret) < SHORTEST:
        raise ServerError(f"A secret has {SHORTEST} random characters or more; this one has {len(secret)}.")
    return secret


def kept(file: Path) -> str:
    """The secret in the file, readable by its owner alone; made and written whole where there is none.

    Raises:
        ServerError: It can't be kept, or what is kept is no secret.
    """
    try:
        if not file.exists():
            _make(file)
        found = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServerError(f"The secret of the website's sessions can't be kept in {file}: {error}.") from error
    try:
        return checked(found)
    except ServerError as error:
        raise ServerError(
            f"{file} holds no secret that can be used. {error} Make room on the disk, delete the file and start again: "
            "a new one is made, and conversations that are under way begin anew."
        ) from error


def _make(file: Path) -> None:
    """Makes the file in one step: whoever comes second takes what the first one made."""
    handle, fresh = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    try:
        os.close(handle)
        disk.write(Path(fresh), secrets.token_urlsafe(48).encode())
        try:
            os.link(fresh, file)
        except FileExistsError:
            return
        disk.sync(file.parent)
    finally:
        Path(fresh).unlink()
