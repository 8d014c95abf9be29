"""`centreguide inbox`: what visitors asked in vain, and what staff make of it."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from centreguide.content import planning
from centreguide.content.draft import Draft
from centreguide.content.files import DATA_FILE
from centreguide.content.planning import Options, Plan
from centreguide.content.texts import plain
from centreguide.errors import ServerError
from centreguide.inbox.grouping import Group, closed, grouped
from centreguide.inbox.hints import Hints
from centreguide.inbox.inbox import Inbox, Question, Reason, Status
from centreguide.inbox.placeholders import ANY
from centreguide.publishing.people import EDITOR_VARIABLE, whoever

MOST_LISTED, MOST_OTHERS = 20, 3
_REASONS = {
    Reason.UNKNOWN: "no answer known",
    Reason.ASKED_BACK: "the bot asked back",
    Reason.UNHELPFUL: "the answer was found unhelpful",
    Reason.WRONG: "the answer was found wrong",
    Reason.UNCLEAR: "the answer was found unclear",
    Reason.OTHER_QUESTION: "the answer was to another question",
    Reason.UNSURE: "answered, not sure",
    Reason.DECLINED: "declined",
}
_WHAT_NEXT = """
See a group's wordings:     centreguide inbox show ID
Add them to a question:     centreguide inbox assign ID ask_...
Start a new question:       centreguide inbox new ID ask_... --about SUBJECT --say "The answer." --section "The heading"
Set a group aside for good: centreguide inbox aside ID"""
_EMPTY = "The inbox is empty: no question has waited for an answer lately."

Parser = argparse.ArgumentParser
MakeDraft = Callable[[], Draft]


def _here() -> Draft:
    return Draft(Path())


def add(
    commands: "argparse._SubParsersAction[Parser]", make_draft: MakeDraft = _here, database: Path = Path("inbox.db")
) -> None:
    """Adds the command; `database` is the inbox's file."""

    def run(command: Callable[["_Desk", Options], int]) -> Callable[[Options], int]:
        def told(options: Options) -> int:
            try:
                with closing(_Desk(make_draft(), database)) as desk:
                    return command(desk, options)
            except ServerError as error:
                print(error, file=sys.stderr)
                return 1

        return told

    inbox = commands.add_parser("inbox", help="list what visitors asked in vain, and make examples and answers of it")
    inbox.add_argument("--all", action="store_true", help="every group, and those that are done or set aside")
    inbox.set_defaults(command=run(_list))
    found = inbox.add_subparsers(metavar="what")
    show = found.add_parser("show", help="show every wording of a group")
    show.set_defaults(command=run(_show))
    assign = found.add_parser("assign", help="add a group's wordings to the examples of a kind of question")
    assign.set_defaults(command=run(_assign))
    new = found.add_parser("new", help="start a kind of question from a group, with its answer")
    new.set_defaults(command=run(_start), part=[], way=[], owner=None, review_by=None, fact_file=None, file=DATA_FILE)
    aside = found.add_parser("aside", help="set a group aside for good, with what means the same")
    aside.set_defaults(command=run(_set_aside))
    for parser in (show, assign, new, aside):
        parser.add_argument("group", type=int, metavar="ID", help="the group's number in the list")
    for parser in (assign, new):
        parser.add_argument("intent", metavar="KIND", help="the kind of question, such as ask_where")
        parser.add_argument("--only", type=_numbers, metavar="N,M", help="only these of the wordings in `inbox show`")
        parser.add_argument("--move", action="store_true", help="take them out where they are examples now, if need be")
        parser.add_argument("--as", dest="who", metavar="NAME", help=f"who you are; else {EDITOR_VARIABLE} or the user")
        parser.add_argument("--why", default="", metavar="TEXT", help="the reason, for the history")
    new.add_argument("--say", required=True, metavar="TEXT", help="the answer, in plain words")
    new.add_argument("--about", nargs="+", metavar="SUBJECT", help="the ids of what the answer is about")
    new.add_argument("--question", metavar="TEXT", help="what the answer answers, as a button asks for it")
    new.add_argument("--section", help="the heading on the page that the answer is under")
    new.add_argument("--page", help="the id of the page that it is from, where there are several")
    new.add_argument("--id", help="the answer's id; the kind of question without ask_, if not given")


class _Desk:
    """The draft and the inbox's groups, as a command takes them."""

    def __init__(self, draft: Draft, database: Path) -> None:
        self.draft = draft
        self._inbox = Inbox(database) if database.is_file() else None

    def groups(self) -> list[Group]:
        return grouped(self._questions(Status.OPEN), self._questions(Status.ASIDE))

    def done(self, status: Status) -> list[Group]:
        return closed(self._questions(status))

    def _questions(self, status: Status) -> list[Question]:
        return self._inbox.questions(status) if self._inbox else []

    def group(self, number: int) -> Group:
        """The group that this question is in, which is its oldest unless that has expired meanwhile.

        Raises:
            ServerError: There is none.
        """
        for group in self.groups():
            if any(question.id == number for question in group.questions):
                return group
        raise ServerError(f"There is no group {number} in the inbox. See which there are: centreguide inbox")

    def finish(self, group: Group, status: Status) -> None:
        assert self._inbox is not None, "the group is from it"
        self._inbox.close_group(group.id, [question.id for question in group.questions], status)

    def close(self) -> None:
        """Closes the inbox's file."""
        if self._inbox:
            self._inbox.close()


def _numbers(text: str) -> list[int]:
    try:
        return [int(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError("write the numbers with commas between, such as 1,3") from None


def _list(desk: _Desk, options: Options) -> int:
    groups = desk.groups()
    shown = groups if options.all else groups[:MOST_LISTED]
    if shown:
        count = sum(group.count for group in groups)
        print(f"{_number(count, 'question')} in {_number(len(groups), 'group')}, those not known first.")
        hints = Hints.of(desk.draft.folder)
        for group in shown:
            print("", *_lines(group), *_hint(hints, group), sep="\n")
    else:
        print(_EMPTY)
    if len(shown) < len(groups):
        print(f"\nAnd {len(groups) - len(shown)} more: centreguide inbox --all")
    for status, title in ((Status.ASSIGNED, "Done"), (Status.ASIDE, "Set aside")) if options.all else ():
        for group in desk.done(status):
            print("", f"{title}: {_heading(group)}", f"    {group.title}", sep="\n")
    if shown:
        print(_WHAT_NEXT)
    return 0


def _show(desk: _Desk, options: Options) -> int:
    group = desk.group(options.group)
    print(_heading(group))
    for number, wording in enumerate(group.wordings, 1):
        count = group.times(wording)
        times = f"  ({count} times)" if count > 1 else ""
        print(
            f"{number:>4}. {wording}{times}{'  (no example: something was taken out)' if ANY.search(wording) else ''}"
        )
    return 0


def _assign(desk: _Desk, options: Options) -> int:
    return _change(desk, options, planning.add_example)


def _start(desk: _Desk, options: Options) -> int:
    return _change(desk, options, planning.add_intent)


def _set_aside(desk: _Desk, options: Options) -> int:
    group = desk.group(options.group)
    desk.finish(group, Status.ASIDE)
    print(f"Set aside for good: “{group.title}” and what means the same.")
    return 0


def _change(desk: _Desk, options: Options, plan: Callable[[Options, Draft], Plan]) -> int:
    """Makes the group's wordings examples, and the group done if the draft takes them."""
    group = desk.group(options.group)
    chosen = _chosen(group, options.only)
    usable = [wording for wording in chosen if not ANY.search(wording)]
    known = {words for words, asked in desk.draft.files().asked.items() if asked.intent == options.intent}
    new = [wording for wording in usable if plain(wording) not in known]
    if not usable:
        raise ServerError("Something was taken out of each of these wordings, so that none can be an example.")
    if not new:
        told = f"They are examples of {options.intent} already."
        raise ServerError(f"{told} If they are answered well by now: centreguide inbox aside {group.id}")
    options.example = options.examples = new
    operations = plan(options, desk.draft)
    changed = desk.draft.change(operations, whoever(options.who), options.why)
    desk.finish(group, Status.ASSIGNED)
    print(*operations, sep="\n")
    print(f"Changed: {', '.join(map(str, changed))}")
    _tell("Left out, for something was taken out of them", [wording for wording in chosen if wording not in usable])
    _tell("Left out, for they are examples already", [wording for wording in usable if wording not in new])
    print("See what it changes for visitors: centreguide candidate")
    return 0


def _chosen(group: Group, only: Sequence[int] | None) -> list[str]:
    wordings = group.wordings
    if only is None:
        return wordings
    if wrong := [number for number in only if not 1 <= number <= len(wordings)]:
        told = f"Group {group.id} has wordings 1 to {len(wordings)}, and no {', '.join(map(str, wrong))}."
        raise ServerError(f"{told} See them: centreguide inbox show {group.id}")
    return [wordings[number - 1] for number in dict.fromkeys(only)]


def _tell(title: str, wordings: Sequence[str]) -> None:
    if wordings:
        print(f"{title}:", *(f"  {wording}" for wording in wordings), sep="\n")


def _lines(group: Group) -> Iterator[str]:
    yield _heading(group)
    yield f"    {group.title}"
    others = [wording for wording in group.wordings if wording != group.title]
    if others:
        rest = len(others) - MOST_OTHERS
        yield f"    also: {' / '.join(others[:MOST_OTHERS])}{f' / and {rest} more' if rest > 0 else ''}"


def _heading(group: Group) -> str:
    when = _day(group.first) if group.first == group.last else f"{_day(group.first)} to {_day(group.last)}"
    reasons = group.reasons.most_common()
    told = [f"{_REASONS[reason]}{f': {intent}' if intent else ''}" for (reason, intent), _ in reasons]
    counts = [f" ({count})" if len(reasons) > 1 else "" for _, count in reasons]
    why = "; ".join(text + count for text, count in zip(told, counts, strict=True))
    return f"{group.id}. {'Once' if group.count == 1 else f'{group.count} times'}, {when}. {why[0].upper()}{why[1:]}."


def _hint(hints: Hints, group: Group) -> Iterator[str]:
    if nearest := hints.nearest(group):
        yield f"    nearest: {nearest.intent} (“{nearest.text}”)"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
