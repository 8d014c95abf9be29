"""Rasa and spaCy without what they only name: TensorFlow, a command line, and what nobody configured.

A few modules import classes only to list them, or for a function that this process never calls. In those modules the
classes are stand-ins, which import the real one as soon as anything is asked of it; every other module gets the real
one at once, and so does a configuration that names one.
"""

import builtins
import importlib
import sys
from collections.abc import Mapping, Sequence
from functools import wraps
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import resolve_name
from types import ModuleType
from typing import Any

COMPONENTS = {
    "DIETClassifier": "rasa.nlu.classifiers.diet_classifier",
    "ConveRTFeaturizer": "rasa.nlu.featurizers.dense_featurizer.convert_featurizer",
    "LanguageModelFeaturizer": "rasa.nlu.featurizers.dense_featurizer.lm_featurizer",
    "ResponseSelector": "rasa.nlu.selectors.response_selector",
    "TEDPolicy": "rasa.core.policies.ted_policy",
    "UnexpecTEDIntentPolicy": "rasa.core.policies.unexpected_intent_policy",
}
"""Rasa's components that use TensorFlow, and their modules."""

CHANNELS = {
    "rasa.core.channels.botframework": "botframework",
    "rasa.core.channels.console": "cmdline",
    "rasa.core.channels.facebook": "facebook",
    "rasa.core.channels.hangouts": "hangouts",
    "rasa.core.channels.slack": "slack",
    "rasa.core.channels.socketio": "socketio",
    "rasa.core.channels.telegram": "telegram",
    "rasa.core.channels.twilio": "twilio",
    "rasa.core.channels.twilio_voice": "twilio_voice",
    "rasa.core.channels.webexteams": "webexteams",
}
"""The modules of Rasa's channels that import much, and the names that Rasa asks the channels for as it lists them."""

_VALIDATOR = "rasa.graph_components.validators.default_recipe_validator"
_RECIPE = "rasa.engine.recipes.default_recipe"

NAMED = {
    "rasa.utils.train_utils": ("rasa.utils.tensorflow.callback", "rasa.utils.tensorflow.data_generator"),
    "rasa.engine.recipes.default_components": tuple(COMPONENTS.values()),
    _VALIDATOR: tuple(COMPONENTS.values()),
    "rasa.core.channels": tuple(CHANNELS),
    "rasa.core.jobs": ("apscheduler.schedulers.asyncio",),
    "rasa.core.tracker_store": ("boto3.dynamodb.conditions", "pymongo.collection"),
    "spacy": ("spacy.cli.info",),
}
"""Modules, and what each imports without needing it."""


class StandIn(type):
    """The kind of a class that isn't imported until something is asked of it."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        return cls._real()(*args, **kwargs)

    def __getattr__(cls, name: str) -> Any:
        return getattr(cls._real(), name)

    def _real(cls) -> Any:
        return getattr(importlib.import_module(cls.__module__), cls.__name__)


class _StandIns(ModuleType):
    """A module that has a stand-in for every name that is asked for."""

    def __getattr__(self, name: str) -> StandIn:
        known: dict[str, Any] = {"__module__": self.__name__}
        if channel := CHANNELS.get(self.__name__):
            known["name"] = staticmethod(lambda: channel)
        return StandIn(name, (), known)


class _Naming(SourceFileLoader):
    """Runs a module whose own imports, and no others, give stand-ins for what it only names."""

    def exec_module(self, module: ModuleType) -> None:
        named = NAMED[module.__name__]

        def import_(name: str, of: Any = None, within: Any = None, wanted: Any = (), level: int = 0) -> Any:
            full = resolve_name("." * level + name, module.__package__)
            if full in named and full not in sys.modules:
                return _StandIns(full)
            return builtins.__import__(name, of, within, wanted, level)

        vars(module)["__builtins__"] = {**vars(builtins), "__import__": import_}
        super().exec_module(module)


class _Recipe(SourceFileLoader):
    """Runs the recipe's module, and has the recipe import what a configuration names before it makes a graph of it."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        recipe = module.DefaultV1Recipe
        stock = recipe.graph_config_for_recipe

        @wraps(stock)
        def graph_config_for_recipe(self: Any, config: Mapping[str, Any], *args: Any, **kwargs: Any) -> Any:
            _import_named([*(config.get("pipeline") or ()), *(config.get("policies") or ())])
            return stock(self, config, *args, **kwargs)

        recipe.graph_config_for_recipe = graph_config_for_recipe


def _import_named(components: Sequence[Mapping[str, Any]]) -> None:
    names = {str(each["name"]).rpartition(".")[2] for each in components} & set(COMPONENTS)
    for name in names:
        importlib.import_module(COMPONENTS[name])
    if names:
        # It compares classes with those that it imported, which may have been stand-ins.
        sys.modules.pop(_VALIDATOR, None)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        loader = _Recipe if fullname == _RECIPE else _Naming if fullname in NAMED else None
        spec = PathFinder.find_spec(fullname, path) if loader else None
        if loader and spec and spec.origin:
            spec.loader = loader(fullname, spec.origin)
        return spec


FINDER = _Finder()


def install() -> None:
    """Makes it so for whatever of Rasa isn't imported yet."""
    if FINDER not in sys.meta_path:
        sys.meta_path.insert(0, FINDER)
