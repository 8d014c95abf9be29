"""What a messaging platform has to be able to do; a subclass for each."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sanic import Request
from sanic.response import HTTPResponse, empty

from centreguide.channels.exchange import Said
from centreguide.wording import Wording

SLOTS = 20
"""How many messages are being sent on a platform at the same time, at most."""

Part = dict[str, Any]
"""One message to send, as JSON can hold it; its form is the platform's own affair."""


class Refused(Exception):
    """The request isn't from the platform.

    Attributes:
        status: 401 without a signature, 403 with a wrong or an old one, 413 if it is larger than the platform's are.
    """

    def __init__(self, status: int = 403) -> None:
        super().__init__("The signature is missing or wrong.")
        self.status = status


class TryLater(Exception):
    """The platform didn't take a message now.

    Attributes:
        wait: Seconds that it asked for; None if it didn't say.
    """

    def __init__(self, wait: float | None = None) -> None:
        super().__init__("The platform didn't take the message now.")
        self.wait = wait


class Undeliverable(Exception):
    """The platform won't ever take this message: the number is wrong, the visitor has blocked us."""


class ByHand(Exception):
    """The platform has no API for that: it is done on its own website."""


@dataclass(frozen=True)
class Setting:
    """An environment variable that a platform needs, and where staff find its value."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Received:
    """One message of a visitor's.

    Attributes:
        sender: The address that replies go to.
        id: The platform's own id, the same when it delivers again.
        text: What was typed; None for a sticker, a voice note and whatever else isn't text.
        button: The id of a button of ours that was pressed.
        signature: What the request was signed with, where that is to be taken once as well as the id.
    """

    sender: str
    id: str
    text: str | None = None
    button: str | None = None
    signature: str | None = None


class Platform(ABC):
    """A platform with its settings: reads its requests and speaks to its API. Secrets never have defaults."""

    name: ClassVar[str]
    """The channel's name: its address is `/webhooks/<name>/webhook`."""

    settings: ClassVar[Sequence[Setting]]
    largest_body: ClassVar[int] = 1024 * 1024
    """Bytes of a request at most: room for Messenger's batches and for Slack's longest message with its blocks."""

    numbered: ClassVar[bool] = False
    """Choices are numbered in the text, and "2" presses the second."""

    keywords: ClassVar[bool] = False
    """STOP, START and HELP do what people and the law expect on SMS."""

    at_once: ClassVar[int | None] = None
    """How many parts of a reply are sent before the visitor asks for MORE; None for all."""

    def __init__(self, values: Mapping[str, str], public_url: str) -> None:
        """Takes a value for each of `settings`, and the server's address as the platform knows it."""
        self.values, self.public_url = values, public_url

    @property
    def webhook(self) -> str:
        """The address that the platform calls."""
        return f"{self.public_url}/webhooks/{self.name}/webhook"

    @abstractmethod
    def verify(self, request: Request) -> None:
        """Makes sure that the request is from the platform, before anything in it is believed.

        Raises:
            Refused: It isn't, or is too old.
        """

    def handshake(self, request: Request) -> HTTPResponse | None:
        """The answer to a request that only tries the webhook; None for all others."""
        return None

    @abstractmethod
    def read(self, request: Request) -> Sequence[Received]:
        """The visitors' messages in a verified request, in order; none for what is safely ignored.

        It may raise ValueError, KeyError, TypeError or AttributeError on a form that it doesn't know, which is ignored.
        """

    @abstractmethod
    def render(self, said: Sequence[Said], wording: Wording) -> list[Part]:
        """The replies in the platform's form and within its limits, in order."""

    @abstractmethod
    async def send(self, address: str, part: Part) -> None:
        """Sends one part.

        Raises:
            TryLater: It may be taken later: a limit, a 5xx, no connection.
            Undeliverable: It won't be.
        """

    def taken(self) -> HTTPResponse:
        """The answer to a request that was dealt with."""
        return empty(status=200)

    @abstractmethod
    async def check(self) -> str:
        """Tries the credentials; a sentence about whose they are.

        Raises:
            TryLater: The platform can't be reached.
            Undeliverable: It doesn't know the credentials.
        """

    async def register(self) -> None:
        """Tells the platform where the webhook is, where it has an API for that.

        Raises:
            ByHand: It has none: the page in `docs/channels/` says where to write it.
        """
        raise ByHand

    async def close(self) -> None:  # noqa: B027
        """Closes what is open."""
