import signal
import socket

import pytest
from sanic import Request, Sanic
from sanic.response import HTTPResponse, empty

from centreguide.errors import ServerError
from centreguide.server.http.server import run
from tests.server.http.tiny import hear, serving


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_answers_what_is_in_flight_and_waits_for_nobody_else(how: signal.Signals) -> None:
    with serving() as tiny, tiny.connect() as asking, tiny.connect() as slow, tiny.connect() as sending:
        slow.sendall(b"GET /health HTTP/1.1\r\nHost:")
        sending.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")
        asking.sendall(b"GET /slow?seconds=1.5 HTTP/1.1\r\nHost: x\r\n\r\n")
        refused = tiny.connect()
        refused.sendall(b"nonsense\r\n\r\n")
        assert tiny.get("/heard")["connections"] == 5
        assert tiny.stop(how) == 0
        assert hear(asking).status == 200
        assert hear(slow).status == hear(sending).status == 0
        assert hear(refused).status == 400
        refused.close()


def test_what_takes_too_long_then_is_told_so() -> None:
    with serving() as tiny, tiny.connect() as asking:
        asking.sendall(b"GET /slow?seconds=20 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert tiny.get("/heard")["connections"] == 2
        assert tiny.stop() == 0
        assert hear(asking).status == 503


async def nothing(request: Request) -> HTTPResponse:
    return empty()


def test_a_port_that_was_taken_meanwhile_is_told() -> None:
    with socket.socket() as claimed, socket.socket() as other:
        for one in (claimed, other):
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        claimed.bind(("127.0.0.1", 0))
        other.bind(claimed.getsockname())
        other.listen()
        app = Sanic("taken", configure_logging=False)
        ready: list[str] = []
        app.add_route(nothing, "/")
        with pytest.raises(ServerError, match="taken by another program"):
            run(app, claimed, lambda: ready.append("ready"))
        assert not ready
