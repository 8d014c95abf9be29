"""Writes the lock files anew from `pyproject.toml`, with hashes and without a registry's address."""

import shutil
import subprocess
import sys

UV_LOCK, LOCK, DEV_LOCK = "scripts/requirements-uv.lock", "requirements.lock", "requirements-dev.lock"

COMPILE = ["uv", "pip", "compile", "--generate-hashes", "--no-annotate", "--no-emit-index-url"]
# It stands in the file's first lines, where the real command would hold paths of this machine.
COMMENT = ["--custom-compile-command", "make lock"]


def main(*options: str) -> None:
    # --universal: for every machine that tool.uv.environments names.
    make(DEV_LOCK, "pyproject.toml", "--universal", "--extra", "dev", *options)
    # uv keeps the versions that it finds in the file, so that both locks agree.
    shutil.copyfile(DEV_LOCK, LOCK)
    make(LOCK, "pyproject.toml", "--universal")
    make(UV_LOCK, "--group", "set-up", *options)


def make(lock: str, *sources: str) -> None:
    command = [sys.executable, "-m", *COMPILE, *COMMENT, *sources, "--output-file", lock]
    if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"{lock} couldn't be made.")


if __name__ == "__main__":
    main(*sys.argv[1:])
