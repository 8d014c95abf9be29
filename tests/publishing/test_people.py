import pytest

from centreguide.publishing.errors import PublishingError
from centreguide.publishing.people import EDITOR_VARIABLE, same, whoever


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Lee", "ann  lee"), ("Ann Lee", "AnnLee"), ("Zoë", "ZOË"), ("a.lee", "A Lee")]
)
def test_a_name_is_one_person_however_it_is_written(one: str, other: str) -> None:
    assert same(one, other)
    assert not same(one, "Bob")


def test_who_it_is_was_said_or_is_set_or_is_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    monkeypatch.delenv(EDITOR_VARIABLE, raising=False)
    assert whoever(None) == "login"
    monkeypatch.setenv(EDITOR_VARIABLE, " Ann  Lee ")
    assert whoever(None) == "Ann Lee"
    assert whoever("Bob") == "Bob"


@pytest.mark.parametrize("name", ["  ", "...", "-"])
def test_nobody_is_nobody(name: str) -> None:
    with pytest.raises(PublishingError, match="Say who you are"):
        whoever(name)
