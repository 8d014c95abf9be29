"""What a running bot says that it serves, so that whoever publishes can tell when it is live."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from centreguide.release.pointer import replace

FILE = "serving"


@dataclass(frozen=True)
class Serving:
    """The bot's process, the version that it serves, one that it couldn't load, and its message while it is off."""

    process: int
    version: str
    refused: str | None
    off: str | None

    @classmethod
    def read(cls, folder: Path) -> "Serving | None":
        """What the bot over this folder of releases said last; None where none did."""
        try:
            return cls(**json.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, folder: Path) -> None:
        replace(folder / FILE, asdict(self))

    @property
    def runs(self) -> bool:
        """Whether the process is still there."""
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
