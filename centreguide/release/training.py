"""Trains the draft with Rasa into one model file, in a process of its own, whose memory goes when it is done."""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import centreguide
from centreguide.encoder import runtime

CONVERSATIONS_FOLDER = "conversations"
KIND_WORDS = Path("safety/kind_words.yml")


class TrainingError(Exception):
    """Rasa couldn't train the draft."""


def train(draft: Path, target: Path) -> None:
    """Trains the draft's domain, pipeline and data into the file `target`; nothing outside the draft's folder is read.

    Raises:
        TrainingError: Rasa gave no model; what it said is in the text.
    """
    command = [sys.executable, "-m", "centreguide.release.training", str(target.absolute())]
    result = subprocess.run(command, cwd=draft, env=_environment(), capture_output=True, text=True, check=False)
    if result.returncode or not target.is_file():
        said = "\n".join((result.stderr or result.stdout).strip().splitlines()[-_LAST_LINES:])
        raise TrainingError(f"Rasa couldn't train the draft:\n{said}")


_LAST_LINES = 12


def _environment() -> dict[str, str]:
    """This process's environment, with the folders that it finds from its own working folder named in full."""
    paths = [str(Path(centreguide.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "RASA_CACHE_DIRECTORY": os.environ.get("RASA_CACHE_DIRECTORY") or str(Path(".rasa", "cache").absolute()),
        runtime.CACHE_VARIABLE: str(runtime.default_folder().parent.absolute()),
    }


def _train_here(target: Path) -> None:
    # Rasa and what it needs warn of their own old ways, which nobody here can mend.
    warnings.simplefilter("ignore")
    from rasa.model_training import train as rasa_train

    with tempfile.TemporaryDirectory() as folder:
        result = rasa_train(
            domain="domain.yml",
            config="config.yml",
            training_files=["data"],
            output=folder,
            fixed_model_name="model",
        )
        if result.code == 0 and result.model:
            target.write_bytes(Path(result.model).read_bytes())
            _learn_here(target)


def _learn_here(model: Path) -> None:
    """Learns what answers are found by, beside the model, with its NLU."""
    from centreguide.answering import conversations
    from centreguide.answering.learning import learn
    from centreguide.nlu.classifier import generic_sentences
    from centreguide.nlu.understanding import understand
    from centreguide.release.content import LEARNED_FOLDER, intents, load_content
    from centreguide.training_data import examples

    folder = Path()
    knowledge = load_content(folder).knowledge
    said = conversations.load(folder / CONVERSATIONS_FOLDER, knowledge, intents(folder))
    own = [(each.text, each.intent) for each in examples(folder)]
    encode = runtime.shared().encode_kept
    learned = learn(knowledge, own, generic_sentences(), said, folder / KIND_WORDS, understand(model), encode)
    learned.save(model.parent / LEARNED_FOLDER)


if __name__ == "__main__":
    _train_here(Path(sys.argv[1]))
