import time

import pytest

from centreguide.channels.rates import MESSAGES, STARTS, Rates, TooMany


def test_beyond_the_limit_it_is_told_how_long_to_wait() -> None:
    rates = Rates()
    for _ in range(MESSAGES.amount):
        rates.count(MESSAGES, "one")
    with pytest.raises(TooMany) as error:
        rates.count(MESSAGES, "one")
    assert 1 <= error.value.wait <= 61


def test_each_is_counted_alone() -> None:
    rates = Rates()
    for _ in range(MESSAGES.amount):
        rates.count(MESSAGES, "one")
    rates.count(MESSAGES, "other")
    rates.count(STARTS, "one")


@pytest.mark.parametrize("step", [-3600.0, 3600.0])
def test_a_clock_that_is_set_keeps_nobody_waiting_for_longer(monkeypatch: pytest.MonkeyPatch, step: float) -> None:
    rates, now = Rates(), time.time
    for _ in range(MESSAGES.amount):
        rates.count(MESSAGES, "one")
    monkeypatch.setattr(time, "time", lambda: now() + step)
    for _ in range(MESSAGES.amount):
        rates.count(MESSAGES, "one")
    with pytest.raises(TooMany) as error:
        rates.count(MESSAGES, "one")
    assert 1 <= error.value.wait <= 61
