"""Keeps visitors' words out of the logs: while serving, a line that isn't ours says where it came from, no more."""

import asyncio
import logging
import os
import sys
import threading
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

from centreguide.log_lines import formatter

OURS = "centreguide."
LEVEL = "LOG_LEVEL"

logger = logging.getLogger(__name__)

_serving = False


def set_up_logging() -> None:
    """Sends every line of Rasa, Sanic and ours to stderr, at the level that `LOG_LEVEL` names.

    Without `LOG_LEVEL`, our lines start at INFO and others' at WARNING. Warnings become DEBUG lines.

    Raises:
        ServerError: The setting of the lines' form is no good.
    """
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(formatter(os.environ))
    logging.basicConfig(handlers=[lines], force=True)
    set_levels()
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.stdlib.render_to_log_kwargs],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLogger().level),
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _show_warning


def set_levels() -> None:
    """Sets the levels; again once Rasa is loaded, for some of the libraries under it change the root's."""
    level = os.environ.get(LEVEL, "").upper()
    logging.getLogger().setLevel(level or "WARNING")
    logging.getLogger(OURS.rstrip(".")).setLevel(level or "INFO")


def hide_words() -> None:
    """Reduces, from now on, all that others log, warn of or leave uncaught, in every thread; it can't be undone.

    Our own lines are kept, for they never hold a visitor's words, but no line keeps an exception's text or values.
    """
    global _serving
    if _serving:
        return
    _serving = True
    logging.setLogRecordFactory(_record)
    logging.raiseExceptions = False
    warnings.showwarning = _show_warning
    sys.excepthook = _uncaught
    threading.excepthook = lambda failure: _uncaught(failure.exc_type, failure.exc_value, failure.exc_traceback)
    sys.unraisablehook = lambda failure: _uncaught(failure.exc_type, failure.exc_value, failure.exc_traceback)


def origin(error: BaseException | None) -> str:
    """Names an exception's type and the line that raised it, without its text."""
    if error is None:
        return "no exception"
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" at {_place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)}" if trace else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{place}"


def _record(
    name: str,
    level: int,
    pathname: str,
    lineno: int,
    msg: object,
    args: Any,
    exc_info: Any,
    func: str | None = None,
    sinfo: str | None = None,
    **kwargs: Any,
) -> logging.LogRecord:
    if not name.startswith(OURS):
        msg, args = f"(words left out) at {_place(pathname, lineno)}", ()
    record = logging.LogRecord(name, level, pathname, lineno, msg, args, None, func, None, **kwargs)
    if exc_info and exc_info[1] is not None:
        record.msg, record.args = f"{record.getMessage()} ({origin(exc_info[1])})", ()
    return record


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    words = "(words left out)" if _serving else message
    logger.debug("%s at %s: %s", category.__name__, _place(filename, lineno), words)


def _uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if kind is not KeyboardInterrupt and kind is not asyncio.CancelledError:
        logger.critical("Uncaught %s", origin(error) if error else kind.__qualname__)


def _place(filename: str, line: int) -> str:
    return f"{'/'.join(Path(filename).parts[-2:])}:{line}"
