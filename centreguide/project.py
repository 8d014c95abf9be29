"""The project's folder: every command works on the files of the folder that it is typed in."""

import shlex
from pathlib import Path

_MARKS = ("domain.yml", "knowledge", "releases/published")
"""One of them is enough, so that a damaged draft is told as such, and the off switch works without any."""


def is_project(folder: Path) -> bool:
    return any((folder / mark).exists() for mark in _MARKS)


def way_to_one(folder: Path) -> str:
    """What to do in a folder that is no project, for the person at the terminal."""
    # The program is installed from a project, or from where there is none.
    places = (*folder.absolute().parents, Path(__file__).parents[1])
    found = next((shlex.quote(str(place)) for place in places if is_project(place)), "FOLDER")
    return (
        f"This folder isn't a Centre Guide project: change to the bot's folder, and try again. To change:\n  cd {found}"
    )
