from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from centreguide.rasa_overrides import rules
from tests.rasa_overrides.conversations import (
    SPECIAL_DOMAIN,
    SPECIAL_RULES,
    Trained,
    random_conversations,
    stops,
    trained,
)

ROOT = Path(__file__).parents[2]
RANDOM, SEED = 2_000, 20


@pytest.fixture(scope="module", params=["the draft", "special"])
def policies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Trained:
    folder = tmp_path_factory.mktemp("policies")
    if request.param == "the draft":
        files = [ROOT / "data/rules.yml", ROOT / "data/stories.yml"]
        return trained(Domain.load(ROOT / "domain.yml"), files, folder)
    (file := folder / "rules.yml").write_text(SPECIAL_RULES)
    return trained(Domain.from_yaml(SPECIAL_DOMAIN), [file], folder)


@pytest.fixture
def both_ways(policies: Trained, monkeypatch: pytest.MonkeyPatch) -> Callable[[DialogueStateTracker], Any]:
    def predictions(tracker: DialogueStateTracker) -> tuple[list[Any], list[Any]]:
        found = []
        for way in (rules._try_each, rules.possible_keys):
            monkeypatch.setattr(RulePolicy, "_get_possible_keys", way)
            found.append([_all_of(prediction) for prediction in policies.predictions(tracker)])
        return found[0], found[1]

    return predictions


def _all_of(prediction: Any) -> dict[str, Any]:
    events = [{**event.as_dict(), "timestamp": None} for event in prediction.events]
    return {**vars(prediction), "events": events}


def test_all_stories_and_rules_go_as_with_rasas(policies: Trained, both_ways: Callable[..., Any]) -> None:
    for tracker in policies.trackers:
        for stop in stops(tracker, policies.domain):
            rasas, ours = both_ways(stop)
            assert ours == rasas


def test_random_conversations_go_as_with_rasas(policies: Trained, both_ways: Callable[..., Any]) -> None:
    chosen = set()
    for tracker in random_conversations(policies.domain, RANDOM, SEED):
        rasas, ours = both_ways(tracker)
        assert ours == rasas
        chosen.add(tuple(rasas[-1]["probabilities"]))
    assert len(chosen) > 3, "the conversations lead to different actions"


def test_no_rules_and_no_states_are_as_with_rasas(policies: Trained) -> None:
    policy = policies.policies[-1]
    lookup = policy.lookup["rules"]
    for keys, states in (({}, [{}]), (lookup, []), (lookup, [{}])):
        assert rules.possible_keys(policy, keys, states) == rules._try_each(policy, keys, states)


def test_installed_it_stands_in_for_rasas_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", rules._try_each)
    rules.install()
    assert RulePolicy._get_possible_keys is rules.possible_keys
