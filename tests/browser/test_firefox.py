"""The widget in Firefox: a conversation, the suggestions, and the chat as a part of a page."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.browser.stand_in import StandIn, standing_in
from tests.browser.widget_tools import needs_widget_tools

pytestmark = pytest.mark.e2e
PATIENCE = 180


def firefox() -> str:
    """Its path; where it isn't installed, the test is skipped, or fails in CI."""
    found = os.environ.get("FIREFOX") or shutil.which("firefox-esr")
    if not found and not os.environ.get("CI"):
        pytest.skip("Firefox isn't installed: apt-get install firefox-esr, or set FIREFOX to its path.")
    assert found, "CI needs Firefox: apt-get install firefox-esr, or set FIREFOX to its path."
    return found


def test_it_works_in_firefox(stand_in: StandIn) -> None:
    browser = firefox()
    needs_widget_tools()
    with standing_in() as embedding:
        embedding.main = '<h1>A trust</h1><centre-guide data-mode="embedded"></centre-guide>'
        walk = [sys.executable, "-m", "scripts.node", "firefox", browser, stand_in.address, embedding.address]
        done = subprocess.run(walk, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split()[-3:] == ["conversation", "suggestions", "inThePage"]
