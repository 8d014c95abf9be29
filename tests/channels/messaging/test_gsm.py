import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreguide.channels.messaging.gsm import ALPHABET, EXTENSION, safe, segments

ALL = ALPHABET | EXTENSION


def test_the_alphabet_is_complete() -> None:
    """128 places, of which one is the way to the extension."""
    assert (len(ALPHABET), len(EXTENSION)) == (127, 10)


class TestSafe:
    @pytest.mark.parametrize("text", ["", "Call 999 now.", "£5 @ café, 5€ {x} ~ [y]\n", "ÄÖÑÜ§ äöñüà ΔΦΓ"])
    def test_what_is_in_the_alphabet_stays(self, text: str) -> None:
        assert safe(text) == text

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("someone’s “first” ‘choice’", "someone's \"first\" 'choice'"),
            ("9–5 — or more…", "9-5 - or more..."),
            ("• one\n• two", "- one\n- two"),
            ("a\u00a0b\u2009c\u200bd\u00ade\ufefff", "a b cdef"),
            ("a\tb\u2028c", "a b\nc"),
            ("Siân Ŵyn Łódź Çelik œuvre Þór", "Sian Wyn Lodz Çelik oeuvre Thor"),
            ("cafe\u0301", "café"),
            ("garçon ï ê õ", "garcon i e o"),
            (
                "½ x² ≥ 3 × 4 ± 1 −2 37 °C 5 µg 5 μg",
                "1/2 x2 >= 3 x 4 +/-1 -2 37  deg C 5 ug 5 ug".replace("/-1", "/- 1"),
            ),
            ("β-blocker", "beta-blocker"),
            ("Hello 👋🏽 ❤️ there ✓", "Hello   there "),
            ("ﬁt №1 ™", "fit No1 TM"),
            ("你好 и", "?? ?"),
            ("٣", "?"),
            ("\x00\x07", ""),
        ],
    )
    def test_what_is_not_becomes_what_is_nearest(self, text: str, found: str) -> None:
        assert safe(text) == found

    @given(st.text())
    def test_whatever_comes_is_safe(self, text: str) -> None:
        assert set(safe(text)) <= ALL
        assert safe(safe(text)) == safe(text)

    def test_every_latin_letter_has_a_neighbour(self) -> None:
        letters = [chr(point) for point in range(0xC0, 0x180) if unicodedata.category(chr(point))[0] == "L"]
        unknown = [letter for letter in letters if safe(letter) == "?"]
        assert "".join(unknown) == "ĸŦŧ"


class TestSegments:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("", 1),
            ("x" * 160, 1),
            ("x" * 161, 2),
            ("x" * 306, 2),
            ("x" * 307, 3),
            ("x" * 459, 3),
            ("x" * 460, 4),
            ("€" * 80, 1),
            ("€" * 81, 2),
            ("x" * 158 + "€", 1),
            ("x" * 159 + "€", 2),
        ],
    )
    def test_counts_septets(self, text: str, count: int) -> None:
        assert segments(text) == count

    def test_a_character_of_two_septets_is_not_parted(self) -> None:
        assert segments("x" * 152 + "€" + "x" * 152) == 3
        assert segments("x" * 151 + "€" + "x" * 153) == 2
