from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rasa.core.processor
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphNodeHook, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.exceptions import InvalidConfigException

from centreguide.rasa_overrides import runner
from centreguide.rasa_overrides.runner import PlainRunner

ORIGINAL = rasa.core.processor.DaskGraphRunner


class Part(GraphComponent):
    """Adds its number to what it is given; fails where it is told to."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: Any, resource: Any, execution_context: Any) -> Part:
        return cls(config)

    def add(self, left: int, right: int = 0) -> int:
        if error := self.config.get("fails"):
            raise error
        return left + right + int(self.config.get("number", 0))


class Watching(GraphNodeHook):
    """Notes what it is called with."""

    def __init__(self) -> None:
        self.seen: list[Any] = []

    def on_before_node(
        self, node_name: str, execution_context: Any, config: Any, received_inputs: dict[str, Any]
    ) -> dict[str, Any]:
        self.seen.append(("before", node_name, execution_context.model_id, config, received_inputs))
        return {"of": node_name}

    def on_after_node(
        self, node_name: str, execution_context: Any, config: Any, output: Any, input_hook_data: dict[str, Any]
    ) -> None:
        self.seen.append(("after", node_name, output, input_hook_data))


def node(number: int = 0, *, target: bool = False, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Part, "create", "add", {"number": number}, eager=True, is_target=target)


def failing(error: Exception, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Part, "create", "add", {"fails": error}, eager=True, is_target=True)


SCHEMA = {
    "last": node(1000, left="left", right="right", target=True),
    "left": node(1, left="first"),
    "first": node(10, left="given"),
    "right": node(100, left="first"),
    "other": node(5, left="given", target=True),
    "unused": node(7, left="nobody gives this"),
}


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., GraphRunner]:
    def made(kind: type[GraphRunner], nodes: dict[str, SchemaNode], *hooks: GraphNodeHook) -> GraphRunner:
        schema = GraphSchema(nodes)
        return kind.create(schema, LocalModelStorage(tmp_path), ExecutionContext(schema, "a model"), list(hooks))

    return made


@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        ({"given": 3}, None),
        ({"given": 3}, ["last"]),
        ({"given": 3}, ["other", "right"]),
        ({"given": 3}, ["given", "left"]),
        ({"given": 3, "right": 4}, ["last"]),
        ({"given": 3, "first": 0}, ["last", "other"]),
        ({"given": 3, "more": "words"}, ["other"]),
    ],
)
def test_the_same_comes_out_as_of_rasas(
    make: Callable[..., GraphRunner], inputs: dict[str, Any], targets: list[str] | None
) -> None:
    rasas, ours = make(DaskGraphRunner, SCHEMA), make(PlainRunner, SCHEMA)
    for _ in range(2):
        assert list(ours.run(inputs, targets).items()) == list(rasas.run(inputs, targets).items())


def test_hooks_see_the_same(make: Callable[..., GraphRunner]) -> None:
    rasas, ours = Watching(), Watching()
    make(DaskGraphRunner, SCHEMA, rasas).run({"given": 1}, ["left"])
    make(PlainRunner, SCHEMA, ours).run({"given": 1}, ["left"])
    assert ours.seen == rasas.seen
    assert [call[:2] for call in ours.seen] == [
        ("before", "first"),
        ("after", "first"),
        ("before", "left"),
        ("after", "left"),
    ]


@pytest.mark.parametrize(
    ("nodes", "inputs", "error"),
    [
        (SCHEMA, {}, GraphRunError),
        (SCHEMA, None, GraphRunError),
        (SCHEMA, {"given": "first"}, GraphRunError),
        ({"last": failing(ValueError("words"), left="given")}, {"given": 1}, GraphComponentException),
        ({"last": failing(RuntimeError("words"), left="given")}, {"given": 1}, GraphComponentException),
        ({"last": failing(InvalidConfigException("words"), left="given")}, {"given": 1}, InvalidConfigException),
    ],
)
def test_what_fails_fails_the_same(
    make: Callable[..., GraphRunner],
    nodes: dict[str, SchemaNode],
    inputs: dict[str, Any] | None,
    error: type[Exception],
) -> None:
    with pytest.raises(error) as expected:
        make(DaskGraphRunner, nodes).run(inputs)
    with pytest.raises(error) as given:
        make(PlainRunner, nodes).run(inputs)
    assert str(given.value) == str(expected.value)
    assert repr(given.value.__cause__) == repr(expected.value.__cause__)


def test_an_unknown_target_is_an_error(make: Callable[..., GraphRunner]) -> None:
    for kind in (DaskGraphRunner, PlainRunner):
        with pytest.raises(KeyError, match="nobody"):
            make(kind, SCHEMA).run({"given": 1}, ["nobody"])


def test_installed_models_are_loaded_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", ORIGINAL)
    runner.install()
    assert rasa.core.processor.DaskGraphRunner is PlainRunner
