"""A candidate: the draft's release, built beside the live one, with who wrote it and what it would change."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

from centreguide.content.draft import EDITED_BY_HAND
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.publishing.beginnings import begun
from centreguide.publishing.comparison import Change, Comparison
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.history import History
from centreguide.publishing.people import same
from centreguide.release import pointer
from centreguide.release.store import Release, Releases, Train

FOLDER = "candidates"

Compare = Callable[[Release, Release, list[tuple[str, str]]], Comparison]
"""Compares the live release with another; gets the new ways to ask too, each with the sentence that answers it."""


@dataclass(frozen=True)
class Candidate:
    """What may be published: a release, the live one that it was compared with, and what changes."""

    version: str
    base: str
    by: str
    why: str
    when: str
    authors: tuple[str, ...]
    comparison: Comparison


class Candidates:
    """The candidates of a folder of releases, each in a file named after its version."""

    def __init__(self, releases: Releases, history: History) -> None:
        self._releases, self._history = releases, history
        self._folder = releases.folder / FOLDER

    def make(self, draft: Path, by: str, why: str, train: Train, compare: Compare) -> Candidate:
        """Builds the draft's release and compares it with the live one.

        Args:
            draft: the folder that holds it.
            by: who asks for it; counts as an author, as does everyone who changed the draft since the live release.
            why: what the change is for.

        Raises:
            FaultsError: the draft has mistakes.
            PublishingError: nothing is live yet, or the draft is the same as what is live.
        """
        base = self._releases.published()
        if base is None:
            raise PublishingError("Nothing is live yet: start the bot once, which publishes the draft as it is.")
        release = self._releases.build(draft, train)
        if release.manifest.version == base.manifest.version:
            raise PublishingError("The draft is the same as what is live: there is nothing to publish.")
        self._history.record_draft(release.folder, by, EDITED_BY_HAND)
        authors = [by, *(edit.by for edit in self._history.edits(since=base.folder))]
        candidate = Candidate(
            version=release.manifest.version,
            base=base.manifest.version,
            by=by,
            why=why,
            when=datetime.now(timezone.utc).isoformat(timespec="seconds"),
            authors=tuple(_distinct(authors)),
            comparison=compare(base, release, list(new_ways(base, release))),
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        pointer.replace(self._folder / f"{candidate.version}.json", asdict(candidate))
        return candidate

    def get(self, version: str) -> Candidate:
        """The candidate of this version.

        Args:
            version: it, or the beginning of it.

        Raises:
            PublishingError: there is none, or there are several.
        """
        versions = (path.stem for path in self._files())
        found = begun(version, versions, "candidate", "Make one from the draft: centreguide candidate.")
        try:
            content = json.loads((self._folder / f"{found}.json").read_text(encoding="utf-8"))
            changes = tuple(Change(**change) for change in content["comparison"]["changes"])
            comparison = Comparison(content["comparison"]["asked"], changes)
            return Candidate(**{**content, "authors": tuple(content["authors"]), "comparison": comparison})
        except (OSError, ValueError, TypeError, KeyError):
            raise PublishingError(
                f"The candidate {found} can't be read. Make it again from the draft: centreguide candidate."
            ) from None

    def latest(self) -> Candidate:
        """The candidate that was made last.

        Raises:
            PublishingError: there is none.
        """
        last = max(self._files(), key=lambda path: path.stat().st_mtime, default=None)
        if last is None:
            raise PublishingError("There is no candidate yet. Make one from the draft: centreguide candidate.")
        return self.get(last.stem)

    def _files(self) -> list[Path]:
        return list(self._folder.glob("*.json")) if self._folder.is_dir() else []


def new_ways(base: Release, release: Release) -> Iterator[tuple[str, str]]:
    """The ways to ask that a release has and its base hasn't, each with the sentence that should answer it."""
    try:
        known = {way for entry in load_knowledge(base.folder / "knowledge").ways_to_ask for way in entry.ways}
    except FaultsError:
        known = set()
    knowledge = load_knowledge(release.folder / "knowledge")
    for entry in knowledge.ways_to_ask:
        fact = knowledge.fact(entry.fact)
        for way in entry.ways:
            if way not in known and fact is not None:
                yield way, fact.say


def _distinct(names: list[str]) -> Iterator[str]:
    kept: list[str] = []
    for name in names:
        if not any(same(name, other) for other in kept):
            kept.append(name)
            yield name
