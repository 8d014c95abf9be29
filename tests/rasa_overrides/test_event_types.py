import pytest
from rasa.shared.core.events import Event, SlotSet, UserUttered

from centreguide.rasa_overrides import event_types

ORIGINAL = Event.resolve_by_type


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Event, "resolve_by_type", staticmethod(ORIGINAL))
    event_types.install()


def test_the_same_classes_are_found() -> None:
    assert Event.resolve_by_type("slot") is SlotSet
    assert Event.resolve_by_type("user") is UserUttered
    assert Event.resolve_by_type("unheard of", SlotSet) is SlotSet


def test_an_unknown_name_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="unheard of"):
            Event.resolve_by_type("unheard of")


def test_an_event_is_read_from_its_dict() -> None:
    event = Event.from_parameters({"event": "slot", "name": "subject", "value": "eyes"})
    assert event == SlotSet("subject", "eyes")
