"""A made-up trust's bot, as small as Rasa allows: built and trained once, for the tests that need a real server."""

import functools
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CONFIG = """
assistant_id: riverside
language: en
recipe: default.v1
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: LogisticRegressionClassifier
  - name: FallbackClassifier
    threshold: 0.5
policies:
  - name: RulePolicy
"""

DOMAIN = """
version: "3.1"
intents: [ask_where, ask_size, ask_failure, ask_refusal, ask_echo, feedback_good, feedback_bad]
entities: [subject]
slots:
  subject:
    type: text
    influence_conversation: false
    mappings: [{type: from_entity, entity: subject}]
actions: [action_answer, action_fail, action_refuse, action_echo, action_decline]
responses:
  utter_greeting:
    - text: Hello from Riverside.
session_config:
  session_expiration_time: 60
  carry_over_slots_to_new_session: true
"""

NLU = """
version: "3.1"
nlu:
  - intent: ask_where
    examples: |
      - where is the heart unit
      - where do I find the eye clinic
      - which building is it in
      - where are you
  - intent: ask_size
    examples: |
      - how big is the heart unit
      - how many beds are there
      - how many people work at the eye clinic
      - what size is it
  - intent: ask_failure
    examples: |
      - please fail now
      - fail badly
      - break down
  - intent: ask_refusal
    examples: |
      - refuse this request
      - refuse please
      - say no
  - intent: ask_echo
    examples: |
      - repeat after me hello
      - repeat what I say
      - repeat these words back
"""

RULES = """
version: "3.1"
rules:
  - {rule: where, steps: [{intent: ask_where}, {action: action_answer}]}
  - {rule: size, steps: [{intent: ask_size}, {action: action_answer}]}
  - {rule: thanks, steps: [{intent: feedback_good}, {action: utter_greeting}]}
  - {rule: pity, steps: [{intent: feedback_bad}, {action: utter_greeting}]}
  - {rule: failure, steps: [{intent: ask_failure}, {action: action_fail}]}
  - {rule: refusal, steps: [{intent: ask_refusal}, {action: action_refuse}]}
  - {rule: echo, steps: [{intent: ask_echo}, {action: action_echo}]}
  - {rule: unknown, steps: [{intent: nlu_fallback}, {action: action_decline}]}
"""

ACTIONS = '''
"""The made-up trust's actions: one that answers, and one for each way in which an action can go wrong."""

import logging

from rasa_sdk import Action
from rasa_sdk.events import SlotSet
from rasa_sdk.interfaces import ActionExecutionRejection

logger = logging.getLogger(__name__)


class Answer(Action):
    def name(self):
        return "action_answer"

    def run(self, dispatcher, tracker, domain):
        subject = tracker.get_slot("subject") or "nothing"
        intent = tracker.latest_message["intent"]["name"]
        dispatcher.utter_message(
            text=f"{intent} about {subject}",
            buttons=[{"title": "Eyes", "payload": '/ask_size{"subject": "eye_clinic"}'}],
        )
        return [SlotSet("subject", subject)]


class Fail(Action):
    def name(self):
        return "action_fail"

    async def run(self, dispatcher, tracker, domain):
        logger.error("failing on %s", tracker.latest_message["text"])
        raise ValueError(tracker.latest_message["text"])


class Refuse(Action):
    def name(self):
        return "action_refuse"

    def run(self, dispatcher, tracker, domain):
        raise ActionExecutionRejection(self.name(), tracker.latest_message["text"])


class Echo(Action):
    def name(self):
        return "action_echo"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text=tracker.latest_message["text"])
        dispatcher.utter_message(response="utter_greeting")
        return []


class Decline(Action):
    def name(self):
        return "action_decline"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="I can't answer that.")
        return []
'''

FILES = {
    "config.yml": CONFIG,
    "domain.yml": DOMAIN,
    "data/nlu.yml": NLU,
    "data/rules.yml": RULES,
    "riverside/__init__.py": ACTIONS,
}

TRAIN = "import rasa; rasa.train('domain.yml', 'config.yml', ['data'], 'models', fixed_model_name='tiny')"
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Project:
    """A Rasa project's folder and the model that was trained from it."""

    folder: Path
    model: Path


def environment(**more: str) -> dict[str, str]:
    """The environment for a child process: quiet, and able to import the package from anywhere."""
    return {**os.environ, **QUIET, "PYTHONPATH": str(ROOT), **more}


def write(folder: Path) -> None:
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip(), encoding="utf-8")


@functools.cache
def tiny_bot(folder: Path) -> Project:
    """Writes and trains the bot in `folder`; the second call in a process gives the first one's."""
    write(folder)
    subprocess.run([sys.executable, "-c", TRAIN], cwd=folder, env=environment(), check=True, capture_output=True)
    return Project(folder, folder / "models" / "tiny.tar.gz")


if __name__ == "__main__":
    print(tiny_bot(Path(sys.argv[1])).model)
