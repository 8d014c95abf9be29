"""Trains the draft with Rasa into one model file, in a process of its own, whose memory goes when it is done."""

import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


class TrainingError(Exception):
    """Rasa couldn't train the draft."""


def train(draft: Path, target: Path) -> None:
    """Trains the draft's domain, pipeline and data into the file `target`.

    Raises:
        TrainingError: Rasa gave no model; what it said is in the text.
    """
    command = [sys.executable, "-m", "centreguide.release.training", str(draft), str(target)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode or not target.is_file():
        said = "\n".join((result.stderr or result.stdout).strip().splitlines()[-_LAST_LINES:])
        raise TrainingError(f"Rasa couldn't train the draft:\n{said}")


_LAST_LINES = 12


def _train_here(draft: Path, target: Path) -> None:
    # Rasa and what it needs warn of their own old ways, which nobody here can mend.
    warnings.simplefilter("ignore")
    from rasa.model_training import train as rasa_train

    with tempfile.TemporaryDirectory() as folder:
        result = rasa_train(
            domain=str(draft / "domain.yml"),
            config=str(draft / "config.yml"),
            training_files=[str(draft / "data")],
            output=folder,
            fixed_model_name="model",
        )
        if result.code == 0 and result.model:
            target.write_bytes(Path(result.model).read_bytes())


if __name__ == "__main__":
    _train_here(Path(sys.argv[1]), Path(sys.argv[2]))
