"""The folder of releases: builds one from the draft, whole or not at all, and moves the pointer to the live one."""

import json
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from centreguide.release import pointer
from centreguide.release.checksums import ChangedRelease, Checksums, checksums, compare
from centreguide.release.content import LEARNED_FOLDER, Content, load_content
from centreguide.release.pointer import Live, PointerError
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES, OPTIONAL_FOLDERS, model_version, release_version

MODEL_FILE = "model.tar.gz"
MANIFEST_FILE = "manifest.json"

Train = Callable[[Path, Path], None]
"""Trains the draft in the first folder into the model file at the second path, and learns LEARNED_FOLDER beside it."""


@dataclass(frozen=True)
class Manifest:
    """What a release is made of; an older program's has no checksums of its files, and is built anew at a start."""

    version: str
    model: str
    files: Checksums = field(default_factory=dict)


@dataclass(frozen=True)
class Release:
    """A built release in its folder."""

    folder: Path
    manifest: Manifest

    @property
    def model_file(self) -> Path:
        return self.folder / MODEL_FILE

    def verify(self) -> None:
        """Makes sure that its files are as they were built.

        Raises:
            ChangedRelease: They aren't.
        """
        if self.manifest.files:
            compare(self.folder, self.manifest.files, MANIFEST_FILE)

    def content(self) -> Content:
        """Its knowledge and wording, verified and checked once more as they are loaded; see `load_content`.

        Raises:
            ChangedRelease: Its files aren't as they were built.
        """
        self.verify()
        return load_content(self.folder)


class Releases:
    """The releases in a folder; `published` in it says which one is live."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, version: str) -> Release | None:
        """The release of this version, or None where there is no whole one."""
        folder = self.folder / version
        try:
            manifest = Manifest(**json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        whole = manifest.version == version and (folder / MODEL_FILE).is_file()
        return Release(folder, manifest) if whole else None

    def all(self) -> list[Release]:
        """Every whole release, in the order of their versions."""
        names = sorted(path.name for path in self.folder.iterdir() if path.is_dir()) if self.folder.is_dir() else []
        return [release for name in names if (release := self.get(name))]

    def live(self) -> Live | None:
        """What is live, or None where nothing was published yet.

        Raises:
            PointerError: The pointer can't be read.
        """
        return pointer.read(self.folder)

    def published(self) -> Release | None:
        """The live release, or None where none was published yet.

        Raises:
            PointerError: The pointer can't be read, or its release isn't there.
        """
        live = self.live()
        if live is None:
            return None
        if (release := self.get(live.version)) is None:
            raise PointerError(
                f"The live release {live.version} isn't whole in {self.folder}. Restore it from the backup "
                "(docs/backup.md), or go back to another one: centreguide rollback."
            )
        return release

    def build(self, draft: Path, train: Train) -> Release:
        """The release of the draft's content, built only where there is none; the model is trained only if it must be.

        Raises:
            FaultsError: the draft's knowledge or wording has faults.
        """
        fresh = self.folder / f".building-{secrets.token_hex(4)}"
        try:
            # What is checked, hashed and trained is this copy: the draft may go on changing.
            _copy(draft, fresh)
            load_content(fresh)
            model = model_version(fresh)
            version = release_version(fresh, model)
            if (known := self.get(version)) is not None and _is_intact(known):
                return known
            self._model(model, fresh, train)
            manifest = Manifest(version, model, checksums(fresh, MANIFEST_FILE))
            (fresh / MANIFEST_FILE).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
            target = self.folder / version
            shutil.rmtree(target, ignore_errors=True)
            fresh.replace(target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return Release(target, manifest)

    def is_current(self, release: Release) -> bool:
        """Whether this version of the program would build the same release from the release's content."""
        manifest = release.manifest
        same_model = model_version(release.folder) == manifest.model
        return same_model and release_version(release.folder, manifest.model) == manifest.version

    def _model(self, model: str, fresh: Path, train: Train) -> None:
        target = fresh / MODEL_FILE
        for release in self.all():
            if release.manifest.model == model and _is_intact(release):
                _link(release.model_file, target)
                for file in sorted((release.folder / LEARNED_FOLDER).glob("*")):
                    (fresh / LEARNED_FOLDER).mkdir(exist_ok=True)
                    _link(file, fresh / LEARNED_FOLDER / file.name)
                return
        train(fresh, target)


def _copy(draft: Path, fresh: Path) -> None:
    fresh.mkdir(parents=True)
    for name in CONTENT_FOLDERS:
        if name in OPTIONAL_FOLDERS and not (draft / name).is_dir():
            continue
        shutil.copytree(draft / name, fresh / name, ignore=_not_content)
    for name in DRAFT_FILES:
        shutil.copyfile(draft / name, fresh / name)


def _is_intact(release: Release) -> bool:
    try:
        release.verify()
    except ChangedRelease:
        return False
    return True


def _link(file: Path, target: Path) -> None:
    """The same file under a second name, which takes no space; a copy where the disk has no such links."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)


def _not_content(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".yml") and not (Path(folder) / name).is_dir()]
