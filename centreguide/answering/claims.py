"""Reads what a visitor believes out of a yes/no question: figures, ranks, scopes, "only"."""

import re
from dataclasses import dataclass

from text_to_num import alpha2digit


def _any_of(words: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    """A pattern for any of the `|`-separated words; line breaks in them don't count."""
    return re.compile(before + "(?:" + "|".join(part.strip() for part in words.split("|")) + ")" + after, re.I)


_OPENER = _any_of(
    """(?:is|are|am|was|were|do|does|did|can|could|will|would|has|have|had|should|r)(?:n'?t)?
    |isnt|arent|wasnt|doesnt|didnt|dont|cant|any chance""",
    before=r"^\W*(?:(?:so|and|but|ok|okay|well|hi|hello|hey|please|pls|sorry|excuse me|wait|also|then|just|sure)\W+)*",
)
_TAG = _any_of(
    """right|correct|true|yeah|yes|innit|huh|no|eh|is that so|am i right|is that right|is that correct|is it(?: not)?
    |isn'?t it|aren'?t (?:you|they)|doesn'?t it|don'?t (?:you|they)|didn'?t (?:it|you)|wasn'?t it|isnt that so""",
    after=r"\W*$",
)
_BELIEF = _any_of(
    r"""i (?:read|heard|thought|was told|saw|believe|understand|gather|assume|am told)|apparently|they say
    |someone (?:said|told)|supposed(?:ly)? to|told me|i'?m told|is it true|says? that
    |my \w+ (?:says|said|reckons|thinks)"""
)
_POLITE = _any_of(
    "tell|say|ask|know|explain|help|give|let|find|describe|list|mind|show|confirm wh|advise",
    before=r"\b(?:can|could|would|will|do|may|might|are) (?:you|u|ya|i|we|someone|anyone|anybody)"
    r"(?: able to)?(?: please| pls| kindly| just)? ",
    after="",
)
_DOUBT = _any_of(r"(?:are|r) (?:you|u|ya) (?:really |quite |absolutely )?(?:sure|certain)|really\?|you sure")
_WHETHER = _any_of("if|whether")
_WH = _any_of("what|which|who|whom|whose|where|when|why|how|wot|wat|wich|hw")
_NEGATED = _any_of("not|never|no longer|isn'?t|aren'?t|don'?t|doesn'?t|can'?t|won'?t|didn'?t|wasn'?t|nobody|none")
_ONLY = _any_of("only|just|solely|exclusively|entirely|nothing but|limited to|restricted to")
_EVERY = _any_of(r"(?<!\bat )all|every|whole of")
_CHOICE = _any_of("or")
_SUPERLATIVE = _any_of(
    "largest|biggest|greatest|best|top|highest|number one|leading|first|1st|most advanced|widest|busiest"
)
_SMALL = _any_of("smallest|tiniest|worst|lowest|narrowest")
_ONE_OF = _any_of(r"one of|among|amongst|some of|top (?:three|five|ten|\d+)")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b(?! (?:of|century))", re.I)
_ORDINAL_WORDS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_FIGURE = re.compile(
    r"(?<![\w.])£?\s?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(bn|billion|b|million|mn|m|k|thousand)?\b"
    r"\s*(%|per ?cent|percent|pc\b)?",
    re.I,
)
_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
_SCALES = {"bn": _BILLION, "billion": _BILLION, "b": _BILLION, "million": _MILLION, "mn": _MILLION, "m": _MILLION}
_SCALES |= {"k": _THOUSAND, "thousand": _THOUSAND}
_SCOPES = (
    ("world", r"world|globe|global|on earth|planet|internationally"),
    ("europe", r"europe(?:an)?"),
    ("outside london", r"(?:outside|apart from|except|excluding|other than|bar) (?:of )?(?:london|the capital)"),
    ("london", r"london|the capital"),
    ("uk", r"uk|u\.k\.?|united kingdom|country|nation(?:al|ally|wide)?|britain|british|england|english"),
    ("region", r"region(?:al)?|north"),
)
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
    joined = re.sub(r"(?<=\d)\s+(?=(?:billion|million|thousand)\b)", "", plain, flags=re.I)
    digits = re.sub(r"\b(19|20) (\d\d)\b", r"\1\2", alpha2digit(joined, "en"))
    figures, percents, years = _numbers(digits)
    rank = _rank(plain, digits)
    shared = bool(_ONE_OF.search(plain))
    return Belief(
        text=plain,
        figures=figures,
        percents=percents,
        years=years,
        rank=rank,
        shared=shared,
        small=bool(_SMALL.search(plain)),
        scopes=scopes(plain),
        only=bool(_ONLY.search(_POLITE.sub("", plain))),
        every=bool(_EVERY.search(plain)),
        choice=bool(_CHOICE.search(plain)),
        negated=bool(_NEGATED.search(_TAG.sub("", _OPENER.sub("", plain)))),
    )


def is_yes_no(text: str) -> bool:
    """True for "is it ...?", "..., right?", "I heard that ..." and for a statement with a question mark."""
    stripped = text.strip()
    if _DOUBT.search(stripped):
        return False
    if _POLITE.search(stripped):
        return bool(_WHETHER.search(stripped)) and not _WH.search(stripped)
    if _OPENER.search(stripped) or _TAG.search(stripped):
        return not _WH.match(stripped)
    if _WH.search(stripped):
        return False
    return bool(_BELIEF.search(stripped)) or (stripped.endswith("?") and len(stripped.split()) >= 5)


def scopes(text: str) -> tuple[str, ...]:
    """The scopes that the text names, "outside london" taking London with it."""
    found = []
    rest = text
    for name, pattern in _SCOPES:
        expression = re.compile(rf"\b(?:{pattern})\b", re.I)
        if expression.search(rest):
            found.append(name)
            rest = expression.sub(" ", rest)
    return tuple(found)


def _numbers(text: str) -> tuple[tuple[float, ...], tuple[float, ...], tuple[int, ...]]:
    figures: list[float] = []
    percents: list[float] = []
    years: list[int] = []
    for match in _FIGURE.finditer(text):
        number = float(match[1].replace(",", "")) * _SCALES.get((match[2] or "").lower(), 1)
        if match[3]:
            percents.append(number)
        elif number in YEAR_RANGE and not match[2] and "," not in match[1]:
            years.append(int(number))
        else:
            figures.append(number)
    if re.search(r"\bhalf\b", text, re.I) and not figures:
        percents.append(50)
    if re.search(r"\b(?:two|2) ?(?:thirds|3rds)\b", text, re.I):
        percents.append(67)
    elif re.search(r"\b(?:a|1|one) ?(?:third|3rd) of\b", text, re.I):
        percents.append(33)
    elif re.search(r"\bquarter\b", text, re.I):
        percents.append(25)
    return tuple(figures), tuple(percents), tuple(years)


def _rank(plain: str, digits: str) -> int | None:
    if match := _ORDINAL.search(digits):
        return int(match[1])
    for word, number in _ORDINAL_WORDS.items():
        if re.search(rf"\b{word}\b", plain, re.I):
            return number
    return 1 if _SUPERLATIVE.search(plain) else None
