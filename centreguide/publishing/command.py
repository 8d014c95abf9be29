"""The commands that make changes live: candidate, publish, rollback, history, off, on."""

import argparse
import logging
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from centreguide.faults import FaultsError
from centreguide.publishing.candidate import Candidate
from centreguide.publishing.comparison import VERDICTS, Change, Comparison
from centreguide.publishing.people import EDITOR_VARIABLE, whoever
from centreguide.publishing.publish import Publishing
from centreguide.release.pointer import Live
from centreguide.release.serving import Serving
from centreguide.release.store import Release, Train

DRAFT, RELEASES = Path(), Path("releases")
QUESTIONS = Path("tests/evaluation")
PATIENCE = 60.0
"""Seconds that a running bot gets to take over what was published."""

MOST_SHOWN = 10
_TITLES = {
    "worse": "Answered WORSE than now",
    "missed": "New ways to ask that don't get their answer",
    "better": "Answered better than now",
    "changed": "Answered in other words",
}

Options = argparse.Namespace


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", train: Train) -> None:
    """Adds the commands; `train` trains a model where one is needed."""
    candidate = commands.add_parser("candidate", help="build the draft beside the live bot, and show what would change")
    candidate.add_argument("--show", nargs="?", const="", metavar="VERSION", help="show a candidate made before")
    candidate.add_argument("--all", action="store_true", help="show every change")
    _signed(candidate, "what the change is for")
    candidate.set_defaults(command=lambda options: _candidate(options, train))
    publish = commands.add_parser("publish", help="make a candidate live; by someone who didn't write it")
    publish.add_argument("version", help="the candidate's, as `centreguide candidate` told it, or its beginning")
    publish.add_argument("--despite", default="", help="why it may go live although some answers get worse")
    _signed(publish, "why you approve")
    publish.set_defaults(command=_publish)
    rollback = commands.add_parser("rollback", help="go back to the release that was live before, or to a named one")
    rollback.add_argument("version", nargs="?", help="as `centreguide history` tells it, or its beginning")
    _signed(rollback, "what was wrong")
    rollback.set_defaults(command=lambda options: _roll_back(options, train))
    history = commands.add_parser("history", help="who made what live or changed the draft, when and why")
    history.add_argument("--draft", action="store_true", help="the draft's changes")
    history.add_argument("--diff", metavar="ENTRY", help="what an entry changed: its id, or its beginning")
    history.set_defaults(command=_history)
    off = commands.add_parser("off", help="have the bot give a message instead of answers; danger is still answered")
    off.add_argument("message", help="what visitors are told")
    _signed(off, "why it is switched off", needed=False)
    off.set_defaults(command=_off)
    on = commands.add_parser("on", help="have the bot answer again")
    _signed(on, "why it is switched on again", needed=False)
    on.set_defaults(command=_on)


def _signed(parser: argparse.ArgumentParser, why: str, needed: bool = True) -> None:
    parser.add_argument("--as", dest="who", metavar="NAME", help=f"who you are; else {EDITOR_VARIABLE} or the user")
    parser.add_argument("--why", help=why, default=None if needed else "")


def _reason(options: Options) -> str:
    why = (options.why or "").strip()
    if not why:
        why = input("Why? (This goes into the history.) ").strip() if sys.stdin.isatty() else ""
    return why or "No reason given"


def _candidate(options: Options, train: Train) -> int:
    publishing = Publishing(RELEASES)
    if options.show is not None:
        candidates = publishing.candidates
        candidate = candidates.get(options.show) if options.show else candidates.latest()
    else:
        who = whoever(options.who)
        _check(publishing)
        candidate = publishing.candidates.make(DRAFT, who, _reason(options), train, _compare)
    print(*_told(candidate, options.all), sep="\n")
    return 0


def _check(publishing: Publishing) -> None:
    """Tells what there is to look at in the draft, before anything slow is begun.

    Raises:
        FaultsError: the draft has mistakes.
    """
    from centreguide.content.check import check, told
    from centreguide.content.draft import Draft

    Draft(DRAFT).recover()
    live = publishing.releases.published()
    mistakes, advice = check(DRAFT, live.folder if live else None)
    if mistakes:
        raise FaultsError(mistakes)
    if advice:
        print(told((), advice), end="\n\n", flush=True)


def _compare(before: Release, after: Release, new_ways: list[tuple[str, str]]) -> Comparison:
    from centreguide.evaluation.cases import load
    from centreguide.log_privacy import set_up_logging
    from centreguide.publishing.comparison import compare

    set_up_logging()
    from centreguide.bot import Bot

    logging.disable(logging.WARNING)

    print("Putting the evaluation's questions to the live release and to the candidate ...", flush=True)
    return compare(Bot(before), Bot(after), load([QUESTIONS]), new_ways)


def _publish(options: Options) -> int:
    live = Publishing(RELEASES).publish(options.version, whoever(options.who), _reason(options), options.despite)
    print(f"Published: {live.version}. To take it back: centreguide rollback.")
    return _await_and_remind(live)


def _roll_back(options: Options, train: Train) -> int:
    live = Publishing(RELEASES).roll_back(whoever(options.who), _reason(options), train, options.version)
    print(f"Went back to {live.version}. The draft is as it was: put right what was wrong there, too.")
    return _await_and_remind(live)


def _await_and_remind(live: Live) -> int:
    """Waits as `_await` does; tells at the end that a bot that is switched off still is."""
    code = _await(live)
    if live.off is not None:
        print(f"The bot is still switched off: visitors get “{live.off}” To switch it on: centreguide on.")
    return code


def _off(options: Options) -> int:
    live = Publishing(RELEASES).switch_off(options.message, whoever(options.who), _reason(options))
    print("The bot is switched off; danger to life is still answered. To switch it on: centreguide on.")
    return _await(live)


def _on(options: Options) -> int:
    live = Publishing(RELEASES).switch_on(whoever(options.who), _reason(options))
    print("The bot is switched on.")
    return _await(live)


def _history(options: Options) -> int:
    history = Publishing(RELEASES).history
    if options.diff:
        print(history.diff(options.diff))
    elif options.draft:
        for edit in history.edits():
            print(f"{edit.commit[:10]}  {_moment(edit.when)}  {edit.by}: {edit.why}")
    else:
        for record in history.records():
            entry = record.entry
            written = f" (written by {', '.join(entry.authors)})" if entry.authors else ""
            print(f"{record.commit[:10]}  {_moment(entry.when)}  {record.version} {entry.what} by {entry.who}{written}")
            print(f"            {entry.why}")
            if entry.despite:
                print(f"            Published although answers got worse: {entry.despite}")
            if record.off:
                print(f"            The message: {record.off}")
    return 0


def _await(live: Live, seconds: float = PATIENCE, now: Callable[[], float] = time.monotonic) -> int:
    """Waits until the bot that runs over these releases, if one does, is as was asked for."""
    until = now() + seconds
    while now() < until:
        serving = Serving.read(RELEASES)
        if serving is None or not serving.runs:
            print("No bot is running here. It will be so when one starts.")
            return 0
        if serving.refused == live.version:
            print(f"The running bot can't load {live.version} and goes on with {serving.version}.", file=sys.stderr)
            return 1
        if (serving.version, serving.off) == (live.version, live.off):
            print("The running bot has taken it over.")
            return 0
        time.sleep(0.2)
    print("The running bot hasn't taken it over yet: look at its log.", file=sys.stderr)
    return 1


def _told(candidate: Candidate, everything: bool) -> Iterator[str]:
    comparison = candidate.comparison
    counts = ", ".join(f"{len(comparison.of(verdict))} {verdict}" for verdict in VERDICTS)
    yield f"Candidate {candidate.version}, by {', '.join(candidate.authors)}: {candidate.why}"
    yield f"Of {comparison.asked} messages put to the live release ({candidate.base}) and to this one: {counts}."
    for verdict in VERDICTS:
        found = comparison.of(verdict)
        if found:
            yield f"\n{_TITLES[verdict]}:"
        shown = found if everything or verdict in ("worse", "missed") else found[:MOST_SHOWN]
        for change in shown:
            yield from _lines(change)
        if len(shown) < len(found):
            yield f"  ... and {len(found) - len(shown)} more: centreguide candidate --show {candidate.version} --all"
    yield ""
    yield "To make it live, by someone who isn't one of its authors:"
    yield f"  centreguide publish {candidate.version} --as NAME --why REASON"


def _lines(change: Change) -> Iterator[str]:
    yield f"  “{change.said}”  ({' '.join(part for part in (change.file, change.case) if part)})"
    yield f"    now:   {_short(change.before)}"
    yield f"    then:  {_short(change.after)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"


def _moment(when: str) -> str:
    moment = datetime.fromisoformat(when)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"
