"""Policies trained on rules and stories, and conversations to try them on: real ones, and random ones."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph

SPECIAL_DOMAIN = """
version: "3.1"
intents: [greet, ask, tell, deny]
entities: [place]
actions: [action_greet, action_answer, action_ask, action_stop]
forms: {a_form: {required_slots: [where]}}
slots:
  where: {type: text, influence_conversation: true, mappings: [{type: custom}]}
  known: {type: bool, influence_conversation: true, mappings: [{type: custom}]}
"""
SPECIAL_RULES = """
version: "3.1"
rules:
  - rule: greet at the start
    conversation_start: true
    steps: [{intent: greet}, {action: action_greet}]
  - rule: answer what is known
    condition: [{slot_was_set: [{known: true}]}]
    steps: [{intent: ask}, {action: action_answer}]
  - rule: ask where it is not known
    condition: [{slot_was_set: [{known: null}]}]
    steps: [{intent: ask}, {action: a_form}, {active_loop: a_form}]
  - rule: when the form is done
    condition: [{active_loop: a_form}]
    steps: [{action: a_form}, {active_loop: null}, {action: action_answer}]
    wait_for_user_input: false
  - rule: stop in the form
    condition: [{active_loop: a_form}]
    steps: [{intent: deny}, {action: action_stop}, {action: action_deactivate_loop}, {active_loop: null}]
stories:
  - story: tells
    steps: [{intent: tell}, {action: action_ask}, {intent: tell}, {action: action_answer}]
"""


@dataclass(frozen=True)
class Trained:
    """Policies and what they were trained on."""

    domain: Domain
    policies: tuple[Policy, ...]
    trackers: list[DialogueStateTracker]

    def predictions(self, tracker: DialogueStateTracker) -> list[PolicyPrediction]:
        return [policy.predict_action_probabilities(tracker, self.domain) for policy in self.policies]


def trained(domain: Domain, files: list[Path], folder: Path) -> Trained:
    """Rasa's policies as `config.yml` has them, trained on the files of rules and stories."""
    steps = [step for file in files for step in YAMLStoryReader(domain).read_from_file(file)]
    trackers = TrainingDataGenerator(StoryGraph(steps), domain, augmentation_factor=0).generate()
    storage, context = LocalModelStorage.create(folder), ExecutionContext(GraphSchema({}))
    fallback = {"core_fallback_action_name": domain.user_actions[0]}
    policies = tuple(
        kind.create({**kind.get_default_config(), **more}, storage, Resource(kind.__name__), context)
        for kind, more in ((MemoizationPolicy, {}), (RulePolicy, fallback))
    )
    for policy in policies:
        policy.train(trackers, domain)
    return Trained(domain, policies, trackers)


def stops(tracker: DialogueStateTracker, domain: Domain) -> Iterator[DialogueStateTracker]:
    """The conversation up to each of its actions."""
    events = list(tracker.events)
    for place, event in enumerate(events):
        if place and isinstance(event, ActionExecuted):
            yield DialogueStateTracker.from_events("a", events[:place], domain.slots)


def random_conversations(domain: Domain, count: int, seed: int) -> Iterator[DialogueStateTracker]:
    """Conversations of all kinds of events, likely and unlikely ones."""
    chance = random.Random(seed)
    for _ in range(count):
        events: list[Event] = [
            ActionExecuted("action_session_start"),
            SessionStarted(),
            ActionExecuted("action_listen"),
        ]
        for _ in range(chance.randint(1, 8)):
            events += _turn(chance, domain)
        yield DialogueStateTracker.from_events("a", events[: chance.randint(3, len(events))], domain.slots)


def _turn(chance: random.Random, domain: Domain) -> list[Event]:
    intent = chance.choice([*domain.intents, "unheard of", None])
    entities = [{"entity": name, "value": "x"} for name in domain.entities if chance.random() < 0.3]
    events: list[Event] = [UserUttered(chance.choice(["words", "/more", ""]), {"name": intent}, entities)]
    if chance.random() < 0.9:
        events.append(DefinePrevUserUtteredFeaturization(chance.random() < 0.05))
    action = chance.choice(domain.action_names_or_texts)
    events.append(ActionExecuted(action, hide_rule_turn=chance.random() < 0.4))
    if chance.random() < 0.8:
        events.append(BotUttered("said"))
    for slot in domain.slots:
        if chance.random() < 0.3:
            events.append(SlotSet(slot.name, chance.choice([None, True, "words"])))
    if chance.random() < 0.2:
        events.append(chance.choice(_unlikely(chance, domain)))
    if chance.random() < 0.9:
        events.append(ActionExecuted("action_listen", hide_rule_turn=chance.random() < 0.4))
    return events


def _unlikely(chance: random.Random, domain: Domain) -> list[Event]:
    loops = [ActiveLoop(name) for name in [*domain.form_names, None]]
    rejected = ActionExecutionRejected(chance.choice(domain.action_names_or_texts))
    return [*loops, rejected, Restarted(), SessionStarted(), UserUtteranceReverted()]
