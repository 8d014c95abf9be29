import socket

import pytest

from centreguide.errors import ServerError
from centreguide.server.port import claim


def test_it_takes_loopback_only() -> None:
    with claim(0) as claimed:
        assert claimed.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServerError, match=f"Port {port} is in use"):
            claim(port)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_is_no_port_is_told(port: int) -> None:
    with pytest.raises(ServerError, match=f"{port} is not a port"):
        claim(port)


def test_a_port_is_free_again_at_once() -> None:
    with claim(0) as first:
        port = first.getsockname()[1]
    with claim(port) as second:
        assert second.getsockname()[1] == port
