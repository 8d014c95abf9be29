"""What a question makes one thing, and what it lists."""

import pytest

from centreguide.answering.joined import made_one
from centreguide.knowledge.query import Knowledge


@pytest.mark.parametrize(
    ("text", "subjects", "ones"),
    [
        ("hearts for bones", "heart_unit bone_unit", ["heart_unit bone_unit"]),
        ("bone unit scans", "bone_unit scans", ["bone_unit scans"]),
        ("hearts and bones", "heart_unit bone_unit", ["heart_unit", "bone_unit"]),
        ("hearts as well as bones", "heart_unit bone_unit", ["heart_unit", "bone_unit"]),
        ("hearts, and care for bones", "heart_unit bone_unit", ["heart_unit", "bone_unit"]),
        ("hearts for people and bones", "heart_unit bone_unit", ["heart_unit bone_unit"]),
        (
            "scans, valves and hearts for kids",
            "scans valves heart_unit children",
            ["scans children", "valves children", "heart_unit children"],
        ),
        (
            "hearts and bones for kids and grown-ups",
            "heart_unit bone_unit children adults",
            ["heart_unit children", "heart_unit adults", "bone_unit children", "bone_unit adults"],
        ),
        (
            "hearts and bones, hearts for kids",
            "heart_unit bone_unit children",
            ["heart_unit children", "bone_unit children"],
        ),
        ("hearts and bones", "heart_unit bone_unit valley", ["heart_unit valley", "bone_unit valley"]),
        ("do they do that", "scans valves", ["scans valves"]),
        ("", "", [""]),
    ],
)
def test_what_is_listed_is_apart_and_the_rest_is_one(
    text: str, subjects: str, ones: list[str], riverside: Knowledge
) -> None:
    assert [" ".join(one) for one in made_one(text, subjects.split(), riverside)] == ones
