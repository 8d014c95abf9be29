"""Counts what the actions reply, by its kind, and times them, wherever they run."""

from typing import Any

from rasa.utils.endpoints import EndpointConfig

from centreguide.answering.reply import Kind
from centreguide.metrics import REPLIES, SECONDS

ANSWERING = "answering"
OTHER = "other"
"""What a separate action server may say without one of our kinds."""

KINDS = frozenset(kind.value for kind in Kind)


class CountedActions(EndpointConfig):
    """An action endpoint around another one."""

    def __init__(self, actions: EndpointConfig) -> None:
        super().__init__(url=actions.url, **actions.kwargs)
        self.actions = actions
        self.in_this_process = getattr(actions, "in_this_process", False)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Has the other endpoint do it; what that raises is timed and passed on."""
        with SECONDS.labels(ANSWERING).time():
            result = await self.actions.request(*args, **kwargs)
        for response in (result or {}).get("responses", ()):
            kind = response.get("kind")
            REPLIES.labels(kind if kind in KINDS else OTHER).inc()
        return result
