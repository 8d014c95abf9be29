"""Writes the lock files anew from `pyproject.toml`, with hashes and without a registry's address."""

import subprocess
import sys

LOCKS = {
    "requirements-dev.lock": ["pyproject.toml", "--universal", "--extra", "dev"],
    "requirements.lock": ["pyproject.toml", "--universal", "--constraint", "requirements-dev.lock"],
    "scripts/requirements-uv.lock": ["scripts/requirements-uv.in"],
}
"""What each is compiled from, in order. `--universal`: for every machine that `tool.uv.environments` names."""

OPTIONS = ["--generate-hashes", "--no-annotate", "--no-emit-index-url", "--custom-compile-command", "make lock"]


def main() -> None:
    for lock, sources in LOCKS.items():
        command = ["uv", "pip", "compile", *sources, *OPTIONS, *sys.argv[1:], "--output-file", lock]
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode:
            sys.exit(f"{lock} couldn't be made.")


if __name__ == "__main__":
    main()
