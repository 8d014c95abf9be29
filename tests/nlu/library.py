"""A made-up library's bot: its training questions, and components trained on them."""

from pathlib import Path
from typing import Any

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

EXAMPLES = {
    "ask_hours": [
        "when does the library open",
        "what are your opening hours",
        "when do you close on saturdays",
        "is the library open on sunday",
        "how late are you open",
        "at what time can I come in",
        "opening times please",
        "when is the reading room open",
    ],
    "ask_borrow": [
        "how many books can I borrow",
        "how long may I keep a book",
        "can I renew my loan",
        "what is the fine for a late return",
        "how do I borrow a magazine",
        "is there a limit on loans",
        "I want to take three books home",
        "how do I extend a loan",
    ],
    "ask_join": [
        "how do I become a member",
        "where do I get a library card",
        "can children join the library",
        "what do I need to sign up",
        "is membership free",
        "I would like to register",
        "how can my daughter get a card",
        "joining the library",
    ],
    "ask_manuscripts": [
        "can I see the medieval manuscripts",
        "where are the manuscripts kept",
        "do you have illuminated manuscripts",
        "who looks after the old manuscripts",
        "may I photograph a manuscript",
        "tell me about the manuscript collection",
        "are the manuscripts digitised",
        "how old is the oldest manuscript",
    ],
    "ask_rooms": [
        "can I book a study room",
        "how do I reserve a meeting room",
        "is there a quiet place to work",
        "are there rooms for groups",
        "how much is a meeting room",
        "book a room for tomorrow",
        "how many people fit in the study rooms",
        "do the rooms have a projector",
    ],
    "greet": ["hello", "hi", "good morning", "hey there", "hello library", "hi bot", "good afternoon", "hiya"],
}


def training_data() -> TrainingData:
    pairs = [(text, intent) for intent, texts in EXAMPLES.items() for text in texts]
    return TrainingData([Message(data={TEXT: text, INTENT: intent}) for text, intent in pairs])


def storage(folder: Path) -> tuple[LocalModelStorage, Resource]:
    folder.mkdir(parents=True, exist_ok=True)
    return LocalModelStorage(folder), Resource("component")


def parse(component: Any, text: str, **keys: Any) -> dict[str, Any]:
    """What a message has after the component, of what Rasa would give out."""
    message = Message(data={TEXT: text, **keys})
    component.process([message])
    return message.as_dict(only_output_properties=True)
