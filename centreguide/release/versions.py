"""Content hashes: what a model depends on, and what a whole release is."""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import centreguide
from centreguide.encoder import runtime as encoder
from centreguide.knowledge.loader import load as load_knowledge

DRAFT_FILES = ("domain.yml", "config.yml")
CONTENT_FOLDERS = ("conversations", "data", "knowledge", "safety", "wording")
OPTIONAL_FOLDERS = ("conversations",)
SAID_FOLDERS = ("knowledge", "wording")
_LENGTH = 12
_FORM = b"with checksums"
"""How a release is laid out: what an older program built without checksums is built anew, without training."""


def model_version(draft: Path) -> str:
    """Changes with all that a model is trained from: data, domain, pipeline, encoder, code, what is asked for and how.

    What a fact says isn't among it: a reworded answer needs no training.
    """
    knowledge = load_knowledge(draft / "knowledge")
    asked = [(fact.id, fact.about, fact.answers, fact.question, fact.parts.lists) for fact in knowledge.facts]
    subjects = [asdict(subject) for subject in knowledge.subjects]
    ways = [(entry.fact, entry.ways) for entry in knowledge.ways_to_ask]
    names = json.dumps([subjects, asked, ways], sort_keys=True)
    package = Path(centreguide.__file__).parent
    files = [draft / name for name in DRAFT_FILES]
    files += sorted((draft / "data").glob("**/*.yml")) + sorted((draft / "safety").glob("*.yml"))
    files += sorted((draft / "conversations").glob("*.yml"))
    for part in ("nlu", "answering", "language"):
        files += [path for path in sorted((package / part).rglob("*")) if path.suffix in (".py", ".yml", ".txt")]
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("rasa", "scikit-learn", "spacy")]
    return _hash([names.encode(), encoder.shared().fingerprint.encode(), *(v.encode() for v in versions)], files)


def release_version(draft: Path, model: str) -> str:
    """Changes with the model and with every word that is said."""
    files = [path for name in SAID_FOLDERS for path in sorted((draft / name).glob("*.yml"))]
    return _hash([_FORM, model.encode()], [draft / "domain.yml", *files])


def _hash(parts: Iterable[bytes], files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    for file in files:
        digest.update(file.name.encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]
