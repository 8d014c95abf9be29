"""How near a text is to each fact."""

import numpy as np

from centreguide.answering.retriever import Found, Material
from centreguide.encoder import runtime
from centreguide.knowledge.query import Knowledge

ASKED = ("whereabouts is the heart unit", "can I bring my dog", "who pays for it")


def found(riverside: Knowledge, turned: bool) -> list[Found]:
    lines = [(way, entry.fact) for entry in riverside.ways_to_ask for way in entry.ways]
    lines += [*((fact.question, fact.id) for fact in riverside.facts if fact.question)]
    encode = runtime.shared().encode_kept
    retriever = Material(lines[::-1] if turned else lines, encode).retriever()
    return retriever.look(ASKED, [fact.id for fact in riverside.facts], encode)


def test_in_which_order_lines_stand_changes_nothing(riverside: Knowledge) -> None:
    for one, other in zip(found(riverside, False), found(riverside, True), strict=True):
        assert np.array_equal(one.likely, other.likely)
        assert np.array_equal(one.near, other.near)
