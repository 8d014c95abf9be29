"""What is live: a release's version and whether the bot is switched off, in one small file that is replaced whole."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from centreguide import disk

POINTER = "published"

PUBLISHED, ROLLED_BACK, REBUILT, OFF, ON = "published", "rolled back", "rebuilt", "switched off", "switched on"
"""What an entry of the history can be."""


class PointerError(Exception):
    """The pointer is there and can't be used; the text says what to do."""


@dataclass(frozen=True)
class Entry:
    """Why what is live is live: an entry of the history, counted from 1.

    Attributes:
        what: One of the five above.
        who: Who did it; for a publication, the approver.
        when: ISO 8601, UTC.
        authors: Who had written what was published.
        despite: The approver's reason for publishing with regressions.
    """

    number: int
    what: str
    who: str
    why: str
    when: str
    authors: tuple[str, ...] = ()
    despite: str = ""


@dataclass(frozen=True)
class Live:
    """The live release's version, and the trust's message while the bot is switched off."""

    version: str
    off: str | None
    entry: Entry


def read(folder: Path) -> Live | None:
    """What is live by the pointer in the folder of releases; None where nothing was published yet.

    Raises:
        PointerError: It can't be read.
    """
    path = folder / POINTER
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        entry = Entry(**{**content["entry"], "authors": tuple(content["entry"]["authors"])})
        return Live(str(content["version"]), content["off"], entry)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PointerError(
            f"{path} doesn't say which release is live. Restore it from the backup (docs/backup.md), or remove it to "
            "publish the draft as it is."
        ) from error


def write(folder: Path, live: Live) -> None:
    """Makes this live, at once: a crash leaves the old pointer or the new one."""
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / POINTER, asdict(live))


def replace(path: Path, content: dict[str, Any]) -> None:
    """Replaces a JSON file whole, and has it on the disk before anything that follows."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    disk.write(fresh, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())
    fresh.replace(path)
    disk.sync(path.parent)
