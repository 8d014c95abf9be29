"""Excel and CSV out and in, with what communications teams do to such files."""

import argparse
import csv
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from centreguide.content import command
from centreguide.content.draft import Draft
from centreguide.content.operations import (
    AddAlias,
    AddExamples,
    AddFact,
    AddWaysToAsk,
    ChangeFact,
    ChangeSmallTalk,
    ChangeSubject,
    RemoveWaysToAsk,
    RetireFact,
)
from centreguide.content.spreadsheet import sheets, tables
from centreguide.content.spreadsheet.importing import dry_run, operations
from centreguide.faults import FaultsError
from centreguide.knowledge.loader import load as load_knowledge

Changed = Callable[[], dict[str, list[str]]]


@pytest.fixture
def draft(folder: Path) -> Draft:
    draft = Draft(folder)
    draft.change([AddWaysToAsk("heart_place", ("how do I find the heart people", "heart folk, where"))], "Ann")
    return draft


@pytest.fixture
def path(draft: Draft, tmp_path: Path) -> Path:
    return exported(draft, tmp_path / "answers.xlsx")


def exported(draft: Draft, path: Path, sheet: str | None = None) -> Path:
    sheets.write(path, tables.rows(draft.files()), sheet)
    return path


def edit(path: Path, change: Callable[[Workbook], object]) -> None:
    book = load_workbook(path)
    change(book)
    book.save(path)


def number(sheet: Any, *key: str) -> int:
    for row in range(2, sheet.max_row + 1):
        if tuple(sheet.cell(row, 1 + place).value for place in range(len(key))) == key:
            return row
    raise AssertionError(key)


def cell(book: Workbook, sheet: str, key: str | Sequence[str], column: str) -> Any:
    found = book[sheet]
    headings = [cell.value for cell in found[1]]
    return found.cell(number(found, *([key] if isinstance(key, str) else key)), headings.index(column) + 1)


def put(path: Path, *edits: tuple[str, str | Sequence[str], str, object]) -> None:
    book = load_workbook(path)
    for sheet, key, column, value in edits:
        cell(book, sheet, key, column).value = value
    book.save(path)


def take(path: Path, draft: Draft) -> None:
    draft.change(operations(path, draft), "Ann")


def mistakes(path: Path, draft: Draft) -> str:
    with pytest.raises(FaultsError) as raised:
        operations(path, draft)
    return "\n".join(map(str, raised.value.faults))


def answers(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("name", ["answers.xlsx", "folder"])
def test_what_was_exported_changes_nothing(name: str, draft: Draft, tmp_path: Path) -> None:
    assert operations(exported(draft, tmp_path / name), draft) == []


def test_the_workbook_is_made_to_be_read(path: Path, draft: Draft) -> None:
    book = load_workbook(path)
    assert book.sheetnames == ["Answers", "Ways to ask", "Examples", "Names", "Replies"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert all(cell.comment and cell.comment.text for cell in sheet[1])
    assert cell(book, "Answers", "valves_count", "parts").value == "value=300; bound=over; unit=valves a year"
    assert cell(book, "Answers", "heart_place", "about").value == "heart_unit, riverside"
    assert cell(book, "Answers", "heart_place", "say").alignment.wrap_text
    assert cell(book, "Names", "scans", "also called").value == "scan, scanner"


def test_changed_new_and_removed_rows_of_all_sheets_are_one_change(
    path: Path, draft: Draft, lines_changed: Changed
) -> None:
    put(
        path,
        ("Answers", "heart_since", "say", "  The Riverside Heart Unit opened its “doors” in  1987. "),
        ("Answers", "heart_since", "review by", datetime(2027, 3, 1)),
        ("Answers", "valves_count", "parts", "value=400; unit=valves a year"),
        ("Answers", "bone_place", "section", 7),
        ("Answers", "scans_for_adults", "remove", "Yes"),
        ("Names", "heart_unit", "also called", 'heart unit, hearts, "tickers, old"'),
        ("Names", "valves", "name", "valve mending"),
        ("Ways to ask", ("heart_place", "heart folk, where"), "remove", "yes"),
        ("Replies", "goodbye", "text", "Bye for now."),
        ("Replies", "oos_hours", "text", "I don't know when we open."),
    )

    def add(book: Workbook) -> None:
        book["Answers"].append(["flag", "eyes", "ask_flag, ask_about", "It is red.", None, None, "Heart"])
        book["Ways to ask"].append(["flag", "what colour is your flag"])
        book["Examples"].append(["ask_flag", "have you got a flag"])
        book["Examples"].append(["ask_flag", "flags?"])
        book["Examples"].append(["ask_where", "whereabouts is it then"])
        book["Names"].append(["lids", "eyelids", "service", "eyes"])
        book["Names"].append(["eyes", "eye care", "service", "trust", "eye, eyesight"])

    edit(path, add)
    take(path, draft)
    since, count = draft.entry("fact", "heart_since"), draft.entry("fact", "valves_count")
    assert (since["say"], since["review_by"]) == (
        "The Riverside Heart Unit opened its “doors” in 1987.",
        date(2027, 3, 1),
    )
    assert since["parts"] == {"since": 1987}
    assert count["parts"] == {"value": 400, "unit": "valves a year"}
    assert draft.entry("fact", "bone_place")["source"] == {"page": "about", "section": "7"}
    assert draft.entry("subject", "heart_unit")["also_called"] == ["heart unit", "hearts", "tickers, old"]
    valves = draft.entry("subject", "valves")
    assert (valves["name"], valves["plural"]) == ("valve mending", True)
    assert draft.entry("small_talk", "goodbye") == {"goodbye": "Bye for now."}
    assert draft.entry("decline", "oos_hours") == {"oos_hours": "I don't know when we open."}
    known = load_knowledge(draft.folder / "knowledge")
    assert known.fact("scans_for_adults") is None
    assert [(each.fact, each.ways) for each in known.ways_to_ask] == [
        ("heart_place", ("how do I find the heart people",)),
        ("flag", ("what colour is your flag",)),
    ]
    found = lines_changed()
    assert "+    - whereabouts is it then" in found["data/nlu.yml"]
    assert "+    - have you got a flag" in found["data/nlu.yml"]
    assert "+  - ask_flag:" in found["domain.yml"]
    assert operations(path, draft) == []


def test_a_row_that_is_not_there_removes_nothing(path: Path, draft: Draft) -> None:
    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            sheet.delete_rows(2, 5)
        del book["Names"]

    edit(path, change)
    assert operations(path, draft) == []


def test_a_text_that_is_reworded_or_moved_leaves_its_old_place(
    path: Path, draft: Draft, lines_changed: Changed
) -> None:
    put(
        path,
        ("Examples", ("ask_where", "first of ask_where"), "example", "First of ask_where!"),
        ("Examples", ("ask_where", "second of ask_where"), "example", "quite another"),
        ("Examples", ("ask_who", "first of ask_who"), "kind of question", "ask_when"),
        ("Ways to ask", ("heart_place", "heart folk, where"), "fact", "bone_place"),
    )
    take(path, draft)
    assert sorted(lines_changed()["data/nlu.yml"]) == [
        "+    - First of ask_where!",
        "+    - first of ask_who",
        "+    - quite another",
        "-    - first of ask_where",
        "-    - first of ask_who",
        "-    - second of ask_where",
    ]
    ways = load_knowledge(draft.folder / "knowledge").ways_to_ask
    assert {each.fact: each.ways for each in ways}["bone_place"] == ("heart folk, where",)


def test_a_row_that_was_copied_for_a_new_one_is_new(path: Path, draft: Draft) -> None:
    def copy(book: Workbook) -> None:
        for title, key, changes in (
            ("Answers", ("heart_since",), {1: "heart_new", 4: "It has been here for long."}),
            ("Ways to ask", ("heart_place", "heart folk, where"), {2: "where do hearts go"}),
        ):
            sheet = book[title]
            row = [cell.value for cell in sheet[number(sheet, *key)]]
            sheet.append([changes.get(place, value) for place, value in enumerate(row, 1)])

    edit(path, copy)
    take(path, draft)
    assert draft.entry("fact", "heart_since")["say"] == "The Riverside Heart Unit opened in 1987."
    assert draft.entry("fact", "heart_new")["say"] == "It has been here for long."
    (ways,) = load_knowledge(draft.folder / "knowledge").ways_to_ask
    assert ways.ways == ("how do I find the heart people", "heart folk, where", "where do hearts go")


def changed_by_colleague(draft: Draft) -> None:
    seen = draft.version_of
    draft.change(
        [
            ChangeFact("heart_since", {"say": "It opened in 1988."}, seen("fact", "heart_since")),
            RetireFact("valves_count", seen("fact", "valves_count")),
            ChangeSubject("scans", {"name": "scanning"}, seen("subject", "scans")),
            ChangeSmallTalk("goodbye", "See you.", seen("small_talk", "goodbye")),
            RemoveWaysToAsk("heart_place", ("heart folk, where",)),
            AddAlias("bone_unit", "skeletons"),
            AddExamples("ask_where", ("which road",)),
        ],
        "Bob",
    )


def test_what_a_colleague_changed_meanwhile_is_refused_where_both_did(
    path: Path, draft: Draft, lines_changed: Changed
) -> None:
    put(
        path,
        ("Answers", "heart_since", "say", "It opened long ago."),
        ("Answers", "valves_count", "say", "We repair 300 valves."),
        ("Answers", "bone_place", "say", "It is on a hill."),
        ("Names", "scans", "remove", "yes"),
        ("Replies", "goodbye", "text", "Bye for now."),
        ("Ways to ask", ("heart_place", "heart folk, where"), "way", "heart folk, where?!"),
    )
    changed_by_colleague(draft)
    before = lines_changed()
    told = mistakes(path, draft)
    for expected in (
        "Answers > say: a colleague changed this row since the export; it says now: “It opened in 1988.” (say). Export",
        "Answers > id: there is no such answer any more",
        "Names > remove: a colleague changed this row since the export; it says now: “scanning” (name).",
        "Replies > text: a colleague changed this row since the export; it says now: “See you.”",
        "Ways to ask > way: there is no such way to ask any more",
    ):
        assert expected in told
    assert len(told.splitlines()) == 5
    assert f"answers.xlsx, line {number(load_workbook(path)['Answers'], 'heart_since')}, Answers > say" in told
    assert lines_changed() == before


def test_what_a_colleague_changed_elsewhere_stays_changed(path: Path, draft: Draft) -> None:
    put(path, ("Answers", "bone_place", "say", "It is on a hill."))
    changed_by_colleague(draft)
    take(path, draft)
    assert draft.entry("fact", "bone_place")["say"] == "It is on a hill."
    assert draft.entry("fact", "heart_since")["say"] == "It opened in 1988."
    assert "skeletons" in draft.entry("subject", "bone_unit")["also_called"]


def test_what_a_colleague_changed_alike_is_no_mistake(path: Path, draft: Draft) -> None:
    put(path, ("Answers", "heart_since", "say", "It opened in 1988."), ("Answers", "valves_count", "remove", "yes"))
    changed_by_colleague(draft)
    assert operations(path, draft) == []


def test_all_mistakes_are_told_at_once_with_sheet_and_row(path: Path, draft: Draft, lines_changed: Changed) -> None:
    put(
        path,
        ("Answers", "heart_place", "say", "=1+1"),
        ("Answers", "heart_since", "review by", "soon"),
        ("Answers", "heart_rank", "say", None),
        ("Answers", "valves_count", "parts", "300"),
        ("Answers", "valves_rank", "about", "valvs"),
        ("Answers", "bone_place", "id", "bone_places"),
        ("Answers", "bone_who", "remove", "perhaps"),
        ("Answers", "childrens_valves_offered", "say", "It is a â€œgarbledâ€ text."),
        ("Names", "scans", "kind", "shop"),
        ("Names", "valves", "also called", "valves, bones"),
        ("Replies", "thanks", "text", "  "),
        ("Replies", "goodbye", "remove", "yes"),
        ("Examples", ("ask_where", "first of ask_where"), "example", "first of ask_who"),
    )

    def change(book: Workbook) -> None:
        book["Answers"].append(["half_a_fact", "heart_unit"])
        book["Answers"].append(["heart_since", "trust", "ask_about", "Another.", "about", "Heart"])
        book["Ways to ask"].append(["heart_plcae", "where is it all"])
        book["Ways to ask"].append(["heart_place", datetime(2026, 2, 1)])
        book["Examples"].append(["ask_wher", "where exactly"])
        book["Examples"].append(["emergency", "help me now"])
        book["Replies"]["F2"] = "ask Joan"

    edit(path, change)
    told = mistakes(path, draft)
    book = load_workbook(path)

    def row(sheet: str, *key: str) -> str:
        return f"answers.xlsx, line {number(book[sheet], *key)}, {sheet}"

    for expected in (
        f"{row('Answers', 'heart_place')} > say: it is a formula; write the text itself.",
        f'{row("Answers", "heart_since")} > review by: "soon" is no date; write it as 2027-06-01.',
        f"{row('Answers', 'heart_rank')} > say: it is empty",
        f'{row("Answers", "valves_count")} > parts: "300" is no part of a claim; write it as value=3',
        f'{row("Answers", "valves_rank")} > about: there is no subject "valvs"; did you mean valves?',
        f"{row('Answers', 'bone_places')} > id: an id stays as it is; this was “bone_place”.",
        f'{row("Answers", "bone_who")} > remove: write "yes" to take this out',
        f"{row('Answers', 'childrens_valves_offered')} > say: its letters are garbled (“â€”)",
        f"{row('Answers', 'half_a_fact')} > section: it is empty",
        "Answers > id: row 3 has the same; write an id of its own",
        f"{row('Names', 'scans')} > kind: choose one of trust, centre, service",
        f'{row("Names", "valves")} > also called: "bones" is another name of bone_unit already',
        f"{row('Replies', 'thanks')} > text: it is empty",
        f"{row('Replies', 'goodbye')} > remove: a reply goes with its kind of question",
        f"{row('Examples', 'ask_where', 'first of ask_who')} > example: "
        '"first of ask_who" is an example of ask_who already',
        f'{row("Ways to ask", "heart_plcae")} > fact: there is no fact "heart_plcae"; did you mean heart_place?',
        "Ways to ask > way: Excel made a date of it (2026-02-01); format the cell as Text",
        f"{row('Examples', 'ask_wher')} > kind of question: there is no kind of question ask_wher; is ask_where meant?",
        f"{row('Examples', 'emergency')} > kind of question: its examples are the Clinical Safety Officer's",
        "answers.xlsx, line 2, Replies > column F: this column has no heading",
    ):
        assert expected in told
    assert set(lines_changed()) <= {"knowledge/ways_to_ask.yml"}


def test_odd_headings_sheets_and_merged_cells_are_told(path: Path, draft: Draft) -> None:
    def change(book: Workbook) -> None:
        book["Ways to ask"]["A1"] = "facts"
        book["Answers"]["D1"] = None
        book["Answers"]["N1"] = "Colour"
        book["Names"].merge_cells("D3:D5")
        book["Replies"].insert_rows(1)
        book["Replies"]["A1"] = "Our replies"
        book["Examples"].title = "Exampels"
        book["Examples" if "Examples" in book.sheetnames else "Exampels"]["B1"] = "question"
        book.create_sheet("My notes").append(["call Joan"])
        book.create_sheet("Sheet1")

    edit(path, change)
    told = mistakes(path, draft)
    for expected in (
        "line 1, Ways to ask > fact: this column is missing",
        'line 1, Ways to ask > facts: there is no such column; is "fact" meant?',
        "line 1, Answers > say: this column is missing",
        "line 1, Answers > colour: there is no such column; take it out.",
        "line 3, Names > D3:D5: the cells D3:D5 are merged; choose Unmerge cells",
        "line 1, Replies > headings: the first row should hold the headings: id, text, version, remove.",
        'line 1, Exampels: it isn\'t one of the sheets that are exported; is "Examples" meant?',
        "line 1, My notes: it isn't one of the sheets that are exported; those are Answers",
    ):
        assert expected in told
    assert "Sheet1" not in told


def test_rows_with_one_version_that_were_both_changed_are_told(path: Path, draft: Draft) -> None:
    def change(book: Workbook) -> None:
        sheet = book["Ways to ask"]
        row = number(sheet, "heart_place", "heart folk, where")
        sheet.append(["heart_place", "another", sheet.cell(row, 3).value])
        sheet.cell(row, 2).value = "a third"

    edit(path, change)
    assert "Ways to ask > version: row 3 has the same; clear this cell in the row that is new." in mistakes(path, draft)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_csv_as_excel_saves_it(delimiter: str, encoding: str, draft: Draft, tmp_path: Path) -> None:
    path = exported(draft, tmp_path / "saved.csv", "answers")
    rows = answers(path)
    rows[0]["say"], rows[1]["review by"] = "Our café is “open”, says £5; really.", "01/06/2027"
    rewrite(path, rows, encoding, delimiter)
    take(path, draft)
    assert draft.entry("fact", "heart_place")["say"] == "Our café is “open”, says £5; really."
    assert draft.entry("fact", "heart_since")["review_by"] == date(2027, 6, 1)


def test_a_date_that_excel_shows_in_another_way_is_no_change(draft: Draft, tmp_path: Path) -> None:
    seen = draft.version_of("fact", "heart_since")
    draft.change([ChangeFact("heart_since", {"review_by": date(2027, 6, 1)}, seen)], "Ann")
    path = exported(draft, tmp_path / "answers.csv")
    rows = answers(path)
    assert rows[1]["review by"] == "2027-06-01"
    rows[1]["review by"] = "01/06/2027"
    rewrite(path, rows)
    assert operations(path, draft) == []


def test_a_list_of_new_texts_needs_no_versions(draft: Draft, tmp_path: Path) -> None:
    path = tmp_path / "from the web team.csv"
    path.write_text("Kind of question,Example\nask_where,first of ask_where\nask_where,whereabouts\n", encoding="utf-8")
    assert operations(path, draft) == [AddExamples("ask_where", ("whereabouts",))]


def test_a_text_in_several_lines_stays_so(draft: Draft, tmp_path: Path) -> None:
    seen = draft.version_of("fact", "heart_since")
    draft.change([ChangeFact("heart_since", {"say": "It opened.\nIn 1987."}, seen)], "Ann")
    for name in ("answers.xlsx", "folder"):
        assert operations(exported(draft, tmp_path / name), draft) == []
    put(tmp_path / "answers.xlsx", ("Answers", "heart_since", "say", "It opened.\nIn 1988."))
    take(tmp_path / "answers.xlsx", draft)
    assert draft.entry("fact", "heart_since")["say"] == "It opened.\nIn 1988."


@pytest.mark.parametrize("text", ["=SUM(1)", "+44 is our code", "-5 degrees", "@trust", "'=quoted", "'plain"])
def test_what_looks_like_a_formula_is_text_and_comes_back_as_it_was(text: str, draft: Draft, tmp_path: Path) -> None:
    draft.change([ChangeFact("heart_since", {"say": text}, draft.version_of("fact", "heart_since"))], "Ann")
    folder = exported(draft, tmp_path / "folder")
    assert answers(folder / "answers.csv")[1]["say"] == (text if text == "'plain" else f"'{text}")
    book = exported(draft, tmp_path / "book.xlsx")
    found = cell(load_workbook(book), "Answers", "heart_since", "say")
    assert (found.value, found.data_type) == (text, "s")
    assert (operations(folder, draft), operations(book, draft)) == ([], [])


def test_a_formula_in_csv_is_refused(draft: Draft, tmp_path: Path) -> None:
    path = exported(draft, tmp_path / "replies.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("Goodbye, and", "=Goodbye, and"), encoding="utf-8")
    assert "Replies > text: it is a formula" in mistakes(path, draft)


def test_no_file_is_written_over(path: Path, draft: Draft) -> None:
    content = path.read_bytes()
    with pytest.raises(FaultsError, match="there is such a file already, perhaps with changes in it"):
        exported(draft, path)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("name", "told"),
    [("answers.xls", "name a workbook"), ("mine.csv", "with --sheet and one of: answers, ways")],
)
def test_names_that_tell_no_kind_or_sheet_are_told(name: str, told: str, draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match=told):
        exported(draft, tmp_path / name)


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"", "it can't be read as a workbook"),
        ("a.xlsx", b"not a workbook", "it can't be read as a workbook"),
        ("a.xlsx", b"PK\x03\x04 half of one", "it can't be read as a workbook"),
        ("a.xlsx", _OLD + b" of 2003", "it is a workbook of an old kind; in Excel, choose Save as, and .xlsx."),
        ("a.xlsx", _OLD + "EncryptedPackage".encode("utf-16-le"), "it has a password"),
        ("a.xls", _OLD, "it is neither an .xlsx nor a .csv file"),
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"id,text\x00\n\x81\x8d", "its letters can't be read; in Excel, choose Save as, and “CSV UTF-8”."),
        ("a.csv", b'id,text\nthanks,"' + b"a" * 200_000, "it can't be read as CSV"),
    ],
)
def test_what_is_no_table_is_told_with_what_to_do(
    name: str, content: bytes, told: str, draft: Draft, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    assert told in mistakes(tmp_path / name, draft)


def test_a_damaged_workbook_is_told_or_read_whole(path: Path, draft: Draft) -> None:
    whole = path.read_bytes()
    told = []
    for end in range(0, len(whole), len(whole) // 20):
        for content in (whole[:end], whole[:end] + b"\0" * 50 + whole[end + 50 :]):
            path.write_bytes(content)
            try:
                assert operations(path, draft) == []
            except FaultsError as error:
                told.append(str(error))
    assert len(told) > 20
    assert all("answers.xlsx, line 1, the whole file: it can't be read as a workbook" in each for each in told)


def test_a_file_that_is_not_there_or_too_large_is_told(
    path: Path, draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "it can't be read (No such file" in mistakes(tmp_path / "none.xlsx", draft)
    (tmp_path / "empty").mkdir()
    assert "there is no CSV file in this folder" in mistakes(tmp_path / "empty", draft)
    monkeypatch.setattr("centreguide.content.spreadsheet.excel.LARGEST_UNPACKED", 1000)
    assert "it holds too much" in mistakes(path, draft)
    monkeypatch.setattr(sheets, "LARGEST", 1000)
    assert "it is larger than 20 MB" in mistakes(path, draft)


def test_what_stands_far_below_is_told_and_not_left_out(path: Path, draft: Draft) -> None:
    edit(path, lambda book: book["Replies"].cell(1_000_000, 1, "thanks"))
    assert "line 1000000, Replies: there is something in row 1000000" in mistakes(path, draft)


def test_danger_is_in_no_spreadsheet(draft: Draft) -> None:
    kinds = {row["kind of question"] for row in tables.rows(draft.files())["Examples"]}
    assert kinds.isdisjoint({"emergency", "crisis"})
    assert "ask_where" in kinds


def test_a_dry_run_changes_nothing_and_has_every_check(path: Path, draft: Draft, lines_changed: Changed) -> None:
    put(path, ("Answers", "heart_since", "say", "It opened in 1988."))
    before = lines_changed()
    assert dry_run(operations(path, draft), draft) == (Path("knowledge/knowledge.yml"),)
    assert lines_changed() == before
    with pytest.raises(FaultsError, match="there is no subject"):
        dry_run([AddFact({"id": "a", "about": ["nobody"], "answers": ["ask_about"], "say": "A.", "source": {}})], draft)


def test_it_is_all_done_by_command(draft: Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recorded = []
    draft = Draft(draft.folder, lambda by, why: recorded.append((by, why)))
    parser = argparse.ArgumentParser(prog="centreguide")
    command.add(parser.add_subparsers(required=True), lambda: draft)
    path = tmp_path / "answers.xlsx"

    def run(*words: str) -> str:
        options = parser.parse_args(["content", *words])
        assert options.command(options) == 0
        return capsys.readouterr().out

    assert f"Written: {path}" in run("export", str(path))
    assert run("import", str(path)) == "Nothing was changed: the draft says so already.\n"
    assert run("import", "--dry-run", str(path)) == "Nothing would be changed.\n"
    put(path, ("Replies", "goodbye", "text", "Bye for now."))
    told = "Replies to goodbye: “Bye for now.”\n"
    assert run("import", "--dry-run", str(path)) == told + "Would change: wording/small_talk.yml\n"
    run("add-name", "trust", "us lot", "--as", "Bob", "--why", "Heard")
    assert run("import", str(path), "--as", "Ann").startswith(told + "Changed: wording/small_talk.yml\n")
    assert recorded == [("Bob", "Heard"), ("Ann", "From answers.xlsx")]
    assert f"Written: {tmp_path / 'replies.csv'}" in run("export", str(tmp_path / "replies.csv"))
    run("export", str(tmp_path / "a.csv"), "--sheet", "ways to ask")
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufefffact,way,version,remove\r\n".encode())


def share_strings(path: Path) -> None:
    """Writes the workbook anew as Excel does: the texts in a part of their own, each once, some in two fonts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    shared: dict[str, int] = {}

    def index(found: re.Match[str]) -> str:
        return f't="s"><v>{shared.setdefault(found[1], len(shared))}</v></c>'

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(r't="inlineStr"><is>(.*?)</is></c>', index, parts[name], flags=re.DOTALL)
    texts = "".join(f"<si>{text.replace('<t>The ', '<r><t>The </t></r><r><t>') + '</r>' * ('<t>The ' in text)}</si>"
                    for text in shared)  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{texts}</sst>'
    for name, new in (
        ("xl/_rels/workbook.xml.rels", f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/>'),
        ("[Content_Types].xml", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/>'),
    ):
        end = parts[name].rindex("</")
        parts[name] = parts[name][:end] + new + parts[name][end:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def test_a_workbook_as_excel_saves_it(path: Path, draft: Draft) -> None:
    share_strings(path)
    assert b"heart_place" in zipfile.ZipFile(path).read("xl/sharedStrings.xml")
    assert operations(path, draft) == []
