"""The 7-bit alphabet of text messages: a character outside it would more than double what a message costs.

After GSM 03.38 (3GPP TS 23.038), the default alphabet and its extension.
"""

import unicodedata

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
"""These take two septets each."""

ALONE, LINKED = 160, 153
"""Septets of a message that is sent as one, and of each segment of a longer one."""

_NEAREST = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−•‣◦▪●·", "-"),
        **{"…": "...", "⁄": "/", "×": "x", "÷": "/", "±": "+/-", "≤": "<=", "≥": ">=", "≠": "not ", "≈": "about "},
        **{"→": "->", "°": " deg ", "®": "(R)", "©": "(C)", "\t": " ", "\u2028": "\n", "\u2029": "\n\n"},
        **{"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h"},
        **{"Ħ": "H", "ŋ": "ng", "Ŋ": "Ng", "œ": "oe", "Œ": "OE", "ẞ": "SS", "µ": "u", "μ": "u"},
        **{"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "λ": "lambda", "ω": "omega"},
    }
)


def safe(text: str) -> str:
    """The text in the alphabet: other characters become what is nearest, signs without letters are left out."""
    return "".join(_nearest(character) for character in unicodedata.normalize("NFC", text).translate(_NEAREST))


def segments(text: str) -> int:
    """How many segments a text of the alphabet is sent in; a character of two septets is never parted."""
    widths = [2 if character in EXTENSION else 1 for character in text]
    if sum(widths) <= ALONE:
        return 1
    count, used = 1, 0
    for width in widths:
        if used + width > LINKED:
            count, used = count + 1, 0
        used += width
    return count


def _nearest(character: str) -> str:
    if character in ALPHABET or character in EXTENSION:
        return character
    parts = unicodedata.normalize("NFKD", character).translate(_NEAREST)
    kept = "".join(part for part in parts if part in ALPHABET or part in EXTENSION)
    if kept:
        return kept
    return "?" if unicodedata.category(character)[0] in "LN" else ""
