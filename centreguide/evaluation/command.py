"""`centreguide evaluate`: puts files of questions to the bot, writes the report and prints what it says, in short."""

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from centreguide.evaluation import figures, history
from centreguide.evaluation.cases import load
from centreguide.evaluation.guesses import Guess
from centreguide.evaluation.report import LATEST, PAGE_FILE, Report, write
from centreguide.evaluation.running import Partner, run, run_urgent

QUESTIONS = Path("tests/evaluation")
REPORTS = Path("reports")
DRAFT = Path()
RELEASES = Path("releases")

Ready = tuple[Partner, Sequence[Guess]]
"""The bot, and what its classifier guesses of training questions that it hadn't seen."""


def evaluate(
    files: Sequence[Path] = (),
    output: Path | None = None,
    minimum: float = 0.0,
    *,
    start: Callable[[], Ready] | None = None,
) -> int:
    """Evaluates the draft's release and prints where the report is.

    Args:
        files: questions, or folders of them; all of the project's own where none is named.
        output: the folder of reports; `reports` where none is named.
        minimum: the share of cases that should pass, from 0 to 1.
        start: makes the bot ready.

    Returns:
        The exit code: 0, or 1 below the minimum.

    Raises:
        FaultsError: a file of questions has mistakes; nothing was run.
    """
    paths, reports = [Path(file) for file in files] or [QUESTIONS], output or REPORTS
    questions = load(paths)
    bot, guesses = (start or _start)()
    results = run(bot, questions.cases, _tell)
    report = Report(
        made=datetime.now().astimezone(),
        files=tuple(map(str, paths)),
        results=tuple(results),
        urgent=tuple(run_urgent(bot, questions.urgent)),
        guesses=tuple(guesses),
        before=history.last(reports, results),
        minimum=minimum,
    )
    folder = write(report, reports)
    print(*_summary(report), sep="\n")
    print(f"The report: {folder / PAGE_FILE} (also {reports / LATEST / PAGE_FILE})")
    return 0 if report.reached else 1


def _start() -> Ready:
    # Rasa takes seconds to import: mistakes in the questions are told before.
    from centreguide.log_privacy import set_up_logging

    set_up_logging()
    from centreguide.bot import Bot
    from centreguide.encoder import runtime
    from centreguide.evaluation.held_out import held_out, training_examples
    from centreguide.nlu.classifier import generic_sentences
    from centreguide.release.store import Releases
    from centreguide.release.training import train

    def build(draft: Path, target: Path) -> None:
        print("Training the bot from the draft; this takes a minute or so ...", flush=True)
        train(draft, target)

    release = Releases(RELEASES).build(DRAFT, build)
    logging.disable(logging.WARNING)
    bot = Bot(release)
    print("Cross-validating the classifier on the training questions ...", flush=True)
    return bot, held_out(training_examples(DRAFT / "data"), generic_sentences(), runtime.shared().encode)


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} cases", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _summary(report: Report) -> Iterator[str]:
    for title, scores in (
        ("Kind of turn", figures.by_kind(report.results)),
        ("Tag of case", figures.by_tag(report.results)),
    ):
        if scores:
            yield f"{title}: " + ", ".join(f"{score.name} {score.passed}/{score.of}" for score in scores)
    if times := figures.times(report.results):
        yield f"Time of a reply: median {times.median:.0f} ms, p95 {times.p95:.0f} ms, worst {times.worst:.0f} ms"
    if urgent := figures.urgent(report.urgent):
        caught, quiet = urgent.caught, urgent.quiet
        alarms = f"{len(urgent.alarms)} of {quiet.of} false alarms"
        yield f"Danger: {caught.passed} of {caught.of} caught ({caught.percent}), {alarms}"
    if changes := report.changes:
        yield f"Since the last report: {len(changes.failing)} newly failing, {len(changes.passing)} newly passing"
    score = report.score
    aim = f"; at least {figures.percent(report.minimum)} was asked for" if report.minimum else ""
    yield f"{score.name.capitalize()} passed: {score.passed}/{score.of} = {score.share:.3f}{aim}"
