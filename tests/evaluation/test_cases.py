"""Files of questions: what is read, and how mistakes are told."""

from pathlib import Path

import pytest

from centreguide.evaluation.cases import Case, Turn, UrgentMessage, load
from centreguide.faults import FaultsError

GOOD = """\
- id: heart-1
  tags: [where]
  note: an author's own field
  turns:
    - {say: "Tell me about hearts", expect: any}
    - say: And where is it?
      must: ["third|3rd"]
      must_not: [second]
- id: 2
  turns: [{say: "", expect: clarify}]
"""


def file(folder: Path, text: str, name: str = "questions.yml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        load([file(folder, text)])
    return [str(fault) for fault in caught.value.faults]


def test_reads_conversations(tmp_path: Path) -> None:
    turns = (Turn("Tell me about hearts", "any"), Turn("And where is it?", "answer", ("third|3rd",), ("second",)))
    assert load([file(tmp_path, GOOD)]).cases == (
        Case("questions.yml", "heart-1", turns, ("where",)),
        Case("questions.yml", "2", (Turn("", "clarify"),)),
    )


def test_reads_urgent_and_other_messages(tmp_path: Path) -> None:
    text = "urgent: [{say: help, kind: crisis}, {say: oh}]\nnot_urgent: [{say: dying to know}]\n"
    assert load([file(tmp_path, text)]).urgent == (
        UrgentMessage("help", "crisis"),
        UrgentMessage("oh", ""),
        UrgentMessage("dying to know", None),
    )


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    file(tmp_path, GOOD, "b.yml")
    file(tmp_path, "urgent: [{say: help}]", "a.yml")
    file(tmp_path, "not questions", "notes.md")
    found = load([tmp_path])
    assert (len(found.cases), len(found.urgent)) == (2, 1)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "- id: a\n  turns:\n    - say: x\n      expect: anwser",
            "line 4, a > turns > entry 1 > expect: choose one of answer",
        ),
        (
            "- id: a\n  turns:\n    - say: x\n      must: ['(']",
            "line 4, a > turns > entry 1 > must > entry 1: it isn't a reg",
        ),
        ("- id: a\n  turns:\n    - say: x\n      must: third", "must: it should be a list of patterns"),
        ("- id: a\n  turns:\n    - say: x\n      must: [999]", "must: it should be a list of patterns"),
        (
            "- id: a\n  turns:\n    - say: x\n      mustnot: [y]",
            'mustnot: there is no such field; is "must_not" meant?',
        ),
        ("- id: a\n  turns:\n    - expect: chat", "say: write what the visitor says"),
        ("- id: a\n  turns: []", "line 2, a > turns: write at least one turn"),
        ("- id: a\n  turns: [hello]", "it should be a turn"),
        ("- turns: [{say: x}]", "id: give the case a name of its own"),
        ("- id: a\n  tags: where\n  turns: [{say: x}]", "line 2, a > tags: it should be a list of words"),
        ("- id: a\n  turns: [{say: x}]\n- id: a\n  turns: [{say: y}]", 'line 3, a > id: another case is called "a"'),
        ("- hello", "it should be a case with `id` and `turns`"),
        ("cases: []", "it should be a list of cases, or hold `urgent`"),
        ("", "it should be a list of cases"),
        ("[]", "there are no questions here"),
        ("- id: [", "line 2, the whole file"),
        ("urgent: help", "urgent: it should be a list"),
        ("urgent: [help]", "urgent > entry 1: write the message as `say: text`"),
        ("urgent:\n  - {say: help, kind: panic}", "line 2, urgent > entry 1 > kind: choose one of emergency, crisis"),
    ],
)
def test_mistakes_are_told_with_their_place(tmp_path: Path, text: str, fault: str) -> None:
    found = faults(tmp_path, text + "\n")
    assert len(found) == 1
    assert fault in found[0]


def test_every_mistake_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    bad = [file(tmp_path, "- hello\n- there\n", "a.yml"), tmp_path / "missing.yml", file(tmp_path, GOOD)]
    with pytest.raises(FaultsError) as caught:
        load(bad)
    assert [fault.file for fault in caught.value.faults] == ["a.yml", "a.yml", "missing.yml"]
