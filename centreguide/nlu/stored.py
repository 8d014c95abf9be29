"""What the trainable Rasa components have in common: what they learn is stored with the model, and read from there."""

from __future__ import annotations

from abc import abstractmethod
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

Learnt = TypeVar("Learnt")
Component = TypeVar("Component", bound="Stored[Any]")


class Stored(GraphComponent, Generic[Learnt]):
    """A component with `learnt`, which its `train` sets and writes in `store()`, and its `read` reads again."""

    learnt: Learnt

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config, self._storage, self._resource = config, storage, resource

    @classmethod
    def create(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """An untrained component: it has nothing learnt yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component.learnt = cls.read(folder)
        return component

    @classmethod
    @abstractmethod
    def read(cls, folder: Path) -> Learnt:
        """What `train` wrote in this folder."""

    def store(self) -> AbstractContextManager[Path]:
        """The folder to write what was learnt in."""
        found: AbstractContextManager[Path] = self._storage.write_to(self._resource)
        return found
