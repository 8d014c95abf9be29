import socket
import urllib.request

import pytest

from centreguide.errors import ServerError
from centreguide.server.metrics_port import SETTING, serve_metrics
from tests.server.servers import free_port


def test_without_the_setting_there_is_no_port() -> None:
    port = free_port()
    serve_metrics({})
    serve_metrics({SETTING: " "})
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port))


def test_it_is_on_loopback_alone_unless_told_otherwise() -> None:
    port = free_port()
    serve_metrics({SETTING: str(port)})
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as response:
        assert b"centreguide_replies" in response.read()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", port))
    other = free_port()
    serve_metrics({SETTING: f"127.0.0.2:{other}"})
    with urllib.request.urlopen(f"http://127.0.0.2:{other}/metrics", timeout=10) as response:
        assert response.status == 200


@pytest.mark.parametrize("given", ["many", "0", "65536", "host:", "127.0.0.1:-1"])
def test_what_is_no_port_is_told(given: str) -> None:
    with pytest.raises(ServerError, match=r"CENTREGUIDE_METRICS_PORT: .* is no port"):
        serve_metrics({SETTING: given})


def test_a_port_in_use_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(ServerError, match="can't be used"):
            serve_metrics({SETTING: str(other.getsockname()[1])})
