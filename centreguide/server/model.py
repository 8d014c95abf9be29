"""Loads the model that was asked for, and makes sure that it is that one."""

import json
import logging
import tarfile
import zlib
from pathlib import Path

from rasa.core.agent import Agent
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import EndpointConfig

from centreguide import one_thread
from centreguide.errors import ServerError
from centreguide.nlu.urgent.detector import UrgentDetector
from centreguide.nlu.urgent.judge import Judge
from centreguide.rasa_overrides import together

logger = logging.getLogger(__name__)

_REMEDY = "Restore its folder from the backup (docs/backup.md), or go back to the release before: centreguide rollback."


def load(model: Path, conversations: TrackerStore, locks: LockStore, actions: EndpointConfig) -> Agent:
    """Loads `model` into a new agent. Rasa's server would serve another file, or none, without a word.

    Args:
        model: A model file, as `rasa train` makes it.
        conversations: Where trackers are kept.
        locks: What keeps the messages of a conversation in order.
        actions: What runs custom actions.

    Raises:
        ServerError: There is no such file, it can't be loaded, or another model was loaded in its stead.
    """
    wanted = model_id(model)
    together.install()
    one_thread.for_sums()
    try:
        # An agent gives its tracker store a domain at once: an empty one would lose the slots of who talks meanwhile.
        agent = Agent.load(
            model, conversations.domain, tracker_store=conversations, lock_store=locks, action_endpoint=actions
        )
    except Exception as error:
        raise ServerError(f"The model {model} can't be loaded ({error}). {_REMEDY}") from error
    if not agent.is_ready() or agent.model_id != wanted:
        raise ServerError(f"Rasa loaded the model {agent.model_id} where {model} ({wanted}) was asked for.")
    logger.info("Loaded the model %s (%s)", model.name, wanted)
    return agent


def judge(agent: Agent) -> Judge | None:
    """What judges danger in the agent's model; None where its pipeline has nothing that does.

    Rasa has no way to ask one component, so that its runner is looked into.
    """
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    return next((node._component.learnt for node in nodes if isinstance(node._component, UrgentDetector)), None)


def model_id(model: Path) -> str:
    """Reads the id that Rasa gave the model at training.

    Raises:
        ServerError: The file is missing, damaged, or no Rasa model.
    """
    if not model.is_file():
        raise ServerError(f"There is no model at {model}: train one first.")
    try:
        with tarfile.open(model) as archive:
            metadata = archive.extractfile("metadata.json")
            assert metadata is not None
            return str(json.load(metadata)["model_id"])
    except (OSError, EOFError, zlib.error, tarfile.TarError, KeyError, ValueError, AssertionError) as error:
        raise ServerError(f"{model} is damaged, or no Rasa model. {_REMEDY}") from error
