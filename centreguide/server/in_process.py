"""Runs the actions inside the server, behind the same seam and with the same results as Rasa's HTTP action server."""

import asyncio
import json
import logging
from typing import Any

from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from centreguide.errors import ServerError
from centreguide.release.content import Content, live

logger = logging.getLogger(__name__)

SEND_DOMAIN_ONLY_IF_ASKED = {"enable_selective_domain": True}
"""Keeps the domain out of each call, for the HTTP server as well; an action that needs it says `send_domain: true`."""


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the actions of a Python package directly."""

    in_this_process = True

    def __init__(self, package: str, content: Content | None = None) -> None:
        """Imports `package` and registers every action in it.

        Args:
            package: The package's name.
            content: What the actions answer from; what is in use at the time, if None.

        Raises:
            ServerError: The package, or a module in it, can't be imported.
        """
        super().__init__(url=f"in-process:{package}", **SEND_DOMAIN_ONLY_IF_ASKED)
        self._content = content
        self._executor = _PackageExecutor(package)
        try:
            self._executor.register_package(package)
        except SystemExit as error:
            raise ServerError(f"The actions in '{package}' can't be imported: the log says why.") from error

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        """Runs the action that the payload names.

        Args:
            method: Ignored, as are `subpath`, `content_type` and `compress`: they belong to HTTP.
            **kwargs: `json`, the action call (`next_action`, `tracker`, `domain` ...), and `timeout` in seconds.

        Returns:
            A dict with `events` and `responses`, or None if the payload names no action.

        Raises:
            ClientResponseError: 400 the action refused to run, 404 there is no such action, 500 it failed.
            asyncio.TimeoutError: It took too long.
        """
        call = _as_sent(kwargs.get("json"))
        name = call.get("next_action")
        try:
            with live.bound(self._content):
                return _as_sent(await asyncio.wait_for(self._executor.run(call), kwargs.get("timeout")))
        except ActionExecutionRejection as refusal:
            raise _response(400, refusal.message, refusal.action_name) from refusal
        except ActionNotFoundException as missing:
            raise _response(404, missing.message, missing.action_name) from missing
        except asyncio.TimeoutError:
            raise
        except Exception as error:
            logger.exception("The action %s failed", name)
            raise _response(500, str(error), name) from error


class _PackageExecutor(ActionExecutor):
    """Registers the actions of one package, where rasa-sdk registers every action that was ever imported."""

    def __init__(self, package: str) -> None:
        super().__init__()
        self._package = package

    def register_action(self, action: Any) -> None:
        module = action.__module__
        if module == self._package or module.startswith(f"{self._package}."):
            super().register_action(action)


def _as_sent(value: Any) -> Any:
    """A copy as JSON would deliver it, so that an action can't change the server's own objects."""
    return json.loads(json.dumps(value))


def _response(status: int, error: str, action: str | None) -> ClientResponseError:
    return ClientResponseError(status, error, json.dumps({"error": error, "action_name": action}))
