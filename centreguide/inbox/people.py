"""Finds people's names by what stands before them: "my name is", titles, relatives, greetings and sign-offs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from centreguide.inbox.placeholders import NAME


def _words(name: str) -> frozenset[str]:
    return frozenset((files("centreguide.inbox") / f"{name}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def _dictionary() -> frozenset[str]:
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    return _NAMES | _STOPS | _NO_NAMES | {line.partition(" ")[0] for line in lines}


_NAMES = _words("common_names")
"""Given names and family names that are no ordinary words."""

_STOPS = _words("ordinary_words")
"""What a name stops at."""

_NO_NAMES = _words("peoples") | _words("jobs")
"""What is written with a capital letter, or stands after a title, and is no name."""

_SHORTEST_UNKNOWN = 4

_WORD = r"[^\W\d_](?:[^\W\d_]|(?!['’][sS]\b)['’-](?=[^\W\d_]))*"
_NEXT = re.compile(rf" ?(?:[^\W\d_]\. ?)*(?P<word>{_WORD})")
_RELATIVE = (
    r"(?:son|daughter|husband|wife|mum|mam|mom|mummy|dad|daddy|mother|father|brother|sister|baby|child|boy|girl|partner"
    r"|friend|aunt|auntie|uncle|nan|nana|gran|granny|grandma|grandad|granddad|grandpa|grandmother|grandfather|granddaughter"
    r"|grandson|boyfriend|girlfriend|fianc[eé]e?|neighbour|cousin|niece|nephew|twin|bro|sis|hubby)"
)
_HIS = rf"(?:my|his|her|their|our|patient'?s?|{_RELATIVE}(?:['’]?s)?)"
_GREETING = r"(?:hi|hiya|hello|hey|helo|salam|good morning|good afternoon|good evening|morning|afternoon|evening)"


class _Text:
    """A text in which capital letters say something, or don't: people shout, or Write Like This."""

    def __init__(self, text: str) -> None:
        self.text = text
        inner = re.findall(rf"(?<=[^\s.!?] )({_WORD})", text)
        inner = [word for word in inner if word.lower() not in ("i", "i'm", "i’m", "im", "nhs")]
        self.capitals_tell = len(inner) < 3 or sum(word[0].isupper() for word in inner) <= 0.7 * len(inner)

    def is_capital(self, word: str) -> bool:
        return self.capitals_tell and word[0].isupper() and not (word.isupper() and 1 < len(word) <= 4)


_Accepts = Callable[[_Text, Sequence[str], str], bool]
"""Whether a word of the text can be the next of a name, after these."""


@dataclass(frozen=True)
class _Cue:
    """What stands before a name, how many words that may have, and which words it may be made of.

    `after` must follow the name, and `fewest` is how many words make one.
    """

    before: re.Pattern[str]
    accepts: _Accepts
    most: int = 3
    after: re.Pattern[str] = re.compile("")
    fewest: int = 1


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _stops(word: str) -> bool:
    return _plain(word) in _STOPS


def _is_long(word: str) -> bool:
    """More than a letter, or an initial."""
    return len(word) > 1 or word.isupper()


def _any_word(text: _Text, before: Sequence[str], word: str) -> bool:
    """Where a name must follow, every word is one until one is plainly not."""
    return not _stops(word) or (not before and word.lower() in ("will", "may"))


def _likely(text: _Text, before: Sequence[str], word: str) -> bool:
    """Where a name may follow: a capital letter tells, or that it is a common name."""
    if _stops(word) or _plain(word) in _NO_NAMES:
        return False
    if _plain(word) in _NAMES:
        return True
    return text.is_capital(word) and not (len(word) > 5 and word.endswith("ing"))


def _likely_or_no_word(text: _Text, before: Sequence[str], word: str) -> bool:
    """After "my son", too: a word that no dictionary has is a rare name rather than a slip."""
    is_no_word = len(word) >= _SHORTEST_UNKNOWN and word.isalpha() and word.lower() not in _dictionary()
    return _likely(text, before, word) or (not before and is_no_word and not word.endswith("nt"))


def _common_only(text: _Text, before: Sequence[str], word: str) -> bool:
    return _plain(word) in _NAMES


def _common_first(text: _Text, before: Sequence[str], word: str) -> bool:
    return _likely(text, before, word) if before else _common_only(text, before, word)


def _titled(text: _Text, before: Sequence[str], word: str) -> bool:
    """After a title that is nothing else, even one in small letters."""
    if _stops(word) or _plain(word) in _NO_NAMES:
        return False
    return not before or _likely(text, before, word) or not text.capitals_tell or _plain(before[0]) in _NAMES


def _cue(before: str, accepts: _Accepts, most: int = 3, after: str = "", flags: int = re.I, fewest: int = 1) -> _Cue:
    return _Cue(re.compile(before, flags), accepts, most, re.compile(after, flags), fewest)


_MY_SON = rf"\b(?:my|our|his|her|the) (?:\w+ ){{0,2}}{_RELATIVE}s?"
_SOMEBODY = rf"{_RELATIVE}|consultant|doctor|surgeon|nurse|someone|somebody|man|lady|woman|patient|person|guy|therapist"
_BUILDING = "|".join(sorted(_words("buildings")))
_END = r" ?[.!x]* ?(?:$|[.!?])"
_CUES = (
    _cue(
        r"(?<!your )\b(?:sur|fore|nick)?name?(?:['’]?s)?(?: (?:is|are|was|were)\b|(?<=['’]s)| ?[:=]| -) ?", _any_word, 4
    ),
    _cue(rf"\b{_HIS} (?:full |first |last |sur|family |good |own )?names? ", _any_word, 4),
    _cue(rf"(?:^|[.,!?] |\b{_GREETING} )names ", _any_word, 3),
    _cue(
        rf"\b(?:i['’]?m|i am|s?he['’]?s|s?he is|who(?: i|['’])s|{_HIS}) (?:is |was |are )?(?:called|named) ", _any_word
    ),
    _cue(
        r"\b(?:me llamo|mi nombre es|je m['’ ]?appell?e|mon nom est|nazywam si[eę]|mam na imi[eę]|ich hei(?:ß|ss)e"
        r"|mein name ist|mi chiamo|il mio nome [eè]|meu nome [eé]|me chamo|numele meu este|m[aă] numesc"
        r"|mera naam|ben[iı]m ad[iı]m) ",
        _any_word,
    ),
    _cue(r"\b(?:Mr|Mrs|Mx|Dr|Prof)\b\.? (?:and (?:Mr|Mrs|Dr) )?", _titled),
    _cue(r"\b(?:Ms|Miss) ", _likely, flags=0),
    _cue(r"\b(?:doctor|professor|nurse|sister|matron|sir|lady|reverend|rev\.?|imam|rabbi) ", _likely),
    _cue(r"\b(?:miss|ms) ", _common_only),
    _cue(r"\b(?:this is|it['’]?s|it is) ", _any_word, 3, r",? (?:speaking|calling)\b"),
    _cue(r"\b(?:this is|it['’]?s|it is) ", _likely, 3, r",? (?:here|again)\b"),
    _cue(r"^", _common_only, 2, r" here\b"),
    _cue(rf"\b{_GREETING}(?:, ?| )", _likely, 2, r" here\b"),
    _cue(r"(?:^|[.!?] )this is ", _likely, 3, r",|\.| and i\b| from\b"),
    _cue(rf"\b{_GREETING}[,.! ]+(?:this is|it['’]?s) ", _likely),
    _cue(r"\b(?:i['’]?m|i am|call me|on behalf of) ", _likely),
    _cue(rf"{_MY_SON} ", _likely_or_no_word),
    _cue(rf"{_MY_SON}(?: ?[,(] ?| is | )(?:little |lovely |dear |poor )?", _likely),
    _cue(r"\b(?:regards|sincerely|faithfully|(?:best|kind|warm|good) wishes)[ ,.!-]+", _any_word, 3, _END),
    _cue(r"\b(?:thanks|thank you|thankyou|thx|cheers|ta|love|yours|from)(?: ?[,.!-]+ ?| )", _common_only, 3, _END),
    _cue(r"\b(?:thanks|thank you|thankyou|thx|cheers|ta|love|yours) ?[,.!-]+ ?", _likely, 3, _END),
    _cue(rf"{re.escape(NAME)} (?:and|&) ", _common_only),
    _cue(r"\b(?:our|me) ", _common_only),
    _cue(rf"\b(?:{_SOMEBODY}) (?:called|named) ", _likely),
    _cue(r"\bpatient ", _common_first),
    _cue(r"\b(?=[^\W\d_])", _common_first, 4, rf"(?! (?:{_BUILDING})\b)", fewest=2),
)


def without_names(text: str) -> str:
    """The text with `[name]` for each name that a cue stands before."""
    found = _Text(text)
    for cue in _CUES:
        found = _without(cue, found)
    return found.text


def _without(cue: _Cue, text: _Text) -> _Text:
    kept, done = list[str](), 0
    for match in cue.before.finditer(text.text):
        start = match.end()
        end = _end(cue, text, start)
        if start >= done and end > start and cue.after.match(text.text, end):
            kept += [text.text[done:start], NAME]
            done = end
    return _Text("".join([*kept, text.text[done:]])) if kept else text


def _end(cue: _Cue, text: _Text, start: int) -> int:
    """Where the name that starts here ends; `start` if there is none."""
    end, words = start, list[str]()
    while len(words) < cue.most:
        match = _NEXT.match(text.text, end)
        if match is None or not _is_long(match["word"]) or not cue.accepts(text, words, match["word"]):
            break
        words.append(match["word"])
        end = match.end()
    return end if len(words) >= cue.fewest else start
