"""What Rasa only names isn't imported, and is as good as imported."""

import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from rasa.core.channels import BUILTIN_CHANNELS
from rasa.engine.recipes.default_recipe import DefaultV1Recipe

from centreguide.rasa_overrides.light_imports import CHANNELS, COMPONENTS, StandIn
from tests.conftest import PROJECT
from tests.server import tiny_bot
from tests.server.servers import ask, serving
from tests.server.tiny_bot import Project, environment

HEAVY = (
    "tensorflow",
    "keras",
    "boto3",
    "pymongo",
    "aiogram",
    "fbmessenger",
    "webexteamssdk",
    "google.oauth2",
    "socketio",
    "apscheduler",
    "questionary",
    "spacy.cli",
    "openpyxl",
)
GRAPH = """
import json, sys, yaml
import centreguide.bot, centreguide.cli
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
for file in sys.argv[1:]:
    config = yaml.safe_load(open(file))
    nodes = DefaultV1Recipe().graph_config_for_recipe(config, {}).train_schema.nodes
from rasa.graph_components.validators.default_recipe_validator import TRAINABLE_EXTRACTORS
imported = set(sys.modules)
from centreguide.rasa_overrides.light_imports import StandIn
print(json.dumps({
    "imported": list(imported),
    "uses": [node.uses.__name__ for node in nodes.values() if not isinstance(node.uses, StandIn)],
    "validated": [each.__name__ for each in TRAINABLE_EXTRACTORS if not isinstance(each, StandIn)],
}))
"""
DIET = """
assistant_id: riverside
language: en
recipe: default.v1
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: DIETClassifier
    epochs: 30
    random_seed: 1
policies:
  - name: RulePolicy
  - name: TEDPolicy
    epochs: 1
"""
TRAIN = f"import centreguide; {tiny_bot.TRAIN}"


def graph(*configurations: Path) -> dict[str, Any]:
    """What a process has imported that made the graphs for training by these configurations, and the last one's."""
    command = [sys.executable, "-c", GRAPH, *map(str, configurations)]
    done = subprocess.run(command, env=environment(), check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_what_the_configuration_does_without_isnt_imported() -> None:
    imported = graph(PROJECT / "config.yml")["imported"]
    assert "rasa.core.agent" in imported
    assert [name for name in HEAVY if name in imported] == []


def test_what_the_configuration_names_is_imported_even_after_one_that_does_without(tmp_path: Path) -> None:
    diet = tmp_path / "config.yml"
    diet.write_text(DIET, encoding="utf-8")
    found = graph(PROJECT / "config.yml", diet)
    assert "tensorflow" in found["imported"]
    assert {"DIETClassifier", "TEDPolicy"} <= set(found["uses"])
    assert "DIETClassifier" in found["validated"]


def test_a_channels_stand_in_is_called_as_the_channel_is() -> None:
    stand_ins = {name: channel for name, channel in BUILTIN_CHANNELS.items() if isinstance(channel, StandIn)}
    assert set(stand_ins) == set(CHANNELS.values())
    for name, channel in stand_ins.items():
        real = getattr(importlib.import_module(channel.__module__), channel.__name__)
        assert real.name() == name


def test_a_stand_in_makes_the_real_thing() -> None:
    made = BUILTIN_CHANNELS["twilio"].from_credentials({"account_sid": "a", "auth_token": "b", "twilio_number": "1"})
    assert (type(made).__module__, type(made).__name__) == ("rasa.core.channels.twilio", "TwilioInput")
    assert spacy.info(silent=True)["spacy_version"] == spacy.__version__


def test_every_component_of_rasas_is_there_or_named() -> None:
    """A new version of Rasa may have others that use TensorFlow."""
    listed = importlib.import_module("rasa.engine.recipes.default_components").DEFAULT_COMPONENTS
    assert {each.__name__ for each in listed if isinstance(each, StandIn)} <= set(COMPONENTS)
    known = set(DefaultV1Recipe._registered_components)
    assert {each.__name__ for each in listed} <= known | set(COMPONENTS)


@pytest.mark.e2e
def test_a_stock_pipeline_with_tensorflow_trains_and_serves(tmp_path: Path) -> None:
    tiny_bot.write(tmp_path)
    (tmp_path / "config.yml").write_text(DIET, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TRAIN], cwd=tmp_path, env=environment(), check=True, capture_output=True, text=True
    )
    assert "InvalidConfig" not in done.stderr
    project = Project(tmp_path, tmp_path / "models" / "tiny.tar.gz")
    with serving(project, tmp_path / "server") as server:
        assert [reply["text"] for reply in ask(server.address, "visitor", "where is the heart unit")] == [
            "ask_where about nothing"
        ]
