"""One process alone keeps a database and serves a folder of releases: two would store and send everything twice."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from centreguide.errors import ServerError


@contextmanager
def alone(database: Path, releases: Path | None) -> Iterator[None]:
    """Holds both for the length of the `with`; the locks end with the process, however it ends.

    A command that reads, erases or publishes needs neither lock. Who holds them may take them once more.

    Raises:
        ServerError: Another process has one of them, or it can't be taken.
    """
    with ExitStack() as held:
        file = database.resolve()
        _hold(
            held,
            file.with_name(f".{file.name}.lock"),
            f"Another bot keeps its conversations in {database}: stop that one, or give this one a file of its own "
            "(--database).",
        )
        if releases:
            _hold(
                held,
                releases.resolve() / ".serving.lock",
                f"Another bot serves the releases in {releases}: stop that one, or start this one in another folder.",
            )
        yield


def _hold(held: ExitStack, file: Path, taken: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held.enter_context(FileLock(file, timeout=0, mode=0o600, is_singleton=True))
    except Timeout:
        raise ServerError(f"{taken} It holds {file}.") from None
    except OSError as error:
        raise ServerError(f"{file} can't be locked: {error.strerror}.") from error
