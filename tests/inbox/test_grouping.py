import itertools
import math
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from centreguide.encoder import runtime
from centreguide.inbox.grouping import Group, closed, grouped
from centreguide.inbox.inbox import Question, Reason

MEANINGS: list[list[str]] = yaml.safe_load((Path(__file__).parent / "meanings.yml").read_text(encoding="utf-8"))
PARKING = ("is there parking", "where can I park", "can I park my car there")
DAY = date(2026, 11, 25)


def asked(
    texts: Sequence[str], reason: Reason = Reason.UNKNOWN, intent: str = "", first: int = 1, group: int | None = None
) -> list[Question]:
    vectors = runtime.shared().encode(texts)
    pairs = enumerate(zip(texts, vectors, strict=True), first)
    return [Question(number, text, reason, intent, DAY, vector, group) for number, (text, vector) in pairs]


def at(text: str, degrees: float, number: int, group: int | None = None) -> Question:
    """A question whose vector has this angle to others': 60 degrees are a cosine of 0.5."""
    vector = np.zeros(runtime.DIMENSIONS, dtype=np.float32)
    vector[:2] = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return Question(number, text, Reason.UNKNOWN, "", DAY, vector, group)


def members(groups: Sequence[Group]) -> dict[int, list[int]]:
    return {group.id: [question.id for question in group.questions] for group in groups}


def test_questions_of_one_meaning_are_one_group() -> None:
    parking, sickle = grouped(asked([*PARKING, "do you treat sickle cell"]))
    assert (parking.id, parking.count, parking.wordings) == (1, 3, list(PARKING))
    vectors = runtime.shared().encode(PARKING)
    assert parking.title == PARKING[int((vectors @ vectors.sum(axis=0)).argmax())]
    assert (sickle.id, sickle.count) == (4, 1)


@pytest.mark.parametrize("order", range(3))
def test_most_questions_find_their_likes_whatever_their_order(order: int) -> None:
    texts = [(text, number) for number, found in enumerate(MEANINGS) for text in found]
    random.Random(order).shuffle(texts)
    groups = grouped(asked([text for text, _ in texts]))
    place = {question.id: group.id for group in groups for question in group.questions}
    pairs = list(itertools.combinations(range(len(texts)), 2))
    together = {(a, b) for a, b in pairs if place[a + 1] == place[b + 1]}
    alike = {(a, b) for a, b in pairs if texts[a][1] == texts[b][1]}
    assert len(together & alike) >= 0.65 * len(alike)
    assert len(together & alike) >= 0.7 * len(together)


def test_the_same_words_are_one_wording_and_count_each_time() -> None:
    (group,) = grouped(asked(["Is there parking?", "is there parking", "where can I park", "is there parking?!"]))
    assert group.count == 4
    assert group.wordings == ["Is there parking?", "where can I park"]
    assert [group.times(wording) for wording in group.wordings] == [3, 1]


def test_what_comes_later_changes_nothing_of_what_was_there() -> None:
    texts = [text for found in zip(*(meaning[:4] for meaning in MEANINGS), strict=True) for text in found]
    questions = asked(texts)
    before = members(grouped(questions[:40]))
    after = members(grouped(questions))
    assert {number: [one for one in found if one <= 40] for number, found in after.items() if number <= 40} == before


def test_closing_a_group_leaves_the_others_as_they_were() -> None:
    questions = asked([text for meaning in MEANINGS for text in meaning])
    groups = grouped(questions)
    gone = {question.id for question in groups[0].questions}
    left = grouped([question for question in questions if question.id not in gone])
    assert members(left) == members(groups[1:])


def test_what_the_bot_did_not_know_comes_first_and_then_what_many_ask() -> None:
    questions = [
        *asked(PARKING, Reason.DECLINED, "oos_travel"),
        *asked(["do you treat sickle cell"], first=4),
        *asked(["is there wifi", "do you have free wi-fi for patients"], Reason.ASKED_BACK, first=5),
        *asked(["how do I volunteer"], Reason.UNSURE, "ask_staff", first=7),
    ]
    groups = grouped(questions)
    assert [group.id for group in groups] == [5, 4, 1, 7]
    assert groups[2].reasons == {(Reason.DECLINED, "oos_travel"): 3}
    assert groups[3].reasons == {(Reason.UNSURE, ""): 1}


def test_what_was_set_aside_hides_what_means_the_same_and_nothing_else() -> None:
    aside = asked(PARKING, group=1)
    new = asked(["where do I park my car", "do you treat sickle cell", "where can people with sickle cell go"], first=4)
    assert members(grouped(new, aside)) == {5: [5, 6]}


def test_only_what_is_nearer_than_in_a_group_is_hidden() -> None:
    aside = [at("aside", 0, 1, group=1)]
    assert members(grouped([at("near", 50, 2), at("less near", 57, 3)], aside)) == {3: [3]}


def test_what_is_hidden_does_not_widen_what_was_set_aside() -> None:
    aside = [at("aside", 0, 1, group=1)]
    assert members(grouped([at("first", 50, 2), at("second", 75, 3)], aside)) == {3: [3]}


def test_the_same_words_stay_together_where_their_group_has_moved() -> None:
    moved = [at("words", 0, 1), *(at(f"other {number}", 55, number) for number in range(2, 9)), at("far", -40, 9)]
    assert members(grouped([*moved, at("Words!", 0, 10)])) == {1: [*range(1, 9), 10], 9: [9]}


def test_a_title_is_a_whole_wording_where_there_is_one() -> None:
    texts = [
        "my name is [name] where can I park",
        "hello [name] here where can I park",
        "is there anywhere to park cars",
    ]
    (group,) = grouped(asked(texts))
    assert group.title == "is there anywhere to park cars"


def test_an_empty_inbox_has_no_groups() -> None:
    assert grouped([]) == []
    assert grouped([], asked(PARKING, group=1)) == []


def test_closed_questions_stay_in_the_group_that_they_were_closed_with() -> None:
    questions = [*asked(PARKING, group=1), *asked(["is there wifi"], first=4, group=4), *asked([""], first=5, group=5)]
    assert members(closed(questions)) == {1: [1, 2, 3], 4: [4]}
