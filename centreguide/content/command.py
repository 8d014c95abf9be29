"""`centreguide content`: looks at the draft and changes it, an operation a command."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from centreguide.content import planning, showing
from centreguide.content.draft import Draft
from centreguide.content.files import DATA_FILE
from centreguide.content.planning import Options, Plan
from centreguide.content.snapshot import Snapshot
from centreguide.content.spreadsheet import tables
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.people import EDITOR_VARIABLE, whoever

_PART = "a piece of a claim that can be compared, such as value=3 or unit=wards; with nothing after =, it is taken out"
_FACT_FILE = "the fact's file, such as knowledge/places.yml; where its subject's facts are, if not given"

Parser = argparse.ArgumentParser
NewCommand = Callable[[str, str, Callable[[Options, Draft], Plan]], Parser]


def _here() -> Draft:
    return Draft(Path())


def add(
    commands: "argparse._SubParsersAction[Parser]",
    make_draft: Callable[[], Draft] = _here,
    live: Callable[[], Path | None] = lambda: None,
) -> None:
    """Adds `content` and what it can do; `live` tells the folder of what is live, if something is."""
    content = commands.add_parser("content", help="look at what the bot knows, and change the draft of it")
    found = content.add_subparsers(required=True, metavar="what")
    show = found.add_parser("show", help="list everything, or show one entry with its version")
    show.add_argument("id", nargs="?", help="of a fact, a subject, a kind of question or a reply")
    show.set_defaults(command=lambda options: _show(make_draft(), options.id))

    def new_command(name: str, told: str, plan: Callable[[Options, Draft], Plan]) -> Parser:
        parser = found.add_parser(name, help=told, description=told.capitalize() + ".")
        parser.add_argument("--as", dest="who", metavar="NAME", help=f"who you are; else {EDITOR_VARIABLE} or the user")
        parser.add_argument("--why", default="", metavar="TEXT", help="the reason, for the history")
        parser.set_defaults(command=lambda options: _change(make_draft(), plan, options))
        return parser

    _add_spreadsheets(found, new_command, make_draft)
    _add_facts(new_command)
    _add_subjects(new_command)
    _add_questions(new_command)
    _add_replies(new_command)
    discard = new_command("discard", "put the draft back to what is live", lambda *_: [])
    discard.add_argument("--yes", action="store_true", help="do it; without this, you see what would be lost")
    discard.set_defaults(command=lambda options: _discard(make_draft(), live(), options))


def _show(draft: Draft, name: str | None) -> int:
    print(*(showing.one(draft, name) if name else showing.everything(draft)), sep="\n")
    return 0


def _export(draft: Draft, path: Path, sheet: str | None) -> int:
    from centreguide.content.spreadsheet import sheets

    for written in sheets.write(path, tables.rows(draft.files()), sheet):
        print(f"Written: {written}")
    print(f"Change what you like in it, and take it back: centreguide content import {path}")
    return 0


def _import(draft: Draft, options: Options) -> int:
    from centreguide.content.spreadsheet import importing

    operations = importing.operations(options.file, draft)
    if options.dry_run:
        changed = importing.dry_run(operations, draft)
        told = f"Would change: {', '.join(map(str, changed))}" if changed else "Nothing would be changed."
        print(*operations, told, sep="\n")
        return 0
    options.why = options.why or f"From {options.file.name}"
    return _change(draft, lambda options, draft: operations, options)


def _discard(draft: Draft, live: Path | None, options: Options) -> int:
    if live is None:
        raise PublishingError("Nothing is live yet, so there is nothing to put the draft back to.")
    draft.recover()
    lost = list(showing.lost(Snapshot.whole(draft.folder), Snapshot.whole(live)))
    if not lost:
        print("Nothing was changed: the draft is the same as what is live.")
        return 0
    print("The draft loses the lines with -, and gets back those with +, which are live:", *lost, sep="\n")
    if not options.yes:
        print("Nothing was changed yet. To do it: centreguide content discard --yes")
        return 0
    draft.put_back(live, whoever(options.who), options.why or "Put back to what is live")
    print("The draft is the same as what is live. What it was before is kept: centreguide history --draft")
    return 0


def _change(draft: Draft, plan: Callable[[Options, Draft], Plan], options: Options) -> int:
    operations = plan(options, draft)
    changed = draft.change(operations, whoever(options.who), options.why)
    if not changed:
        print("Nothing was changed: the draft says so already.")
        return 0
    print(*operations, sep="\n")
    print(f"Changed: {', '.join(map(str, changed))}")
    print("See what it changes for visitors: centreguide candidate")
    return 0


def _add_spreadsheets(
    found: "argparse._SubParsersAction[Parser]", new_command: NewCommand, make_draft: Callable[[], Draft]
) -> None:
    told = "write what the bot knows to a workbook (.xlsx), a CSV file, or a folder of CSV files"
    export = found.add_parser("export", help=told, description=told.capitalize() + ".")
    export.add_argument("file", type=Path)
    sheets_there = [table.title.lower() for table in tables.TABLES]
    export.add_argument("--sheet", choices=sheets_there, help="that one alone; the CSV file's name tells, if not given")
    export.set_defaults(command=lambda options: _export(make_draft(), options.file, options.sheet))
    imported = new_command("import", "take in what was changed in an exported file or folder", lambda *_: [])
    imported.add_argument("file", type=Path)
    imported.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    imported.set_defaults(command=lambda options: _import(make_draft(), options))


def _add_facts(new_command: NewCommand) -> None:
    add_fact = new_command("add-fact", "add an answer", planning.add_fact)
    add_fact.add_argument("--id", required=True, help="a name of your own, in small letters and underscores")
    add_fact.add_argument("--answers", required=True, nargs="+", metavar="KIND", help="the kinds of question")
    _fact_fields(add_fact, needed=True)
    add_fact.add_argument("--file", dest="fact_file", help=_FACT_FILE)
    change = new_command("change-fact", "change an answer", planning.change_fact)
    _id_and_version(change)
    change.add_argument("--answers", nargs="+", metavar="KIND", help="the kinds of question")
    _fact_fields(change)
    _without(change, "parts")
    _id_and_version(new_command("retire-fact", "take out an answer and its ways to ask", planning.retire_fact))
    for name, told, plan in (
        ("add-way", "add ways to ask for a fact, as people put it", planning.add_way),
        ("remove-way", "take out ways to ask for a fact", planning.remove_way),
    ):
        ways = new_command(name, told, plan)
        ways.add_argument("fact", help="its id")
        ways.add_argument("ways", nargs="+", metavar="TEXT")


def _add_subjects(new_command: NewCommand) -> None:
    add_subject = new_command("add-subject", "add something that questions can be about", planning.add_subject)
    add_subject.add_argument("--id", required=True, help="a name of your own, in small letters and underscores")
    _subject_fields(add_subject, "all names that people use", needed=True)
    add_subject.add_argument("--file", help="such as knowledge/places.yml; that of what it is part of, if not given")
    change = new_command("change-subject", "change a subject", planning.change_subject)
    _id_and_version(change)
    _subject_fields(change, "more names that people use; `remove-name` takes names out")
    _without(change, "plural")
    _id_and_version(new_command("retire-subject", "take out a subject that no fact is about", planning.retire_subject))
    for name, told, plan in (
        ("add-name", "add names that people use for a subject", planning.add_name),
        ("remove-name", "take out names of a subject", planning.remove_name),
    ):
        names = new_command(name, told, plan)
        names.add_argument("subject", help="its id")
        names.add_argument("names", nargs="+", metavar="NAME")


def _add_questions(new_command: NewCommand) -> None:
    for name, told, plan in (
        ("add-example", "add questions, as people put them, to a kind of question", planning.add_example),
        ("remove-example", "take out questions from a kind of question", planning.remove_example),
    ):
        examples = new_command(name, told, plan)
        examples.add_argument("intent", metavar="KIND", help="the kind of question, such as ask_where")
        examples.add_argument("examples", nargs="+", metavar="TEXT")
        if plan is planning.add_example:
            _move(examples)
    add_intent = new_command(
        "add-intent", "add a kind of question, with its answer if you have one", planning.add_intent
    )
    add_intent.add_argument("intent", metavar="KIND", help="ask_... is answered, oos_... declined, chat_... small talk")
    add_intent.add_argument("--example", action="append", default=[], metavar="TEXT", help="give as many as you can")
    add_intent.add_argument("--file", default=DATA_FILE, help="where the examples go: data/nlu.yml, if not given")
    add_intent.add_argument("--id", help="the fact's id; the kind of question without ask_, if not given")
    _fact_fields(add_intent)
    add_intent.add_argument("--fact-file", metavar="FILE", help=_FACT_FILE)
    _move(add_intent)
    retire = new_command("retire-intent", "take out a kind of question that no fact answers", planning.retire_intent)
    retire.add_argument("intent", metavar="KIND")


def _add_replies(new_command: NewCommand) -> None:
    for name, told, plan in (
        ("small-talk", "write the reply to a kind of small talk", planning.small_talk),
        ("decline", "write what is said to a kind of question that is declined", planning.decline),
    ):
        reply = new_command(name, told, plan)
        reply.add_argument("intent", metavar="KIND", help="such as thanks or oos_hours")
        reply.add_argument("text", metavar="TEXT")
        reply.add_argument("--version", help="of the reply now, as `centreguide content show` tells it; none if new")


def _fact_fields(parser: Parser, needed: bool = False) -> None:
    parser.add_argument("--about", required=needed, nargs="+", metavar="SUBJECT", help="the ids of what it is about")
    parser.add_argument("--say", required=needed, metavar="TEXT", help="the answer, in plain words")
    parser.add_argument("--question", metavar="TEXT", help="what it answers, as a button asks for it")
    parser.add_argument("--section", required=needed, help="the heading on the page that it is under")
    parser.add_argument("--page", help="the id of the page that it is from, where there are several")
    parser.add_argument("--part", action="append", type=_part, default=[], metavar="NAME=VALUE", help=_PART)
    parser.add_argument("--owner", help="who answers for it; the trust's owner, if not given")
    parser.add_argument("--review-by", metavar="DATE", help="as 2027-06-01; the trust's date, if not given")
    parser.add_argument("--way", action="append", default=[], metavar="TEXT", help="a way to ask for it")


def _subject_fields(parser: Parser, called: str, needed: bool = False) -> None:
    parser.add_argument("--name", required=needed, help="as in the middle of a sentence")
    parser.add_argument(
        "--kind", required=needed, help="centre, service, condition, place, topic, audience or unlisted"
    )
    parser.add_argument("--part-of", metavar="SUBJECT", help="the id of the centre or service that it belongs to")
    parser.add_argument("--called", dest="also_called", nargs="+", metavar="NAME", help=called)
    parser.add_argument("--plural", action="store_true", default=None, help="it is followed by `are`")
    parser.add_argument("--general", action="store_true", default=None, help="it tells little beside other subjects")


def _id_and_version(parser: Parser) -> None:
    parser.add_argument("id")
    parser.add_argument("--version", required=True, help="of what you saw, as `centreguide content show ID` tells it")


def _without(parser: Parser, such_as: str) -> None:
    parser.add_argument("--without", nargs="+", default=[], metavar="FIELD", help=f"take fields out, such as {such_as}")


def _move(parser: Parser) -> None:
    parser.add_argument("--move", action="store_true", help="take the questions out where they are now, if need be")


def _part(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), yaml.safe_load(value)
    except yaml.YAMLError:
        return name.strip(), value
