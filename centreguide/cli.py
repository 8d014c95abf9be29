"""The `centreguide` command; each package adds the commands that are about it."""

import argparse
import os
import sys
import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from centreguide import project
from centreguide.content import command as content
from centreguide.content.draft import Draft
from centreguide.encoder.runtime import EncoderError
from centreguide.errors import ServerError
from centreguide.faults import FaultsError
from centreguide.inbox import command as inbox
from centreguide.inbox.inbox import INBOX
from centreguide.progress import progress
from centreguide.publishing import command as publishing
from centreguide.publishing.errors import PublishingError
from centreguide.publishing.publish import OF_ANOTHER_PROGRAM, Publishing
from centreguide.release.pointer import PointerError
from centreguide.release.store import Release, Releases
from centreguide.release.training import TrainingError, train

if TYPE_CHECKING:
    from centreguide.bot import Bot

DRAFT = Path()
RELEASES = Path("releases")
CONVERSATIONS = Path("conversations.db")
DEFAULT_PORT = 5005


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; staff's mistakes and set-up faults are told in words, with exit code 1.

    What can't be a command here, by its words or by the folder, has exit code 2.
    """
    options = _parser().parse_args(arguments)
    if not project.is_project(Path()):
        print(project.way_to_one(Path()), file=sys.stderr)
        return 2
    # `actions` stands in the project's folder, which a script's own path doesn't cover.
    sys.path.insert(0, str(Path.cwd()))
    try:
        return int(options.command(options) or 0)
    except FaultsError as error:
        print(error, file=sys.stderr)
    except (EncoderError, PointerError, PublishingError, ServerError, TrainingError) as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever reads has had enough, as `head` has; what is still in the buffer would raise once more at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="centreguide", description="Centre Guide, a FAQ bot for a hospital trust.")
    commands = parser.add_subparsers(required=True, metavar="command")
    run = commands.add_parser("run", help="serve the bot on this machine: the live release, and whatever is published")
    run.add_argument("--port", type=int, default=int(os.environ.get("PORT") or DEFAULT_PORT))
    run.add_argument("--database", type=Path, default=CONVERSATIONS, help="the conversations' SQLite file")
    run.add_argument("--actions-url", help="a separate action server's webhook, instead of actions in this process")
    run.add_argument("--draft", action="store_true", help="serve the draft, for developers; nothing is published")
    run.set_defaults(command=_run)
    train = commands.add_parser("train", help="build the draft's release; `candidate` and `publish` make it live")
    train.set_defaults(command=_train)
    check = commands.add_parser("check", help="check knowledge, wording and training questions")
    check.add_argument("--write", action="store_true", help="bring the lines that follow from the examples up to date")
    check.add_argument("--all", action="store_true", help="look at everything, not only at what isn't live yet")
    check.set_defaults(command=_check)
    chat = commands.add_parser("chat", help="talk to the bot in the terminal")
    chat.set_defaults(command=_chat)
    ask = commands.add_parser("ask", help="ask one question, or several that make a conversation")
    ask.add_argument("question", nargs="+", help="a message; put each in quotes where there are several")
    ask.add_argument("--why", action="store_true", help="show, too, how each reply came about")
    ask.set_defaults(command=_ask)
    evaluate = commands.add_parser("evaluate", help="put files of questions to the bot and write a report")
    evaluate.add_argument("files", nargs="*", type=Path, help="question files or folders; tests/evaluation if none")
    evaluate.add_argument("--min", type=float, default=0.0, help="the share of cases that must pass, 0 to 1")
    evaluate.add_argument("--output", type=Path, help="the folder for reports; reports if not given")
    evaluate.set_defaults(command=_evaluate)
    erase = commands.add_parser("erase", help="delete a conversation at once")
    erase.add_argument("conversation", help="its id: the channel, a dash and the sender, such as rest-ab12")
    erase.add_argument("--database", type=Path, default=CONVERSATIONS, help="the conversations' SQLite file")
    erase.set_defaults(command=_erase)
    channels = commands.add_parser("channels", help="list the messaging channels, and check their credentials")
    channels.add_argument("register", nargs="?", choices=["register"], help="tell a platform where its webhook is")
    channels.add_argument("channel", nargs="?", help="the channel to register, such as telegram")
    channels.set_defaults(command=_channels)
    content.add(commands, _draft, _live_folder)
    inbox.add(commands, _draft, CONVERSATIONS.with_name(INBOX))
    publishing.add(commands, _train_visibly)
    return parser


def _draft() -> Draft:
    """The draft, whose changes go into the history."""

    def record(by: str, why: str) -> None:
        Publishing(RELEASES).history.record_draft(DRAFT, by, why)

    return Draft(DRAFT, record)


def _live_folder() -> Path | None:
    live = Releases(RELEASES).published()
    return live.folder if live else None


def _train_visibly(draft: Path, target: Path) -> None:
    with progress("Training the bot (a minute or two)"):
        train(draft, target)


def _prepare_encoder() -> None:
    from centreguide.encoder import runtime

    with (
        progress("Preparing the sentence encoder")
        if runtime.read_info(runtime.default_folder()) is None
        else nullcontext()
    ):
        runtime.shared()


def _built() -> Release:
    """The draft's release; what it lacks is made first."""
    _prepare_encoder()
    return Releases(RELEASES).build(DRAFT, _train_visibly)


def _run(options: argparse.Namespace) -> int:
    from centreguide.release.content import live
    from centreguide.server.alone import alone
    from centreguide.server.serve import serve

    follow = None if options.draft else RELEASES
    # Before anything is built: a newer program's start must not change what a running bot serves.
    with alone(options.database, follow):
        if options.draft:
            release = _built()
        else:
            _prepare_encoder()
            release = Publishing(RELEASES).to_serve(DRAFT, _train_visibly)
        try:
            content = release.content()
            content.prepare()
            live.use(content)
        except FaultsError as error:
            raise PublishingError(f"{OF_ANOTHER_PROGRAM}\n{error}") from error
        serve(release.model_file, options.port, options.database, actions_url=options.actions_url, releases=follow)
    return 0


def _train(options: argparse.Namespace) -> int:
    release = _built()
    print(f"Release {release.manifest.version} is built: {release.folder}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from centreguide.content import check

    try:
        live = _live_folder()
    except PointerError as error:
        print(error, file=sys.stderr)
        live = None
    return check.command(options, DRAFT, live)


def _chat(options: argparse.Namespace) -> int:
    from centreguide.terminal import chat

    chat(_bot())
    return 0


def _ask(options: argparse.Namespace) -> int:
    from centreguide.terminal import show

    bot, visitor, several = _bot(), uuid.uuid4().hex, any(" " in part for part in options.question)
    for message in options.question if several else [" ".join(options.question)]:
        if options.why:
            print(f"> {message}", *bot.why(visitor, message), "", sep="\n")
        show(bot.say(visitor, message))
    return 0


def _bot() -> "Bot":
    from centreguide.bot import Bot
    from centreguide.log_privacy import set_up_logging

    release = _built()
    os.environ["LOG_LEVEL"] = "ERROR"
    set_up_logging()
    return Bot(release)


def _evaluate(options: argparse.Namespace) -> int:
    from centreguide.evaluation.command import evaluate

    return evaluate(options.files, options.output, options.min)


def _channels(options: argparse.Namespace) -> int:
    from centreguide.channels.messaging import command

    if options.register:
        return command.register(options.channel or "", os.environ)
    return command.show(os.environ)


def _erase(options: argparse.Namespace) -> int:
    from centreguide.server.retention import erase_conversation

    count = erase_conversation(options.database, options.conversation)
    print("The conversation was deleted." if count else "There is no such conversation.")
    return 0 if count else 1
