"""The folder of releases: builds one from the draft, whole or not at all, and moves the pointer to the live one."""

import json
import logging
import secrets
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from centreguide.release.content import Content, load_content
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES, model_version, release_version

logger = logging.getLogger(__name__)

MODEL_FILE = "model.tar.gz"
MANIFEST_FILE = "manifest.json"
POINTER = "published"

Train = Callable[[Path, Path], None]
"""Trains the draft in the first folder into the model file at the second path."""


@dataclass(frozen=True)
class Manifest:
    """What a release is made of."""

    version: str
    model: str


@dataclass(frozen=True)
class Release:
    """A built release in its folder."""

    folder: Path
    manifest: Manifest

    @property
    def model_file(self) -> Path:
        return self.folder / MODEL_FILE

    def content(self) -> Content:
        """Its knowledge and wording, checked once more as they are loaded."""
        return load_content(self.folder)


class Releases:
    """The releases in a folder; `published` in it holds the version of the live one."""

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

    def published(self) -> Release | None:
        """The live release, or None where none was published yet."""
        try:
            return self.get((self.folder / POINTER).read_text(encoding="utf-8").strip())
        except OSError:
            return None

    def publish(self, release: Release) -> None:
        """Makes this release the live one, at once."""
        fresh = self.folder / f".{POINTER}-{secrets.token_hex(4)}"
        fresh.write_text(release.manifest.version + "\n", encoding="utf-8")
        fresh.replace(self.folder / POINTER)

    def build(self, draft: Path, train: Train) -> Release:
        """The release of the draft's content, built only where there is none; the model is trained only if it must be.

        Raises:
            FaultsError: the draft's knowledge or wording has faults.
        """
        load_content(draft)
        model = model_version(draft)
        version = release_version(draft, model)
        if (known := self.get(version)) is not None:
            return known
        fresh = self.folder / f".{version}-{secrets.token_hex(4)}"
        try:
            fresh.mkdir(parents=True)
            for name in CONTENT_FOLDERS:
                shutil.copytree(draft / name, fresh / name)
            for name in DRAFT_FILES:
                shutil.copyfile(draft / name, fresh / name)
            self._model(model, draft, fresh / MODEL_FILE, train)
            manifest = Manifest(version, model)
            (fresh / MANIFEST_FILE).write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
            target = self.folder / version
            shutil.rmtree(target, ignore_errors=True)
            fresh.replace(target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        return Release(target, manifest)

    def _model(self, model: str, draft: Path, target: Path, train: Train) -> None:
        for release in self.all():
            if release.manifest.model == model:
                shutil.copyfile(release.model_file, target)
                return
        train(draft, target)
