"""The draft's files as they are at one moment, with all that is wrong with them."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from centreguide import training_data
from centreguide.content import domain, loading
from centreguide.content.advice import duplicates
from centreguide.faults import Fault, FaultsError
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES
from centreguide.yaml_lines import read as read_yaml

DOMAIN = "domain.yml"
_FILES = (DOMAIN, "data/**/*.yml", "knowledge/*.yml", "wording/*.yml")
_WHOLE = (*DRAFT_FILES, *(f"{name}/**/*.yml" for name in CONTENT_FOLDERS))


@dataclass(frozen=True)
class Snapshot:
    """The draft's files by their names from its folder."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, folder: Path) -> "Snapshot":
        """Those that staff's changes touch."""
        return cls._of(folder, _FILES)

    @classmethod
    def whole(cls, folder: Path) -> "Snapshot":
        """All that a release is made of."""
        return cls._of(folder, _WHOLE)

    @classmethod
    def _of(cls, folder: Path, patterns: tuple[str, ...]) -> "Snapshot":
        paths = sorted(path for pattern in patterns for path in folder.glob(pattern))
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})

    def changed(self, files: Mapping[str, bytes]) -> "Snapshot":
        """The snapshot with new contents of these files."""
        return Snapshot({**self.files, **files})

    def derived(self) -> "Snapshot":
        """The snapshot with the domain and rule lines that follow from the examples.

        Raises:
            FaultsError: The files can't be read well enough for that.
        """
        with self._written() as folder:
            return self.changed({path.as_posix(): text.encode() for path, text in domain.derived(folder).items()})

    @cached_property
    def faults(self) -> list[Fault]:
        """Every mistake in the knowledge, the wording and the training data."""
        with self._written() as folder:
            return list(_faults(folder))

    @contextmanager
    def _written(self) -> Iterator[Path]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for file, content in self.files.items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(content)
            yield folder


def _faults(folder: Path) -> Iterator[Fault]:
    data = training_data.read(folder)
    yield from data.faults
    yield from duplicates.mistakes(data.examples)
    yield from read_yaml(folder / DOMAIN, DOMAIN).faults
    try:
        loading.load(folder, domain.known_intents(folder, data))
    except FaultsError as error:
        yield from error.faults
