"""Chromium, the stand-in server, and a page with the widget in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.stand_in import StandIn, standing_in
from tests.browser.visitor import Visitor

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}


def chromium() -> str:
    """Its path; where it isn't installed, the test is skipped, or fails in CI."""
    # The shell is the same browser without windows of its own, and a third faster.
    found = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not found and not os.environ.get("CI"):
        pytest.skip("Chromium isn't installed: apt-get install chromium, or set CHROMIUM to its path.")
    assert found, "CI needs Chromium: apt-get install chromium, or set CHROMIUM to its path."
    return found


# A browser for each module: while one is open, its event loop is in the way of other tests' own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with standing_in() as bot:
        yield bot


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens an address as a new visitor; what the browser should be like is given as for Playwright's new_context."""
    contexts = []

    def open_page(address: str, clock: bool = False, **like: Any) -> Visitor:
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **like})
        context.set_default_timeout(10_000)
        contexts.append(context)
        return Visitor.at(context.new_page(), address, clock)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(visit: Callable[..., Visitor], stand_in: StandIn) -> Visitor:
    """A visitor of the stand-in's page, on a wide screen, with the chat closed."""
    return visit(stand_in.address)


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page
