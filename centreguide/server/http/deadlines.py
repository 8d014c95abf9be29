"""How long each part of a request may take, in seconds: total times, so that no drip of bytes prolongs one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deadlines:
    """Attributes:
    head: From a connection's beginning, or the next request's first byte, to the end of the headers.
    body: For the whole body.
    response: For the application to answer.
    reading: For the client to take what has filled the buffers.
    idle: From a response to the next request's first byte, or to the last byte that the client takes.
    lingering: For a client that still sends to read why it was refused.
    """

    head: float = 10
    body: float = 10
    response: float = 30
    reading: float = 30
    idle: float = 30
    lingering: float = 2
