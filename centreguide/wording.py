"""What the bot says around the facts: reviewed sentences from `wording/`, checked to be complete as they are loaded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from centreguide.faults import Fault, FaultsError
from centreguide.intents import Family, family, kinds
from centreguide.knowledge.model import Subject
from centreguide.yaml_lines import Document, Place, read

Blanks = frozenset[str]
_NO_BLANKS: Blanks = frozenset()

_ANSWERS: dict[str, Blanks] = {
    "source": frozenset({"page", "section"}),
    "checked": frozenset({"month"}),
    "yes": _NO_BLANKS,
    "no": _NO_BLANKS,
    "not_quite": _NO_BLANKS,
    "from_whole": frozenset({"Subject", "is", "holder"}),
    "unlisted": frozenset({"subject"}),
    "unlisted_related": _NO_BLANKS,
    "nearest": _NO_BLANKS,
    "kind_word": _NO_BLANKS,
}
_CLARIFY: dict[str, Blanks] = dict.fromkeys(("did_you_mean", "neither", "empty"), _NO_BLANKS)
_DECLINES: dict[str, Blanks] = {
    "can_answer": _NO_BLANKS,
    "website": frozenset({"website"}),
    "contact": frozenset({"contact"}),
}
_SAFETY: dict[str, Blanks] = dict.fromkeys(("emergency", "emergency_then", "crisis", "crisis_then"), _NO_BLANKS)
_CHANNELS: dict[str, Blanks] = dict.fromkeys(
    ("failed", "not_text", "too_long", "choose", "more", "no_more", "stopped", "started", "help"), _NO_BLANKS
)
_QUESTION = ("button", "of_a_centre")
_QUESTION_FIELDS = frozenset({"subject", "Subject", "is", "does"})
_OTHER = "other"
_NOTHING_TO_REPEAT = "nothing_to_repeat"


@dataclass(frozen=True)
class Wording:
    """Every sentence of the bot's own, by file and key; a key that is asked for was checked to be there."""

    answers: Mapping[str, str]
    clarify: Mapping[str, str]
    declines: Mapping[str, str]
    reasons: Mapping[str, str]
    small_talk: Mapping[str, str]
    safety: Mapping[str, str]
    channels: Mapping[str, str]
    questions: Mapping[str, str]
    questions_of_a_centre: Mapping[str, str]
    other_question: str

    def question(self, intent: str, subject: Subject) -> str:
        """The intent as a question about the subject; in general words where it isn't one of `questions`."""
        whole = subject.kind in ("centre", "trust")
        phrase = self.questions_of_a_centre.get(intent) if whole else None
        phrase = phrase or self.questions.get(intent, self.other_question)
        words = {"subject": subject.name, "Subject": sentence_case(subject.name), **_verbs(subject)}
        return phrase.format(**words)

    def answer(self, key: str, subject: Subject | None = None, **words: str) -> str:
        """A line of `answers.yml` with its blanks filled."""
        if subject is not None:
            words |= {"subject": subject.name, "Subject": sentence_case(subject.name), **_verbs(subject)}
        return self.answers[key].format(**words)


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _verbs(subject: Subject) -> dict[str, str]:
    return {"is": "are", "does": "do"} if subject.plural else {"is": "is", "does": "does"}


def load(folder: Path, intents: Collection[str]) -> Wording:
    """The wording in the folder.

    Args:
        intents: the bot's intents; each that is declined or chatted about needs its sentence.

    Raises:
        FaultsError: with every missing, unknown or misspelt entry.
    """
    files = {
        name: read(folder / f"{name}.yml")
        for name in ("answers", "clarify", "declines", "small_talk", "safety", "channels", "questions")
    }
    faults = [fault for document in files.values() for fault in document.faults]
    readable = [document for document in files.values() if not document.faults]
    faults += [_not_a_mapping(document) for document in readable if not isinstance(document.data, dict)]
    if faults:
        raise FaultsError(faults)
    asked = {name for name in intents if name.startswith("ask_")} - kinds("of_the_talk")
    # `reasons` is what tells a declined intent: there is no other list of them.
    declined = {name for name in intents if name.startswith("oos_")} | {"nlu_fallback", "medical_advice"}
    faults += _sentences(files["answers"], _ANSWERS, ())
    faults += _sentences(files["clarify"], _CLARIFY, ())
    faults += _sentences(files["safety"], _SAFETY, ())
    faults += _sentences(files["channels"], _CHANNELS, ())
    faults += _sentences(files["declines"], _DECLINES, (), ignore={"reasons"})
    reasons: dict[str, Blanks] = dict.fromkeys(declined, _NO_BLANKS)
    faults += _sentences(files["declines"], reasons, ("reasons",), more=intents)
    chatted = {name for name in intents if family(name) is Family.SMALL_TALK}
    faults += _sentences(
        files["small_talk"], dict.fromkeys((_NOTHING_TO_REPEAT, *chatted), _NO_BLANKS), (), more=intents
    )
    faults += _questions(files["questions"], asked)
    if faults:
        raise FaultsError(faults)
    data: dict[str, Any] = {name: document.data for name, document in files.items()}
    other = data["questions"][_OTHER]
    questions = {name: entry for name, entry in data.pop("questions").items() if name != _OTHER}
    declines = data.pop("declines")
    return Wording(
        **data,
        declines={key: declines[key] for key in _DECLINES},
        reasons=declines["reasons"],
        questions={name: entry["button"] for name, entry in questions.items()},
        questions_of_a_centre={
            name: entry["of_a_centre"] for name, entry in questions.items() if "of_a_centre" in entry
        },
        other_question=other["button"],
    )


def _not_a_mapping(document: Document) -> Fault:
    return document.fault((), "it should hold lines such as `key: a sentence`.")


def _sentences(
    document: Document,
    wanted: Mapping[str, Blanks],
    place: Place,
    *,
    ignore: Collection[str] = (),
    more: Collection[str] = (),
) -> list[Fault]:
    """Faults of a mapping of keys to sentences: keys missing or unknown, sentences empty, blanks without a filling."""
    entries = document.data
    for key in place:
        entries = entries.get(key) if isinstance(entries, dict) else None
    if not isinstance(entries, dict):
        return [document.fault(place, "it is missing, or isn't a list of `key: a sentence` lines.")]
    faults = [
        document.fault((*place, key), "this sentence is missing; add it.") for key in wanted if key not in entries
    ]
    for key, text in entries.items():
        if key in ignore:
            continue
        if key not in wanted and key not in more:
            faults.append(document.fault((*place, key), "the bot never says this; check the spelling of the name."))
        faults += _sentence_faults(document, (*place, key), text, wanted.get(key, _NO_BLANKS))
    return faults


def _sentence_faults(document: Document, place: Place, text: object, allowed: Blanks) -> list[Fault]:
    if not isinstance(text, str) or not text.strip():
        return [document.fault(place, "it is empty or isn't text; write a sentence in quotes.")]
    try:
        blanks = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return [document.fault(place, "a brace { or } has no partner; write both or none.")]
    known = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "none"
    return [
        document.fault(place, f"{{{name}}} can't be filled in here; the blanks to choose from: {known}.")
        for name in sorted(blanks - allowed)
    ]


def _questions(document: Document, asked: set[str]) -> list[Fault]:
    faults = [] if _OTHER in document.data else [document.fault((_OTHER,), "this question is missing; add it.")]
    for name, entry in document.data.items():
        if name not in asked and name != _OTHER:
            faults.append(document.fault((name,), "the bot has no such intent; check the spelling."))
        fields = entry if isinstance(entry, dict) else {}
        for field in sorted(set(fields) - set(_QUESTION)):
            faults.append(document.fault((name, field), f"there is no such field; use {', '.join(_QUESTION)}."))
        for field in _QUESTION:
            if field in fields or field == _QUESTION[0]:
                faults += _sentence_faults(document, (name, field), fields.get(field), _QUESTION_FIELDS)
    return faults
