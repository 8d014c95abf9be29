import pytest

from centreguide.publishing.beginnings import begun
from centreguide.publishing.errors import PublishingError

VERSIONS = ("9053b9cb3af6", "9053b9aa0000", "44ad72d5a54a")


@pytest.mark.parametrize("beginning", ["44ad", "44ad72d", "44ad72d5a54a"])
def test_the_one_that_begins_so_is_found(beginning: str) -> None:
    assert begun(beginning, VERSIONS, "candidate", "Make one.") == "44ad72d5a54a"


@pytest.mark.parametrize(
    ("beginning", "told"),
    [
        ("9053b9", '"9053b9" could be any of 9053b9aa0000, 9053b9cb3af6: type more of it.'),
        ("1234", 'No candidate begins with "1234". Make one.'),
        ("44ad72d5a54a0", 'No candidate begins with "44ad72d5a54a0". Make one.'),
        ("44a", '"44a" is too short: type at least the first 4 characters.'),
        ("", '"" is too short: type at least the first 4 characters.'),
    ],
)
def test_what_could_be_several_or_none_is_told(beginning: str, told: str) -> None:
    with pytest.raises(PublishingError) as raised:
        begun(beginning, VERSIONS, "candidate", "Make one.")
    assert str(raised.value) == told
