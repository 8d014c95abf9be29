"""Trains the draft with Rasa, quietly, into one model file."""

import tempfile
import warnings
from pathlib import Path


class TrainingError(Exception):
    """Rasa couldn't train the draft."""


def train(draft: Path, target: Path) -> None:
    """Trains the draft's domain, pipeline and data into the file `target`.

    Raises:
        TrainingError: Rasa gave no model; it has logged why.
    """
    # Rasa and what it needs warn of their own old ways, which nobody here can mend.
    warnings.simplefilter("ignore")
    # Rasa takes seconds to import: a release that is there already doesn't need it here.
    from rasa.model_training import train as rasa_train

    with tempfile.TemporaryDirectory() as folder:
        result = rasa_train(
            domain=str(draft / "domain.yml"),
            config=str(draft / "config.yml"),
            training_files=[str(draft / "data")],
            output=folder,
            fixed_model_name="model",
        )
        if result.code != 0 or not result.model:
            raise TrainingError("Rasa couldn't train the draft; the lines above say why.")
        target.write_bytes(Path(result.model).read_bytes())
