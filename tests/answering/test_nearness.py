from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from centreguide.answering.nearness import FactNearness
from centreguide.encoder.runtime import Encoder
from centreguide.knowledge.model import WaysToAsk
from centreguide.knowledge.query import Knowledge


class Letters(Encoder):
    """Texts as the unit vectors of how often they have each letter."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded.extend(texts)
        counts = np.array([[text.lower().count(chr(code)) for code in range(97, 123)] for text in texts], np.float32)
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), dtype=np.float32)

    encode_kept = encode


@pytest.fixture
def encoder() -> Letters:
    return Letters()


def test_a_fact_s_own_words_are_nearest_to_it(encoder: Letters, riverside: Knowledge) -> None:
    nearness = FactNearness(riverside, encoder)
    for place, fact in enumerate(riverside.facts):
        near = nearness([fact.say], riverside.facts)
        assert near[place] == pytest.approx(1)
        assert max(near) == pytest.approx(near[place])


def test_a_way_in_which_people_ask_for_it_is_as_near(encoder: Letters, riverside: Knowledge) -> None:
    ways = (
        WaysToAsk(fact="heart_rank", ways=("how big", "which place")),
        WaysToAsk(fact="trust_services", ways=("qq",)),
    )
    rich = FactNearness(replace(riverside, ways_to_ask=ways), encoder)
    plain = FactNearness(replace(riverside, ways_to_ask=()), encoder)
    for text, nearest in (("how big", "heart_rank"), ("which place", "heart_rank"), ("qq", "trust_services")):
        for fact, near, before in zip(
            riverside.facts, rich([text], riverside.facts), plain([text], riverside.facts), strict=True
        ):
            assert near == pytest.approx(1 if fact.id == nearest else before)


def test_facts_are_encoded_once_and_come_back_in_the_order_asked_for(encoder: Letters, riverside: Knowledge) -> None:
    nearness, facts = FactNearness(riverside, encoder), riverside.facts
    assert nearness(["where are hearts"], facts[2::-1]) == nearness(["where are hearts"], facts[:3])[::-1]
    assert encoder.encoded == [*[fact.say for fact in facts], "where are hearts", "where are hearts"]


def test_of_several_wordings_the_nearest_counts(encoder: Letters, riverside: Knowledge) -> None:
    nearness, facts = FactNearness(riverside, encoder), riverside.facts
    alone = [nearness([text], facts) for text in ("zzz", "where are hearts")]
    assert nearness(["zzz", "where are hearts"], facts) == pytest.approx(
        [max(pair) for pair in zip(*alone, strict=True)]
    )


def test_to_no_facts_nothing_is_near(encoder: Letters, riverside: Knowledge) -> None:
    assert FactNearness(riverside, encoder)(["where"], []) == []


def test_a_single_fact_may_be_far(encoder: Letters, riverside: Knowledge) -> None:
    assert FactNearness(riverside, encoder)(["zzz"], riverside.facts[:1])[0] < 0.4


def test_only_what_another_release_has_not_is_encoded(encoder: Letters, riverside: Knowledge) -> None:
    before = FactNearness(riverside, encoder)
    changed = replace(riverside.facts[0], say="Something quite different.")
    after = replace(riverside, facts=(changed, *riverside.facts[1:]))
    encoder.encoded.clear()
    quick = FactNearness(after, encoder, before)
    assert encoder.encoded == [changed.say]
    assert quick(["where is it"], after.facts) == FactNearness(after, encoder)(["where is it"], after.facts)
