"""Reads what a visitor believes out of a yes/no question: figures, ranks, scopes, "only"."""

import re
from dataclasses import dataclass

from text_to_num import alpha2digit

from centreguide.language import cut, pattern, table, values, words

YEAR_RANGE = range(1800, 2100)


@dataclass(frozen=True)
class Belief:
    """What a yes/no question takes for true.

    figures: counts, 1e9 for a billion. percents: shares, 50 for a half. years: of four digits. rank: 1 for "largest", 3
    for "third". shared: "one of the". small: "the smallest". scopes: "uk", "outside london" and so on. only: "only",
    "just". every: "all", "every". negated: it says "not". choice: "this or that?". text: what was read.
    """

    text: str
    figures: tuple[float, ...]
    percents: tuple[float, ...]
    years: tuple[int, ...]
    rank: int | None
    shared: bool
    small: bool
    scopes: tuple[str, ...]
    only: bool
    every: bool
    negated: bool
    choice: bool


def read_belief(text: str) -> Belief | None:
    """What the question takes for true, or None where it isn't a yes/no question."""
    plain = text.strip().replace("’", "'")
    if not is_yes_no(plain):
        return None
    # "£1 billion" as one word: of "1" and "billion" apart, alpha2digit makes two figures.
    joined = cut("scaled_apart").sub("", plain)
    digits = re.sub(r"\b(19|20) (\d\d)\b", r"\1\2", alpha2digit(joined, "en"))
    figures, percents, years = _numbers(digits)
    rank = _rank(plain, digits)
    shared = bool(pattern("one_of").search(plain))
    return Belief(
        text=plain,
        figures=figures,
        percents=percents,
        years=years,
        rank=rank,
        shared=shared,
        small=bool(pattern("smallest").search(plain)),
        scopes=scopes(plain),
        only=bool(pattern("only").search(pattern("politeness").sub("", plain))),
        every=bool(pattern("every").search(plain)),
        choice=bool(pattern("choice").search(plain)),
        negated=bool(pattern("negation").search(pattern("yes_no_tag").sub("", pattern("yes_no_start").sub("", plain)))),
    )


def is_yes_no(text: str) -> bool:
    """True for "is it ...?", "..., right?", "I heard that ..." and for a statement with a question mark."""
    stripped = text.strip()
    if pattern("doubt").search(stripped):
        return False
    if pattern("politeness").search(stripped):
        return bool(pattern("whether").search(stripped)) and not pattern("wh_word").search(stripped)
    if pattern("yes_no_start").search(stripped) or pattern("yes_no_tag").search(stripped):
        return not pattern("wh_word").match(stripped)
    if pattern("wh_word").search(stripped):
        return False
    return bool(pattern("belief").search(stripped)) or (stripped.endswith("?") and len(stripped.split()) >= 5)


def scopes(text: str) -> tuple[str, ...]:
    """The scopes that the text names, "outside london" taking London with it."""
    found = []
    rest = text
    for name, expression in table("scopes").items():
        if expression.search(rest):
            found.append(name)
            rest = expression.sub(" ", rest)
    return tuple(found)


def _numbers(text: str) -> tuple[tuple[float, ...], tuple[float, ...], tuple[int, ...]]:
    figures: list[float] = []
    percents: list[float] = []
    years: list[int] = []
    for match in pattern("figure").finditer(text):
        number = float(match[1].replace(",", "")) * words("scales").get((match[2] or "").lower(), 1)
        if match[3]:
            percents.append(number)
        elif number in YEAR_RANGE and not match[2] and "," not in match[1]:
            years.append(int(number))
        else:
            figures.append(number)
    if not figures:
        percents += [share for named, share in values("shares") if named.search(text)][:1]
    return tuple(figures), tuple(percents), tuple(years)


def _rank(plain: str, digits: str) -> int | None:
    if match := pattern("ordinal").search(digits):
        return int(match[1])
    named = (number for word, number in values("ordinal_numbers") if word.search(plain))
    return next(named, 1 if pattern("superlative").search(plain) else None)
