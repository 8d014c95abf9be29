"""What `make test` does: each check in order, up to the first that fails."""

import subprocess
import sys
import tempfile
import time

CHECKS = {
    "Lint": ["ruff", "check"],
    "Format": ["ruff", "format", "--check"],
    "Types": ["mypy"],
    "Widget's types": ["scripts.node", "types"],
    "Widget's lint": ["scripts.node", "lint"],
    "Widget's tests": ["scripts.node", "test"],
    "Widget's joined file": ["scripts.node", "joined"],
    "Unit tests": ["pytest", "-m", "not e2e", "-n", "auto"],
    "Knowledge and wording": ["centreguide", "check"],
    "Training data": ["rasa", "data", "validate"],
    "Training": ["rasa", "train", "--out", "{folder}", "--fixed-model-name", "draft"],
    "Conversations": [
        *("rasa", "test", "core", "--e2e", "--stories", "tests/test_stories.yml", "--fail-on-prediction-errors"),
        *("--model", "{folder}/draft.tar.gz", "--out", "{folder}/results"),
    ],
    "End to end": ["pytest", "-m", "e2e and not soak", "--durations", "25"],
}
"""The module to run and its arguments, by the check's name; `{folder}` is a folder for the run."""


def main() -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="centreguide-") as folder:
        for number, (name, command) in enumerate(CHECKS.items(), 1):
            words = [word.format(folder=folder) for word in command]
            print(f"\n== {number}/{len(CHECKS)} {name}: {' '.join(words)}", flush=True)
            if subprocess.run([sys.executable, "-m", *words], check=False).returncode:
                sys.exit(f"\nFailed: {name} (python -m {' '.join(words)}).")
    print(f"\nAll {len(CHECKS)} checks passed in {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
