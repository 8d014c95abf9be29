"""Each check runs in a process of its own, for hiding can't be undone."""

import subprocess
import sys

import pytest

from tests.server.tiny_bot import ROOT, environment

BEFORE = """
import asyncio, gc, logging, structlog, sys, threading, warnings
from centreguide import log_privacy as privacy
privacy.set_up_logging()
theirs, ours = logging.getLogger("rasa.core.somewhere"), logging.getLogger("centreguide.somewhere")
"""


def run(code: str, level: str = "DEBUG", **settings: str) -> str:
    script, variables = BEFORE + code, environment(LOG_LEVEL=level, **settings)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=variables, capture_output=True, text=True)
    return done.stdout + done.stderr


HIDDEN = {
    "message": "theirs.error('canary')",
    "arguments": "theirs.debug('heard %s', 'canary')",
    "dictionary": "theirs.info('%(text)s', {'text': 'canary'})",
    "too few arguments": "theirs.info('%s %s', 'canary')",
    "stack": "theirs.info('x canary', stack_info=True)",
    "root": "logging.info('canary')",
    "structlog": "structlog.get_logger().debug('event', text='canary', parse_data={'text': 'canary'})",
    "structlog exception": """
try: raise ValueError('canary')
except ValueError: structlog.get_logger('rasa').exception('canary', text='canary')""",
    "exception": """
try: raise ValueError('canary')
except ValueError: theirs.exception('canary')""",
    "chained exception": """
try:
    try: raise ValueError('canary')
    except ValueError as error: raise KeyError('canary') from error
except KeyError: theirs.exception('canary')""",
    "our exception": """
try: raise ValueError('canary')
except ValueError: ours.exception('Something failed')""",
    "warning": "warnings.warn('canary')",
    "rasa's warning": "import rasa.shared.utils.io as io; io.raise_warning('canary')",
    "thread": """
def fail(): raise ValueError('canary')
thread = threading.Thread(target=fail); thread.start(); thread.join()""",
    "unraisable": """
class Bad:
    def __del__(self): raise ValueError('canary')
bad = Bad(); del bad""",
    "uncaught": "raise ValueError('canary')",
    "lost task": """
async def fail(): raise ValueError('canary')
async def main():
    task = asyncio.create_task(fail()); await asyncio.sleep(0); await asyncio.sleep(0); del task; gc.collect()
asyncio.run(main())""",
    "slow callback": """
import time
async def main():
    loop = asyncio.get_running_loop(); loop.set_debug(True); loop.slow_callback_duration = 0
    loop.call_soon(time.sleep, 0.01, *()); loop.call_soon(print, end='', *()); await asyncio.sleep(0.05)
    loop.call_soon(lambda words: None, 'canary'); await asyncio.sleep(0.05)
asyncio.run(main())""",
}


@pytest.mark.parametrize("form", ["plain", "json"])
@pytest.mark.parametrize("kind", HIDDEN)
def test_words_are_hidden_in_every_kind_of_line(kind: str, form: str) -> None:
    shown = run("privacy.hide_words()\n" + HIDDEN[kind], CENTREGUIDE_LOGS=form)
    assert "canary" not in shown
    assert shown.strip()


def test_a_reduced_line_says_where_it_came_from() -> None:
    shown = run("privacy.hide_words()\n" + HIDDEN["exception"])
    assert "ERROR rasa.core.somewhere: (words left out) at <string>:9 (builtins.ValueError at <string>:8)" in shown


def test_our_own_lines_are_kept() -> None:
    assert "INFO centreguide.somewhere: Loaded 3 things" in run(
        "privacy.hide_words()\nours.info('Loaded %d things', 3)"
    )


def test_before_serving_all_is_shown() -> None:
    shown = run("theirs.info('loading %s', 'policies')\nstructlog.get_logger('rasa.x').debug('parsed', count=2)")
    assert "INFO rasa.core.somewhere: loading policies" in shown
    assert "parsed" in shown


def test_without_debugging_only_our_lines_and_others_warnings_show() -> None:
    shown = run("theirs.info('chatter'); theirs.warning('mind this'); ours.info('ready'); warnings.warn('old')", "")
    assert "chatter" not in shown
    assert "old" not in shown
    assert "mind this" in shown
    assert "ready" in shown
