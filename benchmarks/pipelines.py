"""The pipelines that are measured: the project's own, as config.yml has it, and Rasa's default."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

CONFIG = Path("config.yml")
OWN, STOCK = "Centre Guide", "Rasa 3.6.21's default (DIET)"

NOT_FOR_OTHERS = {
    "centreguide.nlu.subjects.SubjectExtractor": "finds the knowledge's subjects",
    "centreguide.nlu.urgent.detector.UrgentDetector": "needs examples of danger to life",
}
"""Components that are left out, since HINT3's bots have no knowledge file and nobody in danger, and why."""

_STOCK: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True, "random_seed": 1},
    {"name": "EntitySynonymMapper"},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
"""What `rasa init` suggests, without the response selector, which no HINT3 bot has a use for."""


def own_pipeline(config: Path = CONFIG) -> list[dict[str, Any]]:
    """The components of config.yml that need no knowledge file, and their options without it."""
    components: list[dict[str, Any]] = yaml.safe_load(config.read_text(encoding="utf-8"))["pipeline"]
    kept = [component for component in components if component["name"] not in NOT_FOR_OTHERS]
    return [{option: value for option, value in component.items() if option != "knowledge"} for component in kept]


def stock_pipeline() -> list[dict[str, Any]]:
    return [dict(component) for component in _STOCK]
