"""Slips of the fingers: one or two a message, the same ones for the same seed."""

import random

_NEIGHBOURS = {
    "q": "wa", "w": "qesa", "e": "wrds", "r": "etfd", "t": "rygf", "y": "tuhg", "u": "yijh", "i": "uokj", "o": "iplk",
    "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb", "j": "huikmn",
    "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip


def with_typos(text: str, chance: random.Random) -> str:
    """The text with one slip or two: a letter left out, doubled, hit beside its key, or swapped with the next."""
    for _ in range(chance.choice((1, 2))):
        text = _slip(text, chance)
    return text


def _slip(text: str, chance: random.Random) -> str:
    places = [place for place, letter in enumerate(text) if letter.lower() in _NEIGHBOURS]
    if not places:
        return text
    place = chance.choice(places)
    letter = text[place]
    kind = chance.choice(("out", "double", "beside", "swap"))
    if kind == "swap" and place + 1 < len(text) and text[place + 1].isalpha():
        return text[:place] + text[place + 1] + letter + text[place + 2 :]
    put = {"out": "", "double": letter * 2}.get(kind, chance.choice(_NEIGHBOURS[letter.lower()]))
    return text[:place] + put + text[place + 1 :]
