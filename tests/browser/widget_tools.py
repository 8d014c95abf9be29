"""What the widget's own tools have installed, for tests that need some of it."""

import os

import pytest

from tests.browser.stand_in import HOSTS


def needs_widget_tools() -> None:
    """Skips the test where they aren't installed; in CI they have to be."""
    if not (HOSTS / ".package-lock.json").exists():
        assert not os.environ.get("CI"), "CI needs the widget's tools: python -m scripts.node types installs them."
        pytest.skip("The widget's tools aren't installed: make widget installs them.")
