"""Writing that is on the disk once it is done, whatever happens to the machine next."""

import os
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """Writes the file, which lasts from then on; its name does once its folder is `sync`ed."""
    with file.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())


def sync(folder: Path) -> None:
    """Has the names of the folder's files on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
