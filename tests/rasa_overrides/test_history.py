from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.rasa_overrides import history
from tests.rasa_overrides.conversations import SPECIAL_DOMAIN, random_conversations

ROOT = Path(__file__).parents[2]
RANDOM, SEED = 2_000, 21
DOMAINS = (Domain.load(ROOT / "domain.yml"), Domain.from_yaml(SPECIAL_DOMAIN))


def states(tracker: DialogueStateTracker, domain: Domain) -> list[Any]:
    """The states that policies go by: for rules, for stories, and with what only rules have left out."""
    only_rules = {"rule_only_slots": [slot.name for slot in domain.slots[:1]], "rule_only_loops": domain.form_names}
    return [
        tracker.past_states(domain),
        tracker.past_states(domain, omit_unset_slots=True),
        tracker.past_states(domain, ignore_rule_only_turns=True, rule_only_data=only_rules),
    ]


@pytest.mark.parametrize("domain", DOMAINS, ids=["the draft", "special"])
def test_random_conversations_are_gone_through_as_by_rasa(domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    for tracker in random_conversations(domain, RANDOM, SEED):
        monkeypatch.setattr(DialogueStateTracker, "applied_events", history._each_asked)
        monkeypatch.setattr(DialogueStateTracker, "generate_all_prior_trackers", history._all_replayed)
        events, expected = tracker.applied_events(), states(tracker, domain)
        history.install()
        assert list(map(id, tracker.applied_events())) == list(map(id, events))
        assert states(tracker, domain) == expected


def test_an_empty_conversation_has_one_state() -> None:
    tracker = DialogueStateTracker.from_events("a", [])
    assert history.applied_events(tracker) == []
    assert len(list(history.prior_trackers(tracker))) == 1
