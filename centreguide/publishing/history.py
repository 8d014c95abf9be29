"""The history of the content, as a git repository: what the draft became, what was live, who did it, when and why."""

import io
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.patch import write_tree_diff
from dulwich.refs import Ref
from dulwich.repo import Repo
from filelock import FileLock

from centreguide.publishing.beginnings import begun
from centreguide.release.pointer import Entry, Live
from centreguide.release.versions import CONTENT_FOLDERS, DRAFT_FILES

DRAFT, PUBLISHED = Ref(b"refs/heads/draft"), Ref(b"refs/heads/published")
_FILE, _FOLDER = 0o100644, 0o40000


@dataclass(frozen=True)
class Record:
    """One entry of the history; `commit` is its id in the repository."""

    commit: str
    version: str
    off: str | None
    entry: Entry


@dataclass(frozen=True)
class Edit:
    """One change of the draft."""

    commit: str
    by: str
    why: str
    when: str


class History:
    """A bare git repository with two branches: `draft`, a commit for each change, and `published`."""

    def __init__(self, folder: Path) -> None:
        """Opens the repository in the folder, or makes it."""
        self.folder = folder
        self._lock = FileLock(folder.with_name(f".{folder.name}.lock"))
        folder.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            if not folder.is_dir():
                _make(folder)
        self._repo = Repo(str(folder))

    def record_live(self, live: Live, content: Path) -> None:
        """Adds an entry with the content that is live by it; one that is there already isn't added twice."""
        with self._writing():
            last = next(self.records(), None)
            if last is None or last.entry.number < live.entry.number:
                self._add(live, content)

    def _add(self, live: Live, content: Path) -> None:
        entry = live.entry
        trailers = [("Number", str(entry.number)), ("What", entry.what), ("Release", live.version)]
        trailers += [("Author", author) for author in entry.authors]
        trailers += [(name, text) for name, text in (("Despite", entry.despite), ("Off", live.off or "")) if text]
        lines = [_line(entry.why), "", *(f"{name}: {_line(text)}" for name, text in trailers)]
        self._commit(PUBLISHED, self._tree(content), entry.who, "\n".join(lines), datetime.fromisoformat(entry.when))

    def record_draft(self, draft: Path, by: str, why: str) -> bool:
        """Adds the draft as it stands; False where it hasn't changed since the last entry."""
        with self._writing():
            tree, head = self._tree(draft), self._head(DRAFT)
            if head is not None and head.tree == tree:
                return False
            self._commit(DRAFT, tree, by, _line(why), datetime.now(timezone.utc))
            return True

    def records(self) -> Iterator[Record]:
        """What was live, the newest first."""
        yield from (_record(commit) for commit in self._commits(PUBLISHED))

    def edits(self, since: Path | None = None) -> Iterator[Edit]:
        """The draft's changes, the newest first; those made since it was the same as the content in a folder."""
        with self._writing():
            until = self._tree(since) if since else None
        for commit in self._commits(DRAFT):
            if commit.tree == until:
                return
            yield Edit(commit.id.decode(), _name(commit), commit.message.decode().strip(), _when(commit))

    def diff(self, commit: str) -> str:
        """What an entry changed, as a text diff; all of it is new in the first one.

        Args:
            commit: the entry's id, or the beginning of it.

        Raises:
            PublishingError: no entry's id begins so, or several do.
        """
        every = {one.id.decode(): one for branch in (PUBLISHED, DRAFT) for one in self._commits(branch)}
        found = every[begun(commit, every, "entry of the history", "See what there is: centreguide history.")]
        parent = self._repo[found.parents[0]] if found.parents else None
        before = parent.tree if isinstance(parent, Commit) else None
        output = io.BytesIO()
        write_tree_diff(output, self._repo.object_store, before, found.tree)
        return output.getvalue().decode(errors="replace")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone with the repository: what a process that was killed had locked is free again."""
        with self._lock:
            for left in self.folder.rglob("*.lock"):
                left.unlink()
            yield

    def _commits(self, branch: Ref) -> Iterator[Commit]:
        commit = self._head(branch)
        while commit is not None:
            yield commit
            parent = self._repo[commit.parents[0]] if commit.parents else None
            commit = parent if isinstance(parent, Commit) else None

    def _head(self, branch: Ref) -> Commit | None:
        if branch not in self._repo.refs:
            return None
        found = self._repo[self._repo.refs[branch]]
        assert isinstance(found, Commit)
        return found

    def _tree(self, content: Path) -> ObjectID:
        """Stores the content's files and gives their tree; a damaged draft may lack some."""
        top = Tree()
        for name in filter(lambda name: (content / name).is_file(), DRAFT_FILES):
            top.add(name.encode(), _FILE, self._blob(content / name))
        for name in filter(lambda name: (content / name).is_dir(), CONTENT_FOLDERS):
            top.add(name.encode(), _FOLDER, self._subtree(content / name))
        self._repo.object_store.add_object(top)
        return top.id

    def _subtree(self, folder: Path) -> ObjectID:
        tree = Tree()
        for path in sorted(folder.iterdir()):
            if path.is_dir() and any(path.rglob("*.yml")):
                tree.add(path.name.encode(), _FOLDER, self._subtree(path))
            elif path.suffix == ".yml":
                tree.add(path.name.encode(), _FILE, self._blob(path))
        self._repo.object_store.add_object(tree)
        return tree.id

    def _blob(self, path: Path) -> ObjectID:
        blob = Blob.from_string(path.read_bytes())
        if blob.id not in self._repo.object_store:
            self._repo.object_store.add_object(blob)
        return blob.id

    def _commit(self, branch: Ref, tree: ObjectID, who: str, message: str, when: datetime) -> None:
        head = self._head(branch)
        commit = Commit()
        commit.tree, commit.parents = tree, [head.id] if head else []
        commit.author = commit.committer = f"{_person(who)} <>".encode()
        commit.author_time = int(when.timestamp())
        commit.commit_time = int(time.time())
        commit.author_timezone = commit.commit_timezone = 0
        commit.encoding, commit.message = b"UTF-8", f"{message}\n".encode()
        self._repo.object_store.add_object(commit)
        self._repo.refs[branch] = commit.id


def _make(folder: Path) -> None:
    """Makes the repository, whole or not at all."""
    fresh = folder.with_name(f".{folder.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    with closing(Repo.init_bare(str(fresh))) as repo:
        repo.refs.set_symbolic_ref(Ref(b"HEAD"), PUBLISHED)
    fresh.rename(folder)


def _line(text: str) -> str:
    return " ".join(text.split())


def _person(name: str) -> str:
    """The name without what git puts around names."""
    return _line(name.translate({ord(mark): " " for mark in "<>"})) or "unknown"


def _name(commit: Commit) -> str:
    return str(commit.author.decode()).partition(" <")[0]


def _when(commit: Commit) -> str:
    return datetime.fromtimestamp(commit.author_time, timezone.utc).isoformat()


def _record(commit: Commit) -> Record:
    why, _, rest = commit.message.decode().partition("\n\n")
    trailers = [(name, text) for name, mark, text in (line.partition(": ") for line in rest.splitlines()) if mark]
    told = dict(trailers)
    authors = tuple(text for name, text in trailers if name == "Author")
    entry = Entry(
        int(told["Number"]), told["What"], _name(commit), why, _when(commit), authors, told.get("Despite", "")
    )
    return Record(commit.id.decode(), told["Release"], told.get("Off"), entry)
