"""Metrics for Prometheus, on a port of their own: no proxy that serves visitors can pass them on by mistake."""

import math
import sqlite3
from collections.abc import Mapping

from prometheus_client import start_http_server

from centreguide.channels.messaging.outbox import Outbox
from centreguide.errors import ServerError
from centreguide.metrics import OLDEST, WAITING
from centreguide.server.port import HOST

SETTING = "CENTREGUIDE_METRICS_PORT"


def serve_metrics(environment: Mapping[str, str]) -> None:
    """Serves them from now on, in threads of their own; nothing where the setting is blank.

    The setting is a port on loopback, or an address with a port for a Prometheus elsewhere: `9100`, `10.0.0.5:9100`.

    Raises:
        ServerError: The setting is no good, or the port can't be used.
    """
    given = environment.get(SETTING, "").strip()
    if not given:
        return
    host, _, port = given.rpartition(":")
    if not port.isdecimal() or not 0 < int(port) <= 65535:
        raise ServerError(f"{SETTING}: {given!r} is no port. Write one such as 9100, or 10.0.0.5:9100.")
    try:
        start_http_server(int(port), host or HOST)
    except OSError as error:
        raise ServerError(f"{SETTING}: {given} can't be used: {error.strerror}.") from error


def watch(outbox: Outbox) -> None:
    """Has the outbox looked at whenever the metrics are read."""
    WAITING.set_function(lambda: _waiting(outbox)[0])
    OLDEST.set_function(lambda: _waiting(outbox)[1])


def _waiting(outbox: Outbox) -> tuple[float, float]:
    """Not a number where the outbox can't be read: the other metrics are told all the same."""
    try:
        return outbox.waiting()
    except sqlite3.Error:
        return math.nan, math.nan
