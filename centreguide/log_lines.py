"""What a log line looks like: for a reader, or as JSON for a collector, with the id of the request that it is about.

structlog, which Rasa brings, has a formatter as well; it copies each record through the record factory, where
`log_privacy` hides visitors' words, and so loses lines.
"""

import json
import logging
from collections.abc import Mapping
from datetime import datetime, timezone

from centreguide.errors import ServerError
from centreguide.request_id import request_id

SETTING = "CENTREGUIDE_LOGS"
PLAIN, JSON = "plain", "json"
_PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def formatter(environment: Mapping[str, str]) -> logging.Formatter:
    """What formats each line.

    Raises:
        ServerError: The setting is no good.
    """
    form = environment.get(SETTING, "").strip().lower() or PLAIN
    if form not in (PLAIN, JSON):
        raise ServerError(f"{SETTING}: {form!r} is no form of logs. Write {JSON}, or leave it blank for lines to read.")
    return JsonLines() if form == JSON else PlainLines(_PLAIN)


class PlainLines(logging.Formatter):
    """A line for a reader, which ends with the request's id where there is one."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line without an exception's trace."""
        line, told = super().formatMessage(record), request_id.get()
        return f"{line} [{told}]" if told else line


class JsonLines(logging.Formatter):
    """An object on each line: `time` (ISO 8601, UTC), `level`, `logger`, `message`; `request`, `exception` if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole line."""
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if told := request_id.get():
            line["request"] = told
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
