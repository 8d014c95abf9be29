import stat
from pathlib import Path

import pytest

from centreguide.channels.website.settings import read
from centreguide.errors import ServerError


def test_without_any_setting_there_is_a_secret_that_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.secret"
    first = read({}, file)
    assert len(first.secret) > 40
    assert read({}, file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert (first.origins, first.proxies) == (frozenset(), 0)


def test_what_is_set_counts(tmp_path: Path) -> None:
    settings = read(
        {
            "CENTREGUIDE_SECRET": "s" * 32,
            "CENTREGUIDE_ORIGINS": "https://A.example, http://b.example:8080/",
            "CENTREGUIDE_PROXIES": "2",
        },
        tmp_path / "a.secret",
    )
    assert settings.secret == "s" * 32
    assert settings.origins == {"https://a.example", "http://b.example:8080"}
    assert settings.proxies == 2
    assert not (tmp_path / "a.secret").exists()


def test_the_bots_own_address_is_a_site_too(tmp_path: Path) -> None:
    public = {"CENTREGUIDE_PUBLIC_URL": "https://Bot.example.nhs.uk/", "CENTREGUIDE_ORIGINS": "https://a.example"}
    assert read(public, tmp_path / "a.secret").origins == {"https://bot.example.nhs.uk", "https://a.example"}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    wrong = {"CENTREGUIDE_SECRET": "short", "CENTREGUIDE_ORIGINS": "a.example,*", "CENTREGUIDE_PROXIES": "two"}
    with pytest.raises(ServerError) as error:
        read(wrong, tmp_path / "a.secret")
    for named in ("CENTREGUIDE_SECRET", "'a.example'", "'*'", "'two'"):
        assert named in str(error.value)


def test_an_empty_secret_that_a_full_disk_left_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.secret").touch()
    with pytest.raises(ServerError, match="holds no secret that can be used"):
        read({}, tmp_path / "a.secret")
