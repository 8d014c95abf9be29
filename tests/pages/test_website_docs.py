"""What `docs/website.md` tells site owners is so."""

import re

import pytest
from sanic import Sanic

from centreguide.channels.website import settings
from centreguide.secret import SHORTEST
from centreguide.server.web import FOR_OTHER_SITES, add_pages
from tests.conftest import PROJECT

DOCUMENT = PROJECT / "docs" / "website.md"
SOURCES = PROJECT / "widget" / "src"


@pytest.fixture(scope="module")
def told() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def test_every_attribute_of_the_tag_is_explained_and_no_other(told: str) -> None:
    explained = set(re.findall(r"^\| `data-(\w+)=", told, re.MULTILINE))
    read = re.search(r"const \{(.+)\} = this\.dataset;", (SOURCES / "element.js").read_text(encoding="utf-8"))
    assert read
    assert explained == set(re.findall(r"(?:^|, )(\w+)", re.sub(r" = [^,]+", "", read[1].strip())))


def test_every_setting_is_explained(told: str) -> None:
    explained = set(re.findall(r"^\| `(CENTREGUIDE_\w+)`", told, re.MULTILINE))
    assert explained == {settings.ORIGINS, settings.SECRET, settings.PROXIES}
    assert f"at least {SHORTEST} random characters" in told


def test_every_path_that_has_to_be_passed_on_is_named(told: str) -> None:
    app = Sanic("paths", configure_logging=False)
    add_pages(app)
    (listed,) = re.findall(r"pass on these paths and no others:\n(.+?)\n\n", told, re.DOTALL)
    served = {f"/{route.path}" for route in app.router.routes}
    assert served | {"/webhooks/website/", "/webhooks/rest/"} == set(re.findall(r"`(/[\w./-]*)`", listed))


def test_the_texts_in_the_example_have_names_that_the_widget_knows(told: str) -> None:
    example = re.search(r"```json\n(\{.+?\})\n```", told, re.DOTALL)
    assert example
    texts = (SOURCES / "texts.js").read_text(encoding="utf-8")
    for name in re.findall(r'^  "(\w+)"', example[1], re.MULTILINE):
        assert re.search(rf"^  {name}: ", texts, re.MULTILINE), name


def test_the_file_can_be_checked_for_integrity() -> None:
    assert FOR_OTHER_SITES["Access-Control-Allow-Origin"] == "*"
