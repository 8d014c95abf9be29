"""What is learned, and what is done with it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from centreguide.answering.decide import decide
from centreguide.answering.features import FactTable, Features, features
from centreguide.answering.learning import Learned
from centreguide.answering.pipeline import Pipeline
from centreguide.answering.ranker import Lesson, Ranker, Ranking
from centreguide.answering.turn import Part, Way
from centreguide.answering.why import explain
from centreguide.heard import Segment
from centreguide.intents import table as reviewed
from centreguide.knowledge.query import Knowledge
from tests.conftest import Visitor


@pytest.fixture(scope="module")
def table(riverside: Knowledge) -> FactTable:
    return FactTable(riverside)


def ranked(table: FactTable, decline: float = 0.0, unclear: float = 0.0, **facts: float) -> Part:
    """A question whose facts have these probabilities."""
    likely = np.array([facts.get(name, 0.0) for name in table.ids])
    return Part(Segment("where is it"), "where is it", ranking=Ranking(likely, np.array([decline, 0.0, unclear])))


@pytest.mark.parametrize(
    ("likely", "way", "facts"),
    [
        ({"heart_place": 0.9, "decline": 0.1}, Way.TELL, ["heart_place"]),
        ({"heart_place": 0.5, "bone_place": 0.45}, Way.TELL, ["heart_place", "bone_place"]),
        ({"heart_place": 0.1, "decline": 0.9}, Way.DECLINE, []),
        ({"heart_place": 0.5, "decline": 0.5}, Way.OFFER, ["heart_place"]),
        ({"heart_place": 0.2, "bone_place": 0.2, "unclear": 0.6}, Way.CHOOSE, ["heart_place", "bone_place"]),
    ],
)
def test_what_is_worth_most_is_done(likely: dict[str, float], way: Way, facts: list[str], table: FactTable) -> None:
    done = decide(ranked(table, **likely), table)
    assert done.way is way
    assert [fact.id for fact in done.facts][: len(facts)] == facts


def test_every_way_has_its_worth_and_none_is_worth_more_than_being_right() -> None:
    worth = reviewed("worth")
    assert set(worth) == {way.value for way in Way}
    assert all(-1.0 <= each <= 1.0 for row in worth.values() for each in row)
    assert worth["tell"][3] == min(worth["tell"]), "nothing is worse than to tell what the page doesn't say"


def test_a_ranker_learns_what_speaks_for_the_right_answer() -> None:
    def lesson(right: int, decline: bool = False) -> Lesson:
        facts = np.zeros((3, 2), dtype=np.float32)
        facts[right, 0] = 0.0 if decline else 1.0
        facts[:, 1] = right
        seen = Features(facts, ("near", "noise"), np.array([1.0, decline], dtype=np.float32), ("always", "declined"))
        due = np.zeros(3)
        due[right] = not decline
        return Lesson(seen, due, np.array([float(decline), 0.0, 0.0]))

    lessons = [lesson(place % 3, decline=place % 4 == 0) for place in range(60)]
    ranker = Ranker.learned(lessons)
    sure, refused = ranker.rank(lesson(1).features), ranker.rank(lesson(1, decline=True).features)
    assert sure.order[0] == 1
    assert sure.facts[1] > 0.8
    assert refused.refusals[0] > 0.8
    assert sure.facts.sum() + sure.refusals.sum() == pytest.approx(1.0)
    assert dict(ranker.reasons(lesson(1).features, 1))["near"] > 0


def test_without_conversations_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="no conversation"):
        Ranker.learned([])


def test_what_was_learned_is_the_same_when_it_is_read_again(
    pipeline: Pipeline, visitor: Visitor, tmp_path: Path
) -> None:
    pipeline.learned.save(tmp_path)
    again = replace(pipeline, learned=Learned.load(tmp_path))
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    for text in ("where would I find the heart unit", "how many beds are there", "thanks a lot"):
        turn = visitor.turn(text)
        before, after = (one.answered(turn).parts[0] for one in (pipeline, again))
        assert after.way is before.way
        assert after.facts == before.facts
        assert before.ranking is not None
        assert after.ranking is not None
        assert after.ranking.facts == pytest.approx(before.ranking.facts, abs=0.02)


def test_a_fact_that_nothing_was_learned_of_is_ranked_by_what_it_is_about(pipeline: Pipeline, visitor: Visitor) -> None:
    knowledge = pipeline.knowledge
    fact = replace(knowledge.facts[0], id="heart_garden", question="Is there a garden at the Riverside Heart Unit?")
    more = replace(knowledge, facts=(*knowledge.facts, fact))
    wider = replace(pipeline, knowledge=more, table=FactTable(more))
    part = wider.rank(wider.retrieve(wider.refer(wider.answered(visitor.turn("is there a garden")).parts[0])))
    assert part.ranking is not None
    assert len(part.ranking.facts) == len(more.facts)
    assert np.isfinite(part.ranking.facts).all()


def test_the_features_have_a_name_each_and_a_row_for_every_fact(pipeline: Pipeline, visitor: Visitor) -> None:
    part = pipeline.retrieve(pipeline.refer(Part(Segment("where is the heart unit", ("heart_unit",)), "where")))
    seen = features(part, pipeline.table)
    assert seen.facts.shape == (len(pipeline.knowledge.facts), len(seen.fact_names))
    assert len(set(seen.fact_names)) == len(seen.fact_names)
    assert len(set(seen.refusal_names)) == len(seen.refusal_names) == len(seen.refusal)


def test_why_tells_each_stage_in_words(pipeline: Pipeline, visitor: Visitor) -> None:
    visitor.say("where is the heart unit")
    told = "\n".join(explain(visitor.turn("and the bone unit?"), pipeline))
    assert "Spoken of before: heart_unit (the last question: where is the heart unit)" in told
    assert "Reading, swapped: where is the Hilltop Bone Unit" in told
    assert "% bone_place: " in told
    assert "% the page doesn't say" in told
    assert "It tells: bone_place" in told


def test_why_tells_what_staff_wrote_and_danger(pipeline: Pipeline, visitor: Visitor) -> None:
    assert "  Settled by what staff wrote." in list(explain(visitor.turn("Where is the Hilltop Bone Unit?"), pipeline))
    turn = visitor.turn("where is the heart unit")
    danger = replace(turn, heard=replace(turn.heard, intent="emergency"))
    assert list(explain(danger, pipeline))[-1] == "It is danger: nothing else is looked at."
