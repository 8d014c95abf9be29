import gzip
import hashlib
import json
from datetime import date

import pytest

from centreguide.pages.drawing import FILTER, STYLES, WIDGET
from centreguide.release.content import Content, live
from centreguide.server import web
from tests.pages.site import Site

PAGES = ("/", "/questions")
FILES = {"/pages.css": STYLES, "/questions.js": FILTER, "/widget/centre-guide.js": WIDGET}
OFFERED = "/widget/questions.json"
ALL = (*PAGES, *FILES, OFFERED, "/icon.svg")
KINDS = {
    "/": "text/html",
    "/questions": "text/html",
    "/pages.css": "text/css",
    "/icon.svg": "image/svg+xml",
    OFFERED: "application/json",
}


@pytest.mark.parametrize("path", ALL)
class TestCaching:
    def test_it_is_compressed_for_those_who_take_it(self, site: Site, path: str) -> None:
        plain, packed = site.ask(path), site.ask(path, Accept_Encoding="deflate, gzip;q=0.8, br")
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
        assert plain.headers["etag"] != packed.headers["etag"]
        assert int(packed.headers["content-length"]) == len(packed.body)

    def test_what_is_there_already_is_not_sent_again(self, site: Site, path: str) -> None:
        for accepted in ("gzip", "identity"):
            tag = site.ask(path, Accept_Encoding=accepted).headers["etag"]
            for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
                again = site.ask(path, Accept_Encoding=accepted, If_None_Match=known)
                assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
                assert again.headers["cache-control"] == "public, max-age=60, must-revalidate"
            assert site.ask(path, Accept_Encoding=accepted, If_None_Match='"other"').status == 200

    def test_head_is_get_without_the_body(self, site: Site, path: str) -> None:
        whole, head = site.ask(path, Accept_Encoding="gzip"), site.ask(path, "HEAD", Accept_Encoding="gzip")
        assert (head.status, head.body) == (200, b"")
        assert head.headers == whole.headers

    def test_a_part_is_not_served(self, site: Site, path: str) -> None:
        whole = site.ask(path)
        assert site.ask(path, Range="bytes=0-9") == whole

    def test_nothing_can_be_sent_to_it(self, site: Site, path: str) -> None:
        assert {site.ask(path, method).status for method in ("POST", "PUT", "DELETE", "PATCH")} == {405}

    def test_its_type_is_told_and_kept(self, site: Site, path: str) -> None:
        headers = site.ask(path).headers
        assert headers["content-type"].split(";")[0] == KINDS.get(path, "text/javascript")
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_served_as_it_is(site: Site, path: str) -> None:
    answer = site.ask(path)
    assert answer.body == FILES[path].read_bytes()
    assert answer.headers["etag"].strip('"') == hashlib.sha256(answer.body).hexdigest()[:32]


@pytest.mark.parametrize(
    "path",
    [
        "/widget/",
        "/widget",
        "/widget/centre-guide",
        "/widget/../pyproject.toml",
        "/widget/../widget/centre-guide.js",
        "/widget/%2e%2e/pyproject.toml",
        "/widget/..%2fpyproject.toml",
        "/widget/..\\pyproject.toml",
        "/widget//etc/passwd",
        "/widget/centre-guide.js/../../pyproject.toml",
        "/widget/centre-guide.js%00.html",
        "/pages/questions.html.j2",
        "/pages.css.map",
        "/questions.html",
        "//questions",
        "/static/pages.css",
        "/.git/config",
    ],
)
def test_only_named_files_are_served(site: Site, path: str) -> None:
    assert site.ask(path).status in (400, 404)


def test_other_sites_may_load_the_widget_and_what_it_offers_and_nothing_else(site: Site) -> None:
    for path in ("/widget/centre-guide.js", OFFERED):
        shared = site.ask(path, Origin="https://www.example.org").headers
        assert shared["cross-origin-resource-policy"] == "cross-origin"
        assert shared["access-control-allow-origin"] == "*"
    for path in (*PAGES, "/questions?q=heart", "/questions.js", "/pages.css", "/icon.svg", "/nothing"):
        headers = site.ask(path, Origin="https://www.example.org").headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("page", [*PAGES, OFFERED])
class TestDrawing:
    def test_it_is_drawn_once(self, site: Site, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
        before = site.ask(page)
        monkeypatch.setattr("centreguide.pages.drawing._draw", None)
        monkeypatch.setattr("centreguide.pages.suggestions.button", None)
        assert site.ask(page) == before

    def test_another_release_draws_it_anew(
        self, site: Site, page: str, riverside_content: Content, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = site.ask(page)
        monkeypatch.setattr(live, "_content", riverside_content)
        after = site.ask(page, If_None_Match=before.headers["etag"])
        assert after.status == 200
        assert b"Riverside" in after.body
        assert b"Leeds" not in after.body


class TestFiltering:
    def test_what_was_looked_for_is_in_no_cache(self, site: Site) -> None:
        answer = site.ask("/questions?q=trauma+centre", Accept_Encoding="gzip")
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-store"
        assert "for “trauma centre”".encode() in gzip.decompress(answer.body)

    @pytest.mark.parametrize("query", ["?q=", "?", "?other=trauma", "?Q=trauma"])
    def test_without_words_it_is_the_page_itself(self, site: Site, query: str) -> None:
        assert site.ask(f"/questions{query}") == site.ask("/questions")

    @pytest.mark.parametrize(
        "asked", ["%ff", "%00", "%ed%a0%80", "%22%3e%3cscript%3e", "a" * 5000, "a&q=b", "%", "+" * 99]
    )
    def test_odd_words_break_nothing(self, site: Site, asked: str) -> None:
        answer = site.ask(f"/questions?q={asked}")
        assert answer.status == 200
        assert b"If your question isn" in answer.body
        assert b'"><script>' not in answer.body

    def test_it_has_the_page_s_policy(self, site: Site) -> None:
        policy = site.ask("/questions?q=trauma").headers["content-security-policy"]
        assert policy == site.ask("/questions").headers["content-security-policy"]
        assert "form-action 'self'" in policy


def test_nothing_is_offered_while_the_bot_is_off(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(site.ask(OFFERED).body)["questions"]
    monkeypatch.setattr(live, "off", "We are checking it.")
    assert json.loads(site.ask(OFFERED).body) == {"starters": [], "questions": []}


def test_an_overdue_review_shows_from_the_day_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> "Later":
            return cls(2999, 1, 1)

    assert b"Last checked in" not in site.ask("/questions").body
    monkeypatch.setattr(web, "date", Later)
    assert b"Last checked in" in site.ask("/questions").body
