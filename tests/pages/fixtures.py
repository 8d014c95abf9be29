"""Fixtures that the pages' tests and the browser's share."""

import pytest

from centreguide.knowledge.loader import load as load_knowledge
from centreguide.release.content import Content, intents, live
from tests.conftest import PROJECT
from tests.pages.site import Site, pages_site


@pytest.fixture(scope="session")
def content(riverside_content: Content) -> Content:
    """The real knowledge and wording."""
    return Content(load_knowledge(PROJECT / "knowledge", intents(PROJECT)), riverside_content.wording, PROJECT)


@pytest.fixture
def site(content: Content, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The pages of the real knowledge."""
    monkeypatch.setattr(live, "_content", content)
    return pages_site()
