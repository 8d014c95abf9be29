import pytest

from centreguide.channels.website.limits import MESSAGES, STARTS, Limits, TooMany


def test_beyond_the_limit_it_is_told_how_long_to_wait() -> None:
    limits = Limits()
    for _ in range(MESSAGES.amount):
        limits.count(MESSAGES, "one")
    with pytest.raises(TooMany) as error:
        limits.count(MESSAGES, "one")
    assert 1 <= error.value.wait <= 61


def test_each_is_counted_alone() -> None:
    limits = Limits()
    for _ in range(MESSAGES.amount):
        limits.count(MESSAGES, "one")
    limits.count(MESSAGES, "other")
    limits.count(STARTS, "one")
