"""What `docs/staff.md` and `docs/backup.md` have people type is what the program takes."""

import re
import shlex
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from pydantic import parse_obj_as

from centreguide.answering.conversations import Conversation
from centreguide.cli import _parser
from centreguide.knowledge.model import Fact, Subject
from tests.conftest import PROJECT

DOCUMENTS = [PROJECT / "docs" / name for name in ("staff.md", "backup.md")]
_FENCED = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(centreguide [^`]+)`")
_COMMAND = re.compile(r"^centreguide .+$", re.MULTILINE)


def _told(name: str) -> str:
    """The document without the marks of quotations, in which fenced blocks can stand too."""
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return re.sub(r"^> ?", "", text, flags=re.MULTILINE)


def _blocks(text: str, *languages: str) -> Iterator[str]:
    for _, language, body in _FENCED.findall(text):
        if language in languages:
            yield textwrap.dedent(body)


def _commands() -> Iterator[Any]:
    for path in DOCUMENTS:
        told = _told(path.name)
        typed = [line for body in _blocks(told, "") for line in _COMMAND.findall(body.replace("\\\n", " "))]
        inline = _INLINE.findall(_FENCED.sub("", told))
        yield from (pytest.param(line, id=f"{path.name}: {line}") for line in dict.fromkeys([*typed, *inline]))


def _snippets() -> Iterator[Any]:
    for path in DOCUMENTS:
        for number, body in enumerate(_blocks(_told(path.name), "yaml", "json"), 1):
            yield pytest.param(body, id=f"{path.name}, snippet {number}")


@pytest.mark.parametrize("line", _commands())
def test_every_command_is_one_that_the_program_takes(line: str) -> None:
    try:
        options = _parser().parse_args(shlex.split(line)[1:])
    except SystemExit:
        pytest.fail(f"the program doesn't take: {line}")
    assert callable(options.command)


@pytest.mark.parametrize("snippet", _snippets())
def test_every_snippet_is_yaml_with_entries_that_the_knowledge_takes(snippet: str) -> None:
    data = yaml.safe_load(snippet)
    assert data
    if isinstance(data, list):
        assert parse_obj_as(list[Conversation], data)
        return
    for fact in data.get("facts", []):
        Fact(**fact)
    for subject in data.get("subjects", []):
        Subject(**subject)


def test_there_are_commands_and_snippets_to_look_at() -> None:
    assert len(list(_commands())) > 40
    assert len(list(_snippets())) > 5


def test_every_link_leads_to_a_heading() -> None:
    for path in DOCUMENTS:
        told = _told(path.name)
        headings = {_anchor(heading) for heading in re.findall(r"^#+ (.+)$", _FENCED.sub("", told), re.MULTILINE)}
        assert set(re.findall(r"\]\(#([^)]+)\)", told)) <= headings


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")
