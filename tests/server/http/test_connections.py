import subprocess
import sys

from centreguide.server.http.connections import Connections


class Line:
    def __init__(self) -> None:
        self.closed = False

    def make_room(self) -> None:
        self.closed = True


def test_the_one_that_has_waited_longest_makes_room() -> None:
    cap = Connections(3)
    first, second, third, fourth = lines = [Line() for _ in range(4)]
    assert all(cap.admit(line) for line in lines[:3])
    cap.work(first)
    cap.wait(second)
    assert cap.admit(fourth)
    assert [line.closed for line in (first, second, third)] == [False, False, True]


def test_without_one_that_waits_there_is_no_room() -> None:
    cap = Connections(1)
    only, other = Line(), Line()
    assert cap.admit(only)
    cap.work(only)
    assert not cap.admit(other)
    cap.forget(only)
    assert cap.admit(other)
    assert not only.closed


def test_the_limit_of_descriptors_is_raised_and_shared_out() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (100, 256));"
        "from centreguide.server.http.connections import room; most, more = room();"
        "print(resource.getrlimit(resource.RLIMIT_NOFILE)[0], most + more)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    soft, handed_out = map(int, told.split())
    assert soft == 256
    assert 150 < handed_out < soft - 50
