"""Content hashes: what a model depends on, and what a whole release is."""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from pathlib import Path

import centreguide
from centreguide.encoder import runtime as encoder
from centreguide.knowledge.loader import load as load_knowledge
from centreguide.nlu.mentions import known_subjects

DRAFT_FILES = ("domain.yml", "config.yml")
CONTENT_FOLDERS = ("data", "knowledge", "safety", "wording")
SAID_FOLDERS = ("knowledge", "wording")
_LENGTH = 12


def model_version(draft: Path) -> str:
    """Changes with all that a model is trained from: data, domain, pipeline, subjects' names, encoder and code."""
    names = json.dumps(known_subjects(load_knowledge(draft / "knowledge").subjects), sort_keys=True)
    package = Path(centreguide.__file__).parent
    files = [draft / name for name in DRAFT_FILES]
    files += sorted((draft / "data").glob("**/*.yml")) + sorted((draft / "safety").glob("*.yml"))
    files += [path for path in sorted((package / "nlu").iterdir()) if path.is_file()]
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("rasa", "scikit-learn", "spacy")]
    return _hash([names.encode(), encoder.shared().fingerprint.encode(), *(v.encode() for v in versions)], files)


def release_version(draft: Path, model: str) -> str:
    """Changes with the model and with every word that is said."""
    files = [path for name in SAID_FOLDERS for path in sorted((draft / name).glob("*.yml"))]
    return _hash([model.encode()], [draft / "domain.yml", *files])


def _hash(parts: Iterable[bytes], files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    for file in files:
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]
