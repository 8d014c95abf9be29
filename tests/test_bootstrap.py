import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import bootstrap

PROJECT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")

UV = """#!/bin/sh
echo "$*" >> {calls}
case "$1" in
    venv) mkdir -p .venv/bin && ln -sf {python} .venv/bin/python ;;
    pip) {pip} ;;
esac
"""

Start = Callable[..., subprocess.CompletedProcess[str]]


class Project:
    """A copy of the bootstrap beside small lock files, on a PATH where uv is a script."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"
        self.calls = folder / "calls"
        (folder / "scripts").mkdir(parents=True)
        self.tools.mkdir()
        (folder / "scripts" / "bootstrap.py").write_bytes(Path(bootstrap.__file__).read_bytes())
        (folder / "pyproject.toml").touch()
        for lock in LOCKS:
            (folder / lock).write_text(f"# {lock}\n")

    def uv(self, pip: str = ":") -> None:
        """Puts a uv on the PATH that does `pip`, in the shell, when it is to install."""
        tool = self.tools / "uv"
        tool.write_text(UV.format(calls=self.calls, python=sys.executable, pip=pip))
        tool.chmod(0o755)

    def start(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", "scripts/bootstrap.py", *arguments],
            cwd=self.folder,
            env={"PATH": f"{self.tools}:/usr/bin:/bin", **environment},
            capture_output=True,
            text=True,
            timeout=30,
        )

    def installed(self) -> list[str]:
        """The lock files that uv was told to install since the last call."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        self.calls.unlink(missing_ok=True)
        return [Path(line.split()[-1]).name for line in lines if line.startswith("pip sync")]
