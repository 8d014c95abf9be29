"""Takes out of a visitor's words what could tell who they are, and leaves a word in square brackets in its place."""

import re
import unicodedata

import phonenumbers

from centreguide.inbox import people
from centreguide.inbox.placeholders import ADDRESS, DATE, EMAIL, LINK, NUMBER, PHONE, POSTCODE

LONGEST = 500
"""How many characters of a text are kept."""

_LONGEST_READ = 4_000
_REGION = "GB"
_BESIDE_WORDS = r"[^\s@,;:<>()\[\]\"]+"

_EMAIL = re.compile(
    rf"{_BESIDE_WORDS} ?@ ?[\w-]+(?:\.[\w-]+)+"
    rf"|{_BESIDE_WORDS}@[\w.-]*\w"
    r"|[\w.+-]+ (?:\(at\)|\[at\]|at) [\w-]+ (?:\(dot\)|\[dot\]|dot) \w+(?: dot \w+)*"
    r"|[\w.+-]+ ?(?:\(at\)|\[at\]) ?[\w-]+(?:\.[\w-]+)+"
    r"|[\w.+-]+ at (?:aol|btinternet|gmail|googlemail|hotmail|icloud|live|me|msn|nhs|outlook|sky|yahoo)(?:\.[\w-]+)+",
    re.I,
)
_LINK = re.compile(
    r"(?:https?|ftp)://[^\s\[\]]*[^\s\[\].,;:!?)]"
    r"|\bwww\.[^\s\[\]]*[^\s\[\].,;:!?)]"
    r"|\b(?=[\d-]*[a-z])[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|org|net|uk|io|eu|ie|edu|gov)\b(?:/[^\s\[\]]*[^\s\[\].,;:!?)])?"
    r"|(?<![^\s(])@\w(?:[\w.]*\w)?",
    re.I,
)

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_LATER_YEAR = rf"(?:[\s,/-]{{0,3}}(?:{_YEAR}|'?\d\d))"
_NUMERIC_DATE = re.compile(
    r"(?<![\d.,:/-])(?:(?P<first>\d{1,2})(?P<mark> ?[./-] ?)(?P<second>\d{1,2})(?P=mark)(?:\d{4}|\d{2})"
    r"|\d{4}(?P<iso>[./-])\d{1,2}(?P=iso)\d{1,2})(?!\d|[.:,]\d)"
)
_WRITTEN_DATE = re.compile(
    rf"\b\d{{1,2}} ?(?:st|nd|rd|th)?(?: of)?[\s-]?(?!may\b){_MONTH}\b{_LATER_YEAR}?(?!\w)"
    rf"|\b\d{{1,2}} ?(?:st|nd|rd|th)(?: of)?[\s-]?may\b{_LATER_YEAR}?(?!\w)"
    rf"|\b\d{{1,2}}(?: of)?[\s-]?may\b[\s,/-]{{0,3}}{_YEAR}\b"
    rf"|\b(?!may\b){_MONTH}[\s-]\d{{1,2}}(?:st|nd|rd|th)?\b{_LATER_YEAR}?(?!\w)"
    rf"|\bmay \d{{1,2}}(?:st|nd|rd|th)\b{_LATER_YEAR}?(?!\w)|\bmay \d{{1,2}},? {_YEAR}\b",
    re.I,
)
_BIRTH = re.compile(
    r"(?P<cue>\b(?:born|d\.? ?o\.? ?b\b\.?|y\.?o\.?b\b\.?|birth(?: ?date| ?day| year)?|date of birth|year of birth)"
    r"[\s:=,-]*(?:(?:is|was|in|on|the|date|year|my)\b[\s:=,-]*)*)"
    rf"(?P<date>\d{{6,8}}|\d{{4}}([./-])\d{{1,2}}\3\d{{1,2}}|\d{{1,2}}[\s./-]{{1,3}}\d{{1,2}}[\s./-]{{1,3}}(?:\d{{4}}|\d{{2}})|{_MONTH}[\s,-]+(?:{_YEAR}|'?\d\d)|{_YEAR})"
    r"(?!\w)",
    re.I,
)

_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]?[\s-]{0,2}\d[abd-hjlnp-uw-z]{2}(?!\w)", re.I)
_INSURANCE = re.compile(r"(?<!\w)[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d](?!\w)", re.I)
_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPOKEN = re.compile(rf"\b(?:{_DIGIT}[\s,-]+){{6,}}{_DIGIT}\b", re.I)
_BETWEEN = r"(?: {0,2}[.:/\\|_*·•()‐-―-] {0,2}| {1,2}|,)"
_RUN = re.compile(
    rf"(?:(?<![^\W\d_])[^\W\d_]{{1,4}}(?=\d{{5}}))?(?:(?<!\w)\+ ?)?(?:(?<!\w)\( ?)?\d(?:{_BETWEEN}?{_BETWEEN}?\d)*"
)
_FEWEST_TOGETHER, _FEWEST_APART, _ALWAYS = 5, 7, 9
_HARMLESS = re.compile(rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{_YEAR}(?:[/‐-―-]\d\d)?|\d{{1,2}}[.:]\d\d")
_MONEY = re.compile(r"[£$€] ?$")

_STREET = r"(?:road|rd|street|lane|avenue|ave|crescent|terrace|grove|mews|gardens)"
_ANY_STREET = (
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Crescent|Terrace|Grove|Mews|Gardens|Drive|Close|Court|Place|Way|Walk|Row"
    r"|View|Hill|Park|Square|Mount|Rise|Gate|Parade|Green|Croft)"
)
_CAPITAL = r"[A-Z][\w'’-]*\.?"
_HOUSE = r"(?:\b(?i:flat|apartment|unit|house|no\.?|number) ?\w{1,4},? )?(?<!\w)\d{1,4} ?[a-zA-Z]?,? "
_PLAIN = r"(?!(?:%s)\b)[a-z][\w'’-]*"
_LITTLE = (
    "a|about|an|and|any|are|at|bed|beds|by|did|do|does|down|for|from|has|have|hospitals?|hours?|how|in|into|is|it|kids"
    "|mile|miles|min|mins|minute|minutes|more|near|of|off|on|or|over|patients?|people|per|that|the|this|to|up|was|were"
    "|what|when|where|which|with|your"
)
_ADDRESS = re.compile(
    rf"{_HOUSE}(?:{_CAPITAL} ){{1,3}}{_ANY_STREET}\b(?! [A-Z])"
    rf"|{_HOUSE}(?i:(?:(?:the )?(?:{_PLAIN % _LITTLE} ){{1,3}}|the ){_STREET}\b)"
)
_HOME = re.compile(
    r"(?P<cue>\b(?i:live|lives|lived|living|stay|staying|address is|home is) (?i:at |on |in )?)"
    rf"(?P<place>(?:{_CAPITAL} ){{1,3}}{_ANY_STREET}\b(?! [A-Z])|(?i:(?:{_PLAIN % _LITTLE} ){{1,3}}{_STREET}\b))"
)


def redacted(text: str) -> str:
    """The text without numbers, dates, addresses and names, in one line of at most `LONGEST` characters.

    What was found stands as one of `placeholders.ANY`.
    """
    text = _cut(_plain(text), _LONGEST_READ)
    while (less := _cut(_plain(_once(text)), LONGEST)) != text:
        text = less
    return text


def _plain(text: str) -> str:
    """In the letters' usual forms, without marks that can't be seen, and with single spaces."""
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFKC", seen).split())


_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def _cut(text: str, longest: int) -> str:
    """The text up to the last space that fits: a cut word could be half a name."""
    return text if len(text) <= longest else text[: longest + 1].rpartition(" ")[0]


def _once(text: str) -> str:
    text = _EMAIL.sub(EMAIL, text)
    text = _LINK.sub(LINK, text)
    text = _BIRTH.sub(rf"\g<cue>{DATE}", text)
    text = _NUMERIC_DATE.sub(_dated, text)
    text = _WRITTEN_DATE.sub(DATE, text)
    text = _INSURANCE.sub(NUMBER, text)
    text = _POSTCODE.sub(POSTCODE, text)
    text = _SPOKEN.sub(NUMBER, text)
    text = _ADDRESS.sub(ADDRESS, text)
    text = _HOME.sub(rf"\g<cue>{ADDRESS}", text)
    text = _RUN.sub(_run, _without_phones(text))
    return people.without_names(text)


def _dated(match: re.Match[str]) -> str:
    """A date, where the numbers can be a day and a month; it isn't one in "8.30.45"."""
    first, second = match["first"], match["second"]
    is_date = first is None or (min(int(first), int(second)) in range(1, 13) and max(int(first), int(second)) <= 31)
    return DATE if is_date else match[0]


def _without_phones(text: str) -> str:
    if sum(character.isdigit() for character in text) < _FEWEST_APART:
        return text
    for match in reversed(list(phonenumbers.PhoneNumberMatcher(text, _REGION))):
        text = text[: match.start] + PHONE + text[match.end :]
    return text


def _run(match: re.Match[str]) -> str:
    """What stands for a run of digits; the run itself where it is a small number, a figure, years or times."""
    run = match[0]
    groups = re.findall(r"\d+", run)
    digits = "".join(groups)
    if max(map(len, groups)) >= _FEWEST_TOGETHER:
        keep = len(digits) < _ALWAYS and bool(_MONEY.search(match.string[: match.start()]))
    elif len(digits) < _ALWAYS:
        keep = len(digits) < _FEWEST_APART or all(_HARMLESS.fullmatch(piece) for piece in re.split(r" ?[ ‐-―-] ?", run))
    else:
        keep = False
    if keep:
        return run
    bracket = "(" if run[0] == "(" and ")" not in run else ""
    is_phone = 10 <= len(digits) <= 15 and (digits.startswith("0") or "+" in run)
    return bracket + (PHONE if is_phone else NUMBER)
