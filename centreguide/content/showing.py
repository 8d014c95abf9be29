"""What the draft holds, as text for the terminal: all of it in short, or one entry with its version."""

from collections.abc import Iterator
from difflib import unified_diff

from centreguide.content.draft import Draft
from centreguide.content.files import (
    DECLINES,
    EXAMPLES,
    FACTS,
    KNOWLEDGE,
    REASONS,
    SMALL_TALK,
    SUBJECTS,
    WAYS,
    Files,
    texts,
    unknown,
    version,
)
from centreguide.content.snapshot import Snapshot
from centreguide.content.yaml_entries import Entry
from centreguide.content.yaml_style import Snippet
from centreguide.faults import FaultsError

_SHORT = 70
_MOST_EXAMPLES = 8
_SENTENCES = (("small talk", SMALL_TALK, ()), ("what is declined", DECLINES, (REASONS,)))


def everything(draft: Draft) -> Iterator[str]:
    """A line for each fact, subject, kind of question and reply."""
    files = draft.files()
    yield "Facts"
    yield from (_line(entry.name, str(entry.data.get("say"))) for entry in files.entries(FACTS))
    yield "Subjects"
    yield from (_line(entry.name, str(entry.data.get("name"))) for entry in files.entries(SUBJECTS))
    yield "Kinds of question, with their examples"
    yield from (_line(name, str(_count(files, name))) for name in files.names(EXAMPLES))
    for title, file, place in _SENTENCES:
        yield f"Replies to {title}"
        yield from (_line(name, str(text)) for name, text in (files.file(file).sentence(*place) or {}).items())


def one(draft: Draft, name: str) -> Iterator[str]:
    """All that goes by the name: its place, its version, and what it says.

    Raises:
        FaultsError: Nothing does.
    """
    files = draft.files()
    found = [line for lines in _parts(files, name) for line in lines]
    if not found:
        known = [other for section in (FACTS, SUBJECTS, EXAMPLES) for other in files.names(section)]
        raise FaultsError([unknown("entry", name, known, KNOWLEDGE)])
    yield from found


def _parts(files: Files, name: str) -> Iterator[Iterator[str]]:
    for what, section in (("Fact", FACTS), ("Subject", SUBJECTS)):
        if entry := files.entry(section, name):
            yield _entry(what, entry)
            ways = [way for ways in files.entries(WAYS) if ways.name == name for way in texts(ways.data.get("ways"))]
            if ways and section == FACTS:
                yield iter(["Ways to ask for it", *(f"  {way}" for way in ways)])
    if files.examples(name):
        yield _intent(files, name)
    for title, file, place in _SENTENCES:
        text = files.file(file).sentence(*place, name)
        if isinstance(text, str):
            where = f"{file}, line {files.file(file).line(*place, name)}"
            yield iter([f"Reply to {title} {name}, version {version({name: text})} ({where})", f"  {text}"])


def _entry(what: str, entry: Entry) -> Iterator[str]:
    yield f"{what} {entry.name}, version {version(entry.data)} ({entry.file.name}, line {entry.line()})"
    yield from (f"  {line}" for line in Snippet.new(entry.data).text().splitlines())


def _intent(files: Files, name: str) -> Iterator[str]:
    for entry in files.examples(name):
        examples = _examples(entry)
        yield f"Kind of question {name}: {len(examples)} examples ({entry.file.name}, line {entry.line()})"
        yield from (f"  {example}" for example in examples[:_MOST_EXAMPLES])
        if len(examples) > _MOST_EXAMPLES:
            yield f"  ... and {len(examples) - _MOST_EXAMPLES} more"
    answering = [entry.name for entry in files.entries(FACTS) if name in texts(entry.data.get("answers"))]
    if answering:
        yield f"Facts that answer it: {', '.join(answering)}"


def lost(now: Snapshot, then: Snapshot) -> Iterator[str]:
    """What the files that differ lose (-) and get back (+), line by line."""
    for name in sorted({*now.files, *then.files}):
        before, after = now.files.get(name), then.files.get(name)
        if before != after:
            yield name
            changed = list(unified_diff(_lines(before), _lines(after), n=0, lineterm=""))[2:]
            yield from (f"  {line[0]} {line[1:]}" for line in changed if not line.startswith("@@"))


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode(errors="replace").splitlines()


def _examples(entry: Entry) -> list[str]:
    lines = str(entry.data.get("examples") or "").splitlines()
    return [line.strip().removeprefix("- ") for line in lines if line.strip()]


def _count(files: Files, intent: str) -> int:
    return sum(len(_examples(entry)) for entry in files.examples(intent))


def _line(name: str, text: str) -> str:
    return f"  {name}: {text if len(text) <= _SHORT else text[: _SHORT - 4] + ' ...'}"
