"""The knowledge that components learn names and questions from, read once for all of them."""

from functools import lru_cache
from pathlib import Path

from centreguide.knowledge.loader import load
from centreguide.knowledge.query import Knowledge


def knowledge(folder: Path) -> Knowledge:
    """The knowledge in the folder, read anew where a file in it has changed.

    Raises:
        FaultsError: with every fault in every file.
    """
    return _read(folder.absolute(), tuple(path.read_bytes() for path in sorted(folder.glob("*.yml"))))


@lru_cache(maxsize=1)
def _read(folder: Path, content: tuple[bytes, ...]) -> Knowledge:
    return load(folder)
