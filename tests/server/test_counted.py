import asyncio
from typing import Any

import pytest
from prometheus_client import REGISTRY
from rasa.utils.endpoints import EndpointConfig

from centreguide.server.counted import CountedActions


class Said(EndpointConfig):
    """Replies with what it was made with; raises an error that it was made with."""

    def __init__(self, *replies: Any) -> None:
        super().__init__(url="somewhere", enable_selective_domain=True)
        self._replies = replies

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        if isinstance(self._replies[0], Exception):
            raise self._replies[0]
        return {"events": [], "responses": list(self._replies)}


def counted(kind: str) -> float:
    return REGISTRY.get_sample_value("centreguide_replies_total", {"kind": kind}) or 0.0


def timed() -> float:
    return REGISTRY.get_sample_value("centreguide_seconds_count", {"stage": "answering"}) or 0.0


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        ({"text": "On floor 3.", "kind": "answer"}, "answer"),
        ({"text": "x", "kind": "my name is Ann"}, "other"),
        ({"text": "x"}, "other"),
    ],
)
def test_a_reply_is_counted_by_its_kind_and_by_no_word(reply: dict[str, str], kind: str) -> None:
    before, times = counted(kind), timed()
    result = asyncio.run(CountedActions(Said(reply)).request(json={}))
    assert result["responses"] == [reply]
    assert (counted(kind), timed()) == (before + 1, times + 1)
    assert counted("my name is Ann") == 0


def test_a_failure_is_passed_on_and_timed() -> None:
    times = timed()
    with pytest.raises(ValueError, match="broken"):
        asyncio.run(CountedActions(Said(ValueError("broken"))).request(json={}))
    assert timed() == times + 1


def test_it_keeps_the_settings_of_the_one_inside() -> None:
    assert CountedActions(Said()).kwargs == {"enable_selective_domain": True}
