import pytest

from centreguide.answering.stems import share, stems


def test_stems_are_the_beginnings_of_telling_words() -> None:
    assert stems("How many Transplants do you transplant in a year?", ["year"]) == ["trans", "trans"]


@pytest.mark.parametrize(
    ("text", "other", "shared"),
    [
        ("valve repairs", "We repair over 300 valves a year.", 1),
        ("valve surgery", "We repair over 300 valves a year.", 0.5),
        ("scans", "We repair over 300 valves a year.", 0),
        ("is it the", "We repair over 300 valves a year.", 0),
        ("", "", 0),
    ],
)
def test_the_share_of_stems_that_another_text_has(text: str, other: str, shared: float) -> None:
    assert share(text, other) == shared
