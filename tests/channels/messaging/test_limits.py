import pytest

from centreguide.channels.messaging.limits import pieces, shortened, wait_asked


class TestPieces:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", []),
            (" \n ", []),
            ("short", ["short"]),
            ("exactly ten", ["exactly", "ten"]),
            ("ten letter", ["ten letter"]),
            ("One.\n\nTwo. Three.", ["One.", "Two.", "Three."]),
            ("One. T.\n\nTwo.", ["One. T.", "Two."]),
            ("• one\n• two\n• three", ["• one", "• two", "• three"]),
            ("One. Two. Three.", ["One. Two.", "Three."]),
            ("Ten chars.\n\nTen chars.", ["Ten chars.", "Ten chars."]),
            ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ],
    )
    def test_cuts_where_a_reader_would(self, text: str, found: list[str]) -> None:
        assert pieces(text, 10) == found

    def test_loses_no_word(self) -> None:
        text = "\n\n".join(f"Paragraph {number} of a long text. " + "It has words. " * 9 for number in range(50))
        assert " ".join(pieces(text, 300)).split() == text.split()
        assert max(map(len, pieces(text, 300))) <= 300


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("1 Where is it?", "1 Where is it?"),
        ("1 Where is the unit?", "1 Where is the unit?"),
        ("1 Where is the heart unit?", "1 Where is the…"),
        ("1 Otorhinolaryngology and more", "1 Otorhinolaryngolo…"),
        ("x" * 30, "x" * 19 + "…"),
    ],
)
def test_a_long_title_is_shortened(title: str, found: str) -> None:
    assert shortened(title, 20) == found
    assert len(found) <= 20


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30),
        ("0.5", 0.5),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ],
)
def test_a_wait_is_seconds(value: str, seconds: float | None) -> None:
    assert wait_asked({"Retry-After": value}) == seconds


def test_no_wait_was_asked_for() -> None:
    assert wait_asked({}) is None
